import type { Page } from "puppeteer-core";

/** As the product sends by default: messages of 64 KiB, and a pause above 1 MiB of unsent bytes. */
const MESSAGE_BYTES = 65_536;
const HIGH_WATER_BYTES = 1_048_576;

/** Makes the end with the channel; `connect` takes the answer and resolves once the channel is open. */
export async function openSender(page: Page) {
  const end = await page.evaluateHandle(async () => {
    const connection = new RTCPeerConnection();
    const channel = connection.createDataChannel("bare", { ordered: true });
    const gathered = new Promise<void>((resolve) => {
      connection.onicecandidate = ({ candidate }) => candidate || resolve();
    });
    await connection.setLocalDescription();
    await gathered;
    return { connection, channel };
  });
  return {
    offer: await end.evaluate(({ connection }) => connection.localDescription?.sdp ?? ""),
    connect: (answer: string) =>
      end.evaluate(async ({ connection, channel }, sdp) => {
        const open = new Promise<void>((resolve, reject) => {
          channel.onopen = () => resolve();
          setTimeout(() => reject(new Error("the bare channel did not open within 30 s")), 30_000);
        });
        await connection.setRemoteDescription({ type: "answer", sdp });
        await open;
      }, answer),
    /** Sends so many bytes; `finished` resolves with the milliseconds until the receiver said it had them all. */
    send: (totalBytes: number) =>
      end.evaluateHandle(
        ({ channel }, total, messageBytes, highWaterBytes) => {
          const message = new Uint8Array(messageBytes);
          channel.bufferedAmountLowThreshold = highWaterBytes;
          const finished = new Promise<number>((resolve, reject) => {
            const startedAt = performance.now();
            let sentBytes = 0;
            const pump = () => {
              while (sentBytes < total && channel.bufferedAmount <= highWaterBytes) {
                const bytes = Math.min(messageBytes, total - sentBytes);
                channel.send(message.subarray(0, bytes));
                sentBytes += bytes;
              }
            };
            channel.onbufferedamountlow = pump;
            channel.onmessage = () => resolve(performance.now() - startedAt);
            channel.onclose = () => reject(new Error("the bare channel closed"));
            pump();
          });
          return { finished };
        },
        totalBytes,
        MESSAGE_BYTES,
        HIGH_WATER_BYTES,
      ),
  };
}

/** Makes the end that counts, and says one word at the last byte. @returns its answer */
export function openReceiver(page: Page, offer: string, totalBytes: number): Promise<string> {
  return page.evaluate(
    async (sdp, total) => {
      const connection = new RTCPeerConnection();
      connection.ondatachannel = ({ channel }) => {
        channel.binaryType = "arraybuffer";
        let receivedBytes = 0;
        channel.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
          receivedBytes += data.byteLength;
          if (receivedBytes === total) channel.send("all");
        };
      };
      const gathered = new Promise<void>((resolve) => {
        connection.onicecandidate = ({ candidate }) => candidate || resolve();
      });
      await connection.setRemoteDescription({ type: "offer", sdp });
      await connection.setLocalDescription();
      await gathered;
      return connection.localDescription?.sdp ?? "";
    },
    offer,
    totalBytes,
  );
}
