/** Sends every datagram back to where it came from. Prints its port, and ends when its standard input is closed. */
if (import.meta.main) {
  const socket = await Bun.udpSocket({
    hostname: "0.0.0.0",
    socket: {
      data: (echo, bytes, port, address) => void echo.send(bytes, port, address),
      // Whoever has heard enough is gone by the time of the last echo.
      error: () => undefined,
    },
  });
  process.stdout.write(`${socket.port}\n`);
  await Bun.stdin.text();
  socket.close();
}
