import Upload from "lucide-solid/icons/upload";
import { createSignal, type JSX, onCleanup, onMount } from "solid-js";
import { text } from "../text/en.ts";

/** Takes files by drop, anywhere on the page, or by the file dialog. */
export function DropArea(props: { readonly onFiles: (files: readonly File[]) => void }): JSX.Element {
  const [over, setOver] = createSignal(false);

  const dragOver = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const dragLeave = (event: DragEvent) => {
    if (event.relatedTarget === null) setOver(false); // out of the window, not into a child
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) props.onFiles(files);
  };
  onMount(() => {
    document.addEventListener("dragover", dragOver);
    document.addEventListener("dragleave", dragLeave);
    document.addEventListener("drop", drop);
  });
  onCleanup(() => {
    document.removeEventListener("dragover", dragOver);
    document.removeEventListener("dragleave", dragLeave);
    document.removeEventListener("drop", drop);
  });

  return (
    <div class="drop" data-over={over()}>
      <span class="emblem">
        <Upload size={28} aria-hidden="true" />
      </span>
      <div class="only-with-mouse">
        <strong>{text.home.drop}</strong>
        <div class="quiet">{text.home.or}</div>
      </div>
      <input
        id="files"
        class="visually-hidden"
        type="file"
        multiple
        data-testid="file-input"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          if (files.length > 0) props.onFiles(files);
        }}
      />
      <label for="files" class="button" data-kind="primary">
        {text.home.choose}
      </label>
    </div>
  );
}
