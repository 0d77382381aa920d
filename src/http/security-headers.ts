/**
 * Sent with every response. The policy names no other host: the page can load from and connect to this
 * server only. WebAssembly is needed for SHA-256, blob: for saving what was received.
 */
export const securityHeaders: Record<string, string> = {
  "Content-Security-Policy": [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "connect-src 'self'",
    "frame-src blob:", // Firefox counts a download that an own empty frame starts as that frame's navigation
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};
