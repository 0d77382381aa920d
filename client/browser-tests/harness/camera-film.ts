import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { create } from "qrcode";
import { tempFolder } from "./temp-folder.ts";

const WIDTH = 640;
const HEIGHT = 480;
const QUIET_ZONE = 4;

/** Light and dark of a picture from a camera that is not the best. */
const LIGHT = 210;
const DARK = 40;

let ofThisRun: CameraFilm | undefined;

/** The film of the one Chromium that has a camera, which all files of the run share. */
export function cameraFilm(): CameraFilm {
  ofThisRun ??= new CameraFilm();
  return ofThisRun;
}

/** A film of one picture, for Chromium to take for its camera's; what it shows can be changed between two looks. */
class CameraFilm {
  readonly path = join(tempFolder("camera"), "film.y4m");

  constructor() {
    this.showNothing();
  }

  /** Shows the QR code of a text. */
  show(text: string): void {
    const { modules } = create(text, { errorCorrectionLevel: "M" });
    const side = modules.size + 2 * QUIET_ZONE;
    const scale = Math.floor((HEIGHT * 0.7) / side);
    const [left, top] = [(WIDTH - side * scale) >> 1, (HEIGHT - side * scale) >> 1];
    this.#write((x, y) => {
      const column = Math.floor((x - left) / scale) - QUIET_ZONE;
      const row = Math.floor((y - top) / scale) - QUIET_ZONE;
      const isInside = column >= 0 && row >= 0 && column < modules.size && row < modules.size;
      return isInside && modules.get(row, column) ? DARK : LIGHT;
    });
  }

  showNothing(): void {
    this.#write(() => LIGHT);
  }

  /** Y4M with 4:2:0 samples: brightness of each pixel, then both colours, which are grey. */
  #write(brightness: (x: number, y: number) => number): void {
    const pixels = new Uint8Array(WIDTH * HEIGHT);
    for (let y = 0; y < HEIGHT; y++) {
      for (let x = 0; x < WIDTH; x++) pixels[y * WIDTH + x] = brightness(x, y);
    }
    const grey = new Uint8Array((WIDTH * HEIGHT) / 2).fill(128);
    const frame = [Buffer.from("FRAME\n"), pixels, grey];
    const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420mpeg2\n`);
    writeFileSync(this.path, Buffer.concat([head, ...frame, ...frame]));
  }
}
