import { type JSX, onCleanup } from "solid-js";
import { text } from "../text/text.ts";
import { toast } from "../ui/toasts.ts";

/** Offers the new version of the page among the messages, for as long as it is there. Draws nothing in its own place. */
export function UpdateOffer(props: {
  readonly onTake: () => void;
  readonly onPutOff: () => void;
}): JSX.Element {
  const takeAway = toast({
    testId: "new-version",
    get said() {
      return text.installed.version.body;
    },
    offer: {
      get title() {
        return text.installed.version.title;
      },
      accept: {
        get label() {
          return text.installed.version.reload;
        },
        act: () => props.onTake(),
      },
      putOff: {
        get label() {
          return text.installed.version.later;
        },
        act: () => props.onPutOff(),
      },
    },
  });
  onCleanup(() => takeAway());
  return null;
}
