/** What of a tap on a notification this needs. */
type TapPort = Pick<NotificationEvent, "waitUntil"> & {
  readonly notification: Pick<Notification, "close">;
};

interface PageQuery {
  type: "window";
  includeUncontrolled: boolean;
}

/** What of the service worker's scope this needs. */
interface PagesPort {
  matchAll(options: PageQuery): Promise<readonly Pick<WindowClient, "focus">[]>;
}

/** Leads who taps on a notification to the page: where browsers show none but a worker's, they leave that to it. */
export function answerTap(event: TapPort, pages: PagesPort): void {
  event.notification.close();
  event.waitUntil(focusPage(pages));
}

async function focusPage(pages: PagesPort): Promise<void> {
  // One that was opened before this worker was there is none of its own yet.
  const [page] = await pages.matchAll({ type: "window", includeUncontrolled: true });
  await page?.focus().catch(() => undefined); // a browser may not want it
}
