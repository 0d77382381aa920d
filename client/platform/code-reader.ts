import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";

/** As much of a detector as it takes. */
interface Detector {
  detect(image: ImageBitmapSource): Promise<readonly { readonly rawValue: string }[]>;
}

interface NativeDetector {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

const QR_CODE = "qr_code";

/**
 * Makes what reads QR codes of a video: the browser's own detector, or else one in WebAssembly, whose file comes from
 * this server. (By itself it would be fetched from a third party.)
 *
 * @returns the texts of what is seen now
 */
export async function openReader(video: HTMLVideoElement): Promise<() => Promise<readonly string[]>> {
  const detector = (await ownDetector()) ?? (await ponyfill());
  return async () => {
    if (video.readyState < video.HAVE_CURRENT_DATA) return [];
    const seen = await detector.detect(video);
    return seen.map(({ rawValue }) => rawValue);
  };
}

async function ownDetector(): Promise<Detector | undefined> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: NativeDetector };
  if (!BarcodeDetector) return undefined;
  try {
    const formats = await BarcodeDetector.getSupportedFormats();
    return formats.includes(QR_CODE) ? new BarcodeDetector({ formats: [QR_CODE] }) : undefined;
  } catch {
    return undefined; // it is there in name only
  }
}

async function ponyfill(): Promise<Detector> {
  const { BarcodeDetector, prepareZXingModule } = await import("barcode-detector/ponyfill");
  await prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true });
  return new BarcodeDetector({ formats: [QR_CODE] });
}
