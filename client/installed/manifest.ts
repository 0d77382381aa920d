import type { ManifestOptions } from "vite-plugin-pwa";
import { SHARE_PATH } from "../saving/share-messages.ts";

/**
 * What files may be opened with the installed page. Chromium has no "any file" here: it wants types with their
 * endings, which the system then lists, so these are the ones that people send.
 */
const OPENED_FILES: Readonly<Record<string, string>> = {
  "image/*":
    ".jpg .jpeg .png .gif .webp .avif .heic .heif .bmp .tif .tiff .svg .dng .cr2 .cr3 .nef .arw .psd",
  "video/*": ".mp4 .m4v .mov .mkv .webm .avi .mpg .mpeg .3gp .ts .wmv",
  "audio/*": ".mp3 .m4a .aac .flac .wav .ogg .opus .aiff .mid",
  "text/*": ".txt .md .csv .log .html .css .ics .vcf .srt",
  "application/*":
    ".pdf .zip .7z .rar .gz .tgz .tar .xz .zst .json .xml .epub .rtf .iso .apk .gpx .bin .img .dmg",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx .doc",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx .xls",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx .ppt",
  "application/vnd.oasis.opendocument.text": ".odt .ods .odp",
};

/** What a browser needs to install the page (W3C Web Application Manifest). */
export const manifest: Partial<ManifestOptions> = {
  id: "/",
  name: "P2P Share",
  short_name: "P2P Share",
  description: "Send files from this device to another one, directly.",
  lang: "en",
  start_url: "/",
  scope: "/",
  display: "standalone",
  // `--ground` of the light scheme; while the page is open its own `theme-color` counts, which has both.
  theme_color: "#f4f6f9",
  background_color: "#f4f6f9",
  categories: ["utilities", "productivity"],
  icons: [
    { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
    { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
    { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
    { src: "/icon-maskable.svg", sizes: "any", type: "image/svg+xml", purpose: "maskable" },
    { src: "/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
  ],
  share_target: {
    action: SHARE_PATH,
    method: "POST",
    enctype: "multipart/form-data",
    params: {
      title: "title",
      text: "text",
      url: "url",
      files: [{ name: "files", accept: ["*/*"] }],
    },
  },
  file_handlers: [{ action: "/", accept: openedFiles() }],
  // A second launch gets a window of its own: what is under way in the first one goes on.
  launch_handler: { client_mode: "navigate-new" },
};

function openedFiles(): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(OPENED_FILES).map(([type, endings]) => [type, endings.split(" ")]),
  );
}
