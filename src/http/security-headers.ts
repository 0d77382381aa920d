/**
 * Sent with every response. The policy names no other host: the page can load from and connect to this
 * server only. WebAssembly is needed for SHA-256, blob: for saving what was received and for looking at it.
 */
export const securityHeaders: Record<string, string> = {
  "Content-Security-Policy": [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "media-src blob:",
    "connect-src 'self'",
    // Firefox counts a download that an own empty frame starts as that frame's navigation; 'self' is for streamed ones.
    "frame-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  // The camera is for scanning codes, in this page and in no frame of it.
  "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};
