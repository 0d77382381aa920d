/** Words of what stands around every screen: the menu, messages that pass, and the question before an end. */
export const FRAME = {
  /** Name of the place where messages appear. `{hotkey}` stands for the keys that lead there. */
  toasts: "Messages ({hotkey})",
} as const;
