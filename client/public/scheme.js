// Runs before anything is painted, which no module does: the colours that were chosen on this device, as
// platform/colour-scheme.ts keeps them.
try {
  const scheme = localStorage.getItem("p2p-share.scheme");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
} catch {
  // The browser keeps nothing for this page: it has the colours of the device.
}
