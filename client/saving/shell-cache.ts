/** `/?login`: the way to whoever asks for a login before our server does. The server answers it, never that cache. */
export const FROM_SERVER = /[?&]login\b/;

/** Name of the cache of what the page needs to open without the server: files of the version that counts, no others. */
export const SHELL_CACHE = "p2p-share shell";
