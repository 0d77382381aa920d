import { create } from "qrcode";
import { createMemo, type JSX } from "solid-js";

/** Light modules around the code, as ISO/IEC 18004 asks. */
const QUIET_ZONE = 4;

/** A QR code as one SVG path: sharp at any size, and no image has to be made. */
export function QrCode(props: { readonly content: string; readonly label: string }): JSX.Element {
  const drawing = createMemo(() => {
    const { modules } = create(props.content, { errorCorrectionLevel: "M" });
    const { size } = modules;
    let path = "";
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        if (modules.get(row, column)) path += `M${column + QUIET_ZONE} ${row + QUIET_ZONE}h1v1h-1z`;
      }
    }
    return { path, side: size + 2 * QUIET_ZONE };
  });
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${drawing().side} ${drawing().side}`}
      role="img"
      aria-label={props.label}
      shape-rendering="crispEdges"
    >
      <path d={drawing().path} fill="#101623" />
    </svg>
  );
}
