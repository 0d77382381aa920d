import Menu from "lucide-solid/icons/menu";
import { type Component, createSignal, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Catalogue } from "../text/catalogue.ts";
import { text } from "../text/text.ts";
import type { PageMenuProps } from "./PageMenu.tsx";

/**
 * The button of the page's menu. The menu is fetched as soon as somebody comes near the button, and takes it over
 * as it is, so that the first press counts and the focus stays.
 */
export function MenuButton(props: {
  /** Words besides the page's own that change with the language. */
  readonly catalogues?: readonly Catalogue<object>[];
}): JSX.Element {
  const [button, setButton] = createSignal<HTMLButtonElement>();
  const [menu, setMenu] = createSignal<Component<PageMenuProps>>();
  const [hasFailed, setFailed] = createSignal(false);
  let isLoading = false;
  let isPressed = false;

  const load = async () => {
    if (isLoading || menu()) return;
    isLoading = true;
    try {
      const { PageMenu } = await import("./PageMenu.tsx");
      setMenu(() => PageMenu);
    } catch {
      setFailed(isPressed);
      isPressed = false;
    }
    isLoading = false;
  };
  const press = () => {
    isPressed = true;
    setFailed(false);
    void load();
  };
  return (
    <div class="menu-place">
      <button
        ref={setButton}
        type="button"
        class="icon-button"
        data-testid="menu"
        aria-label={text.frame.menu.open}
        title={text.frame.menu.open}
        aria-haspopup="true"
        aria-expanded="false"
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onPointerDown={press}
        onClick={press}
      >
        <Menu size={24} aria-hidden="true" />
      </button>
      <Show when={hasFailed()}>
        <p class="menu-failed" role="alert">
          {text.problem["page-failed"].body}
        </p>
      </Show>
      <Show when={button()}>
        {(trigger) => (
          <Show when={menu()}>
            {(loaded) => (
              <Dynamic
                component={loaded()}
                trigger={trigger()}
                isOpenAtOnce={isPressed}
                catalogues={props.catalogues ?? []}
              />
            )}
          </Show>
        )}
      </Show>
    </div>
  );
}
