import { Elysia } from "elysia";
import { HTTP_METHODS, HTTP_ROUTES, type Span, type Tracer } from "../ports/tracer.ts";

type Method = (typeof HTTP_METHODS)[number];
type Route = (typeof HTTP_ROUTES)[number];

const OTHER_METHOD: Method = "_OTHER";
const ASSETS: Route = "/assets/*";
const OTHER_ROUTE: Route = "/*";

/** What is known of a request while it is answered. */
interface Asked {
  readonly span: Span;
  readonly method: Method;
  readonly route: Route;
  failedWith?: number;
}

/** A span for each request, of which nothing is said but method, route and status. To be used only where traces are on. */
export function requestSpans(tracer: Tracer) {
  const asked = new WeakMap<Request, Asked>();
  return new Elysia({ name: "request-spans" })
    .onRequest(({ request }) => {
      const [method, route] = [methodOf(request), routeOf(request)];
      asked.set(request, { span: tracer.start(`${method} ${route}`), method, route });
    })
    .onError(({ request, code }) => {
      const found = asked.get(request);
      if (found) found.failedWith = code === "NOT_FOUND" ? 404 : 500;
    })
    .onAfterResponse(({ request, responseValue }) => {
      const found = asked.get(request);
      if (!found) return;
      const { span, method, route, failedWith } = found;
      const answered = responseValue instanceof Response ? responseValue.status : 101; // else it is a socket now
      const status = failedWith ?? answered;
      const attributes = { "http.request.method": method, "http.route": route };
      span.end({ ...attributes, "http.response.status_code": status }, status === 500);
    })
    .as("global");
}

function methodOf({ method }: Request): Method {
  return HTTP_METHODS.find((known) => known === method) ?? OTHER_METHOD;
}

/** Never the path itself, which anybody may choose. Whoever asks may have named no real host: then it is no URL. */
function routeOf({ url }: Request): Route {
  const pathname = URL.parse(url)?.pathname;
  if (pathname?.startsWith("/assets/")) return ASSETS;
  return HTTP_ROUTES.find((known) => known === pathname) ?? OTHER_ROUTE;
}
