import { Elysia } from "elysia";

// The yardstick: the same framework and sockets with nothing behind them. What comes in goes back.
const app = new Elysia()
  .ws("/ws", {
    message(socket, message) {
      socket.send(message);
    },
  })
  .listen({ hostname: "127.0.0.1", port: 0 });
process.stdout.write(`http://127.0.0.1:${app.server?.port}\n`);
