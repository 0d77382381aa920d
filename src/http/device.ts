/** Kinds of devices that learn to trust an authority in different ways. */
export type Device = "windows" | "mac" | "linux" | "android" | "ios" | "firefox";

/** In this order: a phone's browser names its system's ancestors, too. */
const MARKS: readonly (readonly [RegExp, Device])[] = [
  [/iPhone|iPad|iPod/, "ios"],
  [/Android/, "android"],
  [/Windows.*Firefox|Macintosh.*Firefox|Linux.*Firefox/, "firefox"],
  [/Windows/, "windows"],
  [/Macintosh/, "mac"],
];

/** By what the browser says of itself. An iPad says that it is a Mac. */
export function deviceOf(headers: Headers): Device {
  const agent = headers.get("user-agent") ?? "";
  return MARKS.find(([mark]) => mark.test(agent))?.[1] ?? "linux";
}
