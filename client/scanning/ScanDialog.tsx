import * as Dialog from "@kobalte/core/dialog";
import { createSignal, type JSX, Match, onCleanup, onMount, Show, Switch } from "solid-js";
import { text } from "../text/text.ts";
import { Button } from "../ui/Button.tsx";
import type { ScanDialogProps } from "./ScanButton.tsx";
import { Scan, type ScanPorts, type ScanState } from "./scan.ts";

/** The camera's picture, and what came of it. The camera is on only while this is open (FLOW2). */
export function ScanDialog(
  props: ScanDialogProps & {
    readonly ports: Omit<ScanPorts, "openReader">;
    readonly openReader: (video: HTMLVideoElement) => ReturnType<ScanPorts["openReader"]>;
  },
): JSX.Element {
  const [state, setState] = createSignal<ScanState>({ at: "starting" });
  let video!: HTMLVideoElement;
  let scan: Scan | undefined;
  /** The state while it is of one kind: `at("failed")`. */
  const at = <S extends ScanState["at"]>(kind: S) => {
    const now = state();
    return now.at === kind ? (now as Extract<ScanState, { at: S }>) : undefined;
  };
  const start = () => {
    scan?.stop();
    scan = new Scan(
      { ...props.ports, openReader: () => props.openReader(video) },
      {
        changed(now) {
          if (now.at === "looking" && video.srcObject !== now.picture) {
            video.srcObject = now.picture;
            void video.play().catch(() => {}); // the element is gone again
          }
          setState(now);
        },
        found: (code) => props.onCode(code),
      },
    );
    void scan.start();
  };
  onMount(start);
  onCleanup(() => scan?.stop());
  const isOn = () => at("starting") !== undefined || at("looking") !== undefined;
  const sawOther = () => {
    const looking = at("looking");
    return looking !== undefined && "sawOther" in looking;
  };
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay class="overlay" />
        <div class="dialog-place">
          <Dialog.Content class="dialog-card" data-testid="scan-dialog" data-state={state().at}>
            <Dialog.Title as="h2">
              <Switch fallback={text.scan.title}>
                <Match when={at("elsewhere")}>{text.scan.elsewhere.title}</Match>
                <Match when={at("failed")}>{(failed) => text.scan.failed[failed().why].title}</Match>
              </Switch>
            </Dialog.Title>
            <div class="viewfinder" hidden={!isOn()}>
              <video ref={video} muted playsinline aria-label={text.scan.picture} />
              <span aria-hidden="true" />
            </div>
            <Dialog.Description class="quiet" role="status">
              <Switch>
                <Match when={at("starting")}>{text.scan.starting}</Match>
                <Match when={sawOther()}>{text.scan.sawOther}</Match>
                <Match when={at("looking")}>{text.scan.body}</Match>
                <Match when={at("elsewhere")}>{(found) => text.scan.elsewhere.body(found().host)}</Match>
                <Match when={at("failed")}>{(failed) => text.scan.failed[failed().why].body}</Match>
              </Switch>
            </Dialog.Description>
            <div class="actions">
              <Button onClick={() => props.onClose()}>{text.scan.close}</Button>
              <Show when={at("failed")}>
                <Button kind="primary" onClick={start}>
                  {text.scan.again}
                </Button>
              </Show>
              <Show when={at("elsewhere")}>
                {(found) => (
                  <>
                    <Button onClick={() => props.onCode(found().code)}>{text.scan.elsewhere.here}</Button>
                    <a class="button" data-kind="primary" href={found().url}>
                      {text.scan.elsewhere.open(found().host)}
                    </a>
                  </>
                )}
              </Show>
            </div>
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
