import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import Check from "lucide-solid/icons/check";
import ExternalLink from "lucide-solid/icons/external-link";
import { createSignal, For, type JSX, lazy, onMount, Show } from "solid-js";
import { spread } from "solid-js/web";
import { chooseScheme, isScheme, SCHEMES, scheme } from "../platform/colour-scheme.ts";
import { rememberLanguage } from "../platform/page-language.ts";
import type { Catalogue } from "../text/catalogue.ts";
import { language } from "../text/current-language.ts";
import { isLanguage, LANGUAGES, type Language } from "../text/languages.ts";
import { speak, text } from "../text/text.ts";
import { prepareToasts, toast } from "../ui/toasts.ts";

const AboutDialog = lazy(async () => ({ default: (await import("./AboutDialog.tsx")).AboutDialog }));

export interface PageMenuProps {
  /** The button that is there already; the menu takes it over. */
  readonly trigger: HTMLButtonElement;
  /** It was pressed before the menu was there. */
  readonly isOpenAtOnce: boolean;
  /** Words besides the page's own that change with the language. */
  readonly catalogues: readonly Catalogue<object>[];
}

/** Language, colours, diagnostics and what this page is. Nothing in it touches what is on its way. */
export function PageMenu(props: PageMenuProps): JSX.Element {
  const [isAboutOpen, setAboutOpen] = createSignal(false);
  // What it says is said just when the server cannot be reached.
  onMount(prepareToasts);
  const choose = async (wished: Language) => {
    try {
      await speak(wished, props.catalogues);
      rememberLanguage(wished);
    } catch {
      toast({ said: text.frame.menu.languageFailed(LANGUAGES[wished].name) });
    }
  };
  return (
    <>
      <DropdownMenu modal={false} placement="bottom-end" gutter={4} defaultOpen={props.isOpenAtOnce}>
        <DropdownMenu.Trigger as={(attributes: object) => adopt(props.trigger, attributes)} />
        <DropdownMenu.Portal mount={props.trigger.parentElement ?? document.body}>
          <DropdownMenu.Content class="menu" data-testid="menu-content">
            <DropdownMenu.RadioGroup
              value={language()}
              onChange={(wished) => isLanguage(wished) && void choose(wished)}
            >
              <DropdownMenu.GroupLabel class="menu-label">{text.frame.menu.language}</DropdownMenu.GroupLabel>
              <For each={Object.entries(LANGUAGES)}>
                {([tag, { name, direction }]) => (
                  <Choice value={tag}>
                    <span lang={tag} dir={direction}>
                      {name}
                    </span>
                  </Choice>
                )}
              </For>
            </DropdownMenu.RadioGroup>
            <DropdownMenu.Separator class="menu-line" />
            <DropdownMenu.RadioGroup
              value={scheme()}
              onChange={(wished) => isScheme(wished) && chooseScheme(wished)}
            >
              <DropdownMenu.GroupLabel class="menu-label">{text.frame.menu.colours}</DropdownMenu.GroupLabel>
              <For each={SCHEMES}>
                {(name) => <Choice value={name}>{text.frame.menu.schemes[name]}</Choice>}
              </For>
            </DropdownMenu.RadioGroup>
            <DropdownMenu.Separator class="menu-line" />
            <DropdownMenu.Item as="a" class="menu-item" href="/diagnostics" target="_blank" rel="noopener">
              {text.diagnostics}
              <ExternalLink class="directional" size={16} aria-hidden="true" />
            </DropdownMenu.Item>
            <DropdownMenu.Item class="menu-item" onSelect={() => setAboutOpen(true)}>
              {text.frame.about.title}
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu>
      <Show when={isAboutOpen()}>
        <AboutDialog trigger={props.trigger} onClose={() => setAboutOpen(false)} />
      </Show>
    </>
  );
}

/** One of several that exclude each other. */
function Choice(props: { readonly value: string; readonly children: JSX.Element }): JSX.Element {
  return (
    <DropdownMenu.RadioItem class="menu-item" closeOnSelect value={props.value} data-value={props.value}>
      {props.children}
      <DropdownMenu.ItemIndicator>
        <Check size={18} aria-hidden="true" />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.RadioItem>
  );
}

/** Gives a button that is there what a menu's trigger has: its names, its states and what it does. */
function adopt(button: HTMLButtonElement, attributes: object): null {
  spread(button, attributes, false, true);
  return null;
}
