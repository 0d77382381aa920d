const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/** Whether this is a name by which a browser reaches only its own machine. @param hostname as a URL has it, IPv6 in brackets */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}
