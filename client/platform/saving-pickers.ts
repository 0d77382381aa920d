/** Where there are any, these stand in the window; the types do not know them. */
interface Pickers {
  showSaveFilePicker?(options: { suggestedName: string }): Promise<FileSystemFileHandle>;
  showDirectoryPicker?(options: { id: string; mode: "readwrite" }): Promise<FileSystemDirectoryHandle>;
}

const pickers = (): Pickers => globalThis as Pickers;

/** Under this name the browser remembers which folder was picked last. */
const PICKER_ID = "p2p-share";

export const canPickFile = (): boolean => pickers().showSaveFilePicker !== undefined;
export const canPickFolder = (): boolean => pickers().showDirectoryPicker !== undefined;

/** Lets the person choose where a file goes: only from within a click. Undefined where they do not. */
export function pickFile(name: string): Promise<FileSystemFileHandle | undefined> {
  return unlessDismissed(async () => pickers().showSaveFilePicker?.({ suggestedName: name }));
}

/** Lets the person choose a folder that files may be written to: only from within a click. */
export function pickFolder(): Promise<FileSystemDirectoryHandle | undefined> {
  return unlessDismissed(async () => pickers().showDirectoryPicker?.({ id: PICKER_ID, mode: "readwrite" }));
}

async function unlessDismissed<Handle>(pick: () => Promise<Handle | undefined>): Promise<Handle | undefined> {
  try {
    return await pick();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return undefined;
    throw error;
  }
}
