import { createSignal } from "solid-js";
import type { Notices } from "../screens/notices.ts";

/** As much of the browser as it takes; a test has its own. */
export interface NotificationPorts {
  /** Undefined where the browser has none, as on plain http. */
  readonly notifications:
    | {
        readonly permission: NotificationPermission;
        requestPermission(): Promise<NotificationPermission>;
      }
    | undefined;
  readonly isHidden: () => boolean;
  readonly show: (title: string, body: string) => void;
}

/** Notifications of the browser: asked for by a tap only, and shown only while the page is hidden (FLOW5). */
export function createNotices({ notifications, isHidden, show }: NotificationPorts): Notices {
  const [isDenied, setDenied] = createSignal(notifications?.permission === "denied");
  const [isWanted, setWanted] = createSignal(false);
  return {
    canAsk: () => notifications !== undefined && !isDenied(),
    isWanted,
    ask() {
      void notifications?.requestPermission().then((permission) => {
        setDenied(permission === "denied");
        setWanted(permission === "granted");
      });
    },
    tell(title, body) {
      if (isWanted() && isHidden()) show(title, body);
      setWanted(false);
    },
  };
}

/** Those of this browser. */
export function browserNotices(): Notices {
  const isThere = isSecureContext && "Notification" in globalThis;
  return createNotices({
    notifications: isThere ? Notification : undefined,
    isHidden: () => document.visibilityState === "hidden",
    show: (title, body) => void showNotification(title, body),
  });
}

async function showNotification(title: string, body: string): Promise<void> {
  const options = { body, icon: "/icon.svg", tag: "p2p-share" };
  try {
    const shown = new Notification(title, options);
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
  } catch {
    // Browsers of phones show none but those of a service worker.
    const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
    await registration?.showNotification(title, options).catch(() => {});
  }
}
