// Runs before anything is painted, which no module does.

// The colours that were chosen on this device, as platform/colour-scheme.ts keeps them.
try {
  const scheme = localStorage.getItem("p2p-share.scheme");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
} catch {
  // The browser keeps nothing for this page: it has the colours of the device.
}

// A link with a code leads into a session: what that needs is asked for beside the page's own script, not after it.
// Its names come from the build (page/linked-parts.ts).
if (/^#\d{6}$/.test(location.hash)) {
  const names = document.currentScript?.dataset.session?.split(" ") ?? [];
  for (const href of names) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
  }
}
