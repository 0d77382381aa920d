import { deviceLabel } from "./device-label.ts";
import { deviceName } from "./device-name.ts";
import { pageRandom } from "./random.ts";

/** What this device is called, on every page of this browser. */
export const ownName = deviceName(
  { storage: () => localStorage, random: pageRandom },
  deviceLabel(navigator.userAgent),
);
