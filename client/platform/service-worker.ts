/** Address of the only service worker, which it keeps for good: under a new one, the old one would stay besides. */
const SERVICE_WORKER = "/sw.js";

/** What earlier versions registered it for: streamed downloads alone. */
const EARLIER_SCOPE = "/save/";

/** What there is of service workers in this browser, on this page; undefined on plain http, for one. */
function serviceWorkers(): ServiceWorkerContainer | undefined {
  // The types do not know pages without a secure context.
  const { serviceWorker }: Partial<Pick<Navigator, "serviceWorker">> = navigator;
  return serviceWorker;
}

/** Registers this page's service worker if it is not; undefined where the browser has none or does not want it. */
export async function registerServiceWorker(): Promise<ServiceWorkerRegistration | undefined> {
  return register().catch(() => undefined);
}

/** Resolves when the service worker takes events. @throws where it could not be installed */
export function activated(worker: ServiceWorker): Promise<ServiceWorker> {
  return new Promise((resolve, reject) => {
    const check = () => {
      if (worker.state === "activated") resolve(worker);
      if (worker.state === "redundant") reject(new Error("the service worker was not installed"));
    };
    worker.addEventListener("statechange", check);
    check();
  });
}

/** The service worker that answers for this page now; one that waits for its turn answers for nothing yet. */
export async function activeServiceWorker(): Promise<ServiceWorker | undefined> {
  const registration = await registerServiceWorker();
  const worker = registration?.active ?? registration?.installing ?? registration?.waiting;
  return worker ? activated(worker).catch(() => undefined) : undefined;
}

async function register(): Promise<ServiceWorkerRegistration | undefined> {
  const container = serviceWorkers();
  // Past the browser's own cache, whatever stands between it and the server.
  const registration = await container?.register(SERVICE_WORKER, { updateViaCache: "none" });
  const earlier = await container?.getRegistration?.(EARLIER_SCOPE);
  if (earlier && new URL(earlier.scope).pathname === EARLIER_SCOPE) await earlier.unregister();
  return registration;
}
