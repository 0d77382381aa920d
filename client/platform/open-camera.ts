import type { Camera, ScanFailure } from "../scanning/scan.ts";

/** By the name of the browser's error. */
const FAILURES: Readonly<Record<string, ScanFailure>> = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "no-camera",
  OverconstrainedError: "no-camera",
  NotReadableError: "in-use",
  AbortError: "in-use",
};

/** Switches the camera on that looks away from the person, or else any. Rejects with a `ScanFailure` as its `cause`. */
export async function openCamera(): Promise<Camera> {
  let picture: MediaStream;
  try {
    picture = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: "environment", width: { ideal: 1_280 }, height: { ideal: 720 } },
    });
  } catch (error) {
    const name = error instanceof DOMException ? error.name : "";
    throw new Error("there is no camera", { cause: FAILURES[name] ?? "no-picture" });
  }
  return {
    picture,
    lost: (then) => {
      for (const track of picture.getVideoTracks()) track.onended = then;
    },
    stop: () => {
      for (const track of picture.getTracks()) track.stop();
    },
  };
}
