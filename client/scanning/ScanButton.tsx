import ScanLine from "lucide-solid/icons/scan-line";
import { type Component, createResource, createSignal, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { text } from "../text/text.ts";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Notice.tsx";

export interface ScanDialogProps {
  readonly onCode: (code: string) => void;
  readonly onClose: () => void;
}

export interface ScanButtonProps {
  /** Whether there is a camera that this page may use. Never rejects. */
  readonly hasCamera: () => Promise<boolean>;
  readonly loadDialog: () => Promise<Component<ScanDialogProps>>;
  readonly onCode: (code: string) => void;
}

/** Opens the camera to scan a code, where there is one; what that takes is loaded only then (FLOW2). */
export function ScanButton(props: ScanButtonProps): JSX.Element {
  const [canScan] = createResource(() => props.hasCamera());
  const [Dialog, setDialog] = createSignal<Component<ScanDialogProps>>();
  const [isOpen, setOpen] = createSignal(false);
  const [hasFailed, setFailed] = createSignal(false);
  const open = async () => {
    setFailed(false);
    setOpen(true);
    try {
      const loaded = Dialog() ?? (await props.loadDialog());
      setDialog(() => loaded);
    } catch {
      setOpen(false);
      setFailed(true); // the server is away, or has another page since
    }
  };
  return (
    <Show when={canScan()}>
      <Button data-testid="scan" onClick={() => void open()}>
        <ScanLine size={18} aria-hidden="true" />
        {text.scan.open}
      </Button>
      <Show when={isOpen() && Dialog()}>
        {(dialog) => (
          <Dynamic
            component={dialog()}
            onClose={() => setOpen(false)}
            onCode={(code: string) => {
              setOpen(false);
              props.onCode(code);
            }}
          />
        )}
      </Show>
      <Show when={hasFailed()}>
        <Notice>{text.scan.failed["no-reader"].body}</Notice>
      </Show>
    </Show>
  );
}
