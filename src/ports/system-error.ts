/** What the system calls an error: `EADDRINUSE`. Undefined for what is none of the system's. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
