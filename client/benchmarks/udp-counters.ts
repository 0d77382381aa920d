/** From /proc/net/snmp: datagrams that found no room in their socket's buffer. @throws where that is not told */
export function receiveBufferErrors(snmp: string): number {
  const [names = [], values = []] = snmp
    .split("\n")
    .filter((line) => line.startsWith("Udp: "))
    .map((line) => line.split(" "));
  const count = Number(values[names.indexOf("RcvbufErrors")]);
  if (Number.isNaN(count)) throw new Error("/proc/net/snmp has no RcvbufErrors");
  return count;
}
