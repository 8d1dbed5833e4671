// The display menu: theme, language, full screen and keys.
import { byId, maybe } from "../dom/dom.ts";
import { bindFullScreen } from "../dom/fullscreen.ts";
import { Popover } from "../dom/popover.ts";

/** What the display menu does. */
export interface DisplayEvents {
  theme(name: string): void;
  language(lang: string): void;
  predict(): void;
  /** Opens the list of keys. */
  keys(): void;
}

/** Binds the display menu and the buttons that it shares with the header. */
export function bindDisplay(events: DisplayEvents): void {
  const button = maybe("display-open");
  if (!button) return; // the page is the figure alone
  const menu = new Popover(button, byId("display"), showTheme, byId("more"));
  const close = () => menu.close();
  byId("choices").addEventListener("click", close);
  bindFullScreen(document.querySelectorAll<HTMLElement>(".full"), close);
  byId("display").addEventListener("change", ({ target }) => {
    const { name, value } = target as HTMLInputElement;
    if (name === "theme") events.theme(value);
    if (name === "lang") events.language(value);
  });
  byId("keys-open").addEventListener("click", () => (close(), events.keys()));
  for (const predict of document.querySelectorAll(".predict")) {
    predict.addEventListener("click", () => (close(), events.predict()));
  }
}

/** The theme may have come by another way: a link, or Back. */
function showTheme(): void {
  const theme = document.documentElement.dataset.theme ?? "";
  for (const radio of byId("display").querySelectorAll<HTMLInputElement>("input[name=theme]")) {
    radio.checked = radio.value === theme;
  }
}
