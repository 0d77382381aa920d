/** Words of what stands around every screen: the menu, messages that pass, and the question before an end. */
export const FRAME = {
  menu: {
    open: "Menu",
    language: "Language",
    /** @param name of the language, in that language */
    languageFailed: (name: string) =>
      `The words for ${name} could not be fetched. Choose it again once the server answers.`,
    colours: "Colours",
    schemes: { device: "Like this device", light: "Light", dark: "Dark" },
  },
  about: {
    title: "About P2P Share",
    version: (version: string) => `Version ${version}`,
    licence: "Free software, MIT licence",
  },
  /** Before something is ended that is still on its way. */
  end: {
    title: "End the transfer?",
    body: "Files that are complete are kept. What is still on its way is lost on both devices.",
    stay: "Keep going",
    go: "End it",
  },
  /** Name of the place where messages appear. `{hotkey}` stands for the keys that lead there. */
  toasts: "Messages ({hotkey})",
} as const;
