/** Resolves when the browser has painted what the page shows now; at once where nobody sees the page. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    if (document.hidden) return resolve();
    document.addEventListener("visibilitychange", () => resolve(), { once: true });
    // Frames are drawn right behind these callbacks, and a task comes after the frame.
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
