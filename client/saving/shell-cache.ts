/** Name of the cache of what the page needs to open without the server: files of the version that counts, no others. */
export const SHELL_CACHE = "p2p-share shell";
