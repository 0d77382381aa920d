/** Whether a camera may be asked for: only in a secure context, and where the device has one. */
export async function hasCamera(): Promise<boolean> {
  if (!isSecureContext || !navigator.mediaDevices?.getUserMedia) return false;
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.some(({ kind }) => kind === "videoinput");
  } catch {
    return false;
  }
}
