/** @returns the server's version; undefined where it does not answer */
export async function serverVersion(): Promise<string | undefined> {
  try {
    const response = await fetch("/instance");
    return response.ok ? ((await response.json()) as { version: string }).version : undefined;
  } catch {
    return undefined;
  }
}
