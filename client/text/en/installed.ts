import type { Arrival } from "../../installed/share-claim.ts";

type Failure = Extract<Arrival, { state: "failed" }>["reason"];

/** What a page says that opens without its server, has another version, or was opened to share something. */
export const INSTALLED = {
  away: "This page is here, but its server does not answer. It is asked again by itself; nothing can be sent or received before.",
  /** `{login}` stands for a link, whose words are below. */
  login: "Something between this device and the server wants a login first: {login}.",
  openLogin: "log in",
  version: {
    title: "There is a new version of this page",
    body: "It takes a moment, and nothing is lost.",
    reload: "Reload",
    later: "Later",
  },
  sharing: {
    reading: "Taking in what you shared.",
    soFar: (size: string) => `${size} so far.`,
    failed: {
      "no-room":
        "There is no room on this device for a copy of what you shared. Free some space, or choose the files here.",
      broken: "What you shared could not be read to its end. Share it again, or choose the files here.",
      gone: "What you shared is no longer there. Share it again, or choose the files here.",
      "not-taken": "This page was not ready to take what you shared, and now is. Share it again.",
    } satisfies Record<Failure, string>,
    dismiss: "Dismiss",
  },
} as const;
