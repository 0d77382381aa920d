import { expect, test } from "bun:test";
import { settled } from "../../src/testing/test-signaling.ts";
import { createNotices, type NotificationPorts } from "./notifications.ts";

function browser(answer: NotificationPermission, before: NotificationPermission = "default") {
  const shown: string[] = [];
  let isHidden = true;
  let asked = 0;
  const ports: NotificationPorts = {
    notifications: {
      permission: before,
      async requestPermission() {
        asked++;
        return answer;
      },
    },
    isHidden: () => isHidden,
    show: (title, body) => shown.push(`${title}: ${body}`),
  };
  return {
    notices: createNotices(ports),
    shown,
    asked: () => asked,
    show: () => {
      isHidden = false;
    },
  };
}

test("[FLOW5] nobody is told, and nothing is asked for, without a tap", () => {
  const { notices, shown, asked } = browser("granted");
  notices.tell("Done", "All is there.");
  expect([notices.canAsk(), asked(), shown]).toEqual([true, 0, []]);
});

test("[FLOW5] who wants it is told once, and only while the page is hidden", async () => {
  const { notices, shown, show } = browser("granted");
  notices.ask();
  await settled();
  expect(notices.isWanted()).toBe(true);
  notices.tell("Done", "All is there.");
  notices.tell("Done", "All is there.");
  expect(shown).toEqual(["Done: All is there."]);
  notices.ask();
  await settled();
  show();
  notices.tell("Done", "All is there.");
  expect(shown).toHaveLength(1);
});

test("[FLOW5] it is not offered where it is denied, or where the browser has none", async () => {
  expect(browser("denied", "denied").notices.canAsk()).toBe(false);
  const none = createNotices({ notifications: undefined, isHidden: () => true, show() {} });
  expect(none.canAsk()).toBe(false);
  const { notices } = browser("denied");
  notices.ask();
  await settled();
  expect([notices.canAsk(), notices.isWanted()]).toEqual([false, false]);
});
