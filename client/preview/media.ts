/** How a file can be looked at in the page. */
export interface Media {
  readonly kind: "image" | "video";
  /** Media type for the browser, which guesses none for a file that came in pieces. */
  readonly type: string;
}

const image = (subtype: string): Media => ({ kind: "image", type: `image/${subtype}` });
const video = (subtype: string): Media => ({ kind: "video", type: `video/${subtype}` });

/** What browsers show in an `<img>`, which runs no script, and play in a `<video>`. */
const MEDIA: ReadonlyMap<string, Media> = new Map([
  ["avif", image("avif")],
  ["bmp", image("bmp")],
  ["gif", image("gif")],
  ["heic", image("heic")],
  ["jpeg", image("jpeg")],
  ["jpg", image("jpeg")],
  ["png", image("png")],
  ["svg", image("svg+xml")],
  ["webp", image("webp")],
  ["m4v", video("mp4")],
  ["mp4", video("mp4")],
  ["mov", video("mp4")], // the same container; Chromium refuses to try it under its own name
  ["ogv", video("ogg")],
  ["webm", video("webm")],
]);

/** How a file of this name can be looked at; undefined where it cannot. */
export function mediaOf(name: string): Media | undefined {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? MEDIA.get(name.slice(dot + 1).toLowerCase()) : undefined;
}
