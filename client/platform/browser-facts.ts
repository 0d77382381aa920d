import type { BrowserFacts } from "../diagnostics/probes.ts";
import { deviceLabel } from "./device-label.ts";

/** What this browser is, and what of it the page uses. */
export function browserFacts(): BrowserFacts {
  const { userAgent } = navigator;
  const hasWebRtc = typeof RTCPeerConnection === "function";
  return {
    label: deviceLabel(userAgent),
    userAgent,
    hasWebRtc,
    hasWebSocket: typeof WebSocket === "function",
    hasWorkers: typeof Worker === "function",
    hasWebAssembly: typeof WebAssembly === "object",
    transfersChannels: hasWebRtc && canTransferChannels(),
  };
}

/** Found out by trying, with a channel that leads nowhere. */
function canTransferChannels(): boolean {
  const connection = new RTCPeerConnection();
  const { port1, port2 } = new MessageChannel();
  try {
    const channel: unknown = connection.createDataChannel("diagnostics");
    port1.postMessage(channel, [channel as Transferable]);
    return true;
  } catch {
    return false;
  } finally {
    port1.close();
    port2.close();
    connection.close();
  }
}
