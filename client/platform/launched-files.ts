/** A launch of the installed page by the system (WICG Web App Launch Handler API, §4). */
interface LaunchParams {
  readonly files?: readonly FileSystemHandle[];
}

/** Where the browser puts launches until somebody takes them. */
export interface LaunchQueue {
  setConsumer(consumer: (launch: LaunchParams) => void): void;
}

/** Calls for files that a person has opened with the installed page. Does nothing in browsers without that. */
export function onLaunchedFiles(
  queue: LaunchQueue | undefined,
  then: (files: readonly File[], unreadable: readonly string[]) => void,
): void {
  queue?.setConsumer(({ files = [] }) => void read(files));

  async function read(handles: readonly FileSystemHandle[]) {
    const files: File[] = [];
    const unreadable: string[] = [];
    for (const handle of handles) {
      try {
        files.push(await (handle as FileSystemFileHandle).getFile());
      } catch {
        unreadable.push(handle.name); // it is gone since, or a folder
      }
    }
    if (handles.length > 0) then(files, unreadable);
  }
}

/** This browser's queue of launches. */
export function launchQueue(): LaunchQueue | undefined {
  return (globalThis as { launchQueue?: LaunchQueue }).launchQueue;
}
