import type { JSX } from "solid-js";
import { pageClock } from "../platform/clock.ts";
import { openReader } from "../platform/code-reader.ts";
import { openCamera } from "../platform/open-camera.ts";
import type { ScanDialogProps } from "../scanning/ScanButton.tsx";
import { ScanDialog } from "../scanning/ScanDialog.tsx";

/** The scan wired to the browser; loaded when a person wants to scan. */
export function PageScanDialog(props: ScanDialogProps): JSX.Element {
  return (
    <ScanDialog
      {...props}
      ports={{ clock: pageClock, origin: location.origin, openCamera }}
      openReader={openReader}
    />
  );
}
