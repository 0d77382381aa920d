/** Calls whenever the page may have slept or changed its network: what was open before may be dead. */
export function onWake(then: () => void): void {
  addEventListener("online", then);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") then();
  });
}
