import Laptop from "lucide-solid/icons/laptop";
import MonitorSmartphone from "lucide-solid/icons/monitor-smartphone";
import Smartphone from "lucide-solid/icons/smartphone";
import Tablet from "lucide-solid/icons/tablet";
import type { JSX } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { DeviceKind } from "#protocol/discovery/messages.ts";
import { text } from "../text/text.ts";

const ICONS = { phone: Smartphone, tablet: Tablet, computer: Laptop, other: MonitorSmartphone } as const;

/** What a device looks like, also for whoever does not see it. */
export function DeviceIcon(props: { readonly kind: DeviceKind }): JSX.Element {
  return (
    <>
      <Dynamic component={ICONS[props.kind]} size={26} aria-hidden="true" />
      <span class="visually-hidden">{text.nearby.kind[props.kind]}</span>
    </>
  );
}
