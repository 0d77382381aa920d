import { expect, test } from "bun:test";
import { mediaOf } from "./media.ts";

test.each([
  ["IMG_2041.JPG", "image", "image/jpeg"],
  ["drawing.v2.svg", "image", "image/svg+xml"],
  ["holiday.mov", "video", "video/mp4"],
])("[PAGE15] %s is shown as %s", (name, kind, type) => {
  expect(mediaOf(name)).toEqual({ kind, type } as ReturnType<typeof mediaOf>);
});

test.each(["page.html", "page.svg.html", "notes.pdf", "photo.jpg.exe", ".png", "png", "archive.xhtml", ""])(
  "[PAGE15] %p is not shown",
  (name) => {
    expect(mediaOf(name)).toBeUndefined();
  },
);
