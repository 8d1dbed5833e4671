// The set-up panel: it opens, closes, and shows one of its tabs.
import { byId, maybe } from "../dom/dom.ts";
import { setOpen } from "../dom/opened.ts";

const tabs = ["surface", "optimizer", "conditions"] as const;
/** A tab of the set-up. */
export type Tab = (typeof tabs)[number];

/** The panel of the set-up. */
export class Panel {
  private readonly panel = maybe("setup");
  /** The header's button of the tab that was opened last. */
  private opener: HTMLElement | null = null;

  /**
   * ready fetches what the tabs hold, and is null once that is there; a pointer
   * that comes near calls it early. onOpen is called whenever a tab comes into sight, to fill it.
   */
  constructor(
    private readonly ready: () => Promise<void> | null,
    private readonly onOpen: (tab: Tab) => void,
  ) {
    maybe("setup-close")?.addEventListener("click", () => this.close());
    for (const tab of tabs) {
      maybe(`${tab}-open`)?.addEventListener("click", () => (this.tab === tab ? this.close() : void this.open(tab)));
      maybe(`${tab}-open`)?.addEventListener("pointerenter", () => void ready(), { once: true });
      maybe(`tab-${tab}`)?.addEventListener("click", () => this.show(tab));
      maybe(`tab-${tab}`)?.addEventListener("keydown", (event) => this.arrow(event, tab));
    }
  }

  get isOpen(): boolean {
    return this.panel !== null && !this.panel.hidden;
  }

  /** The tab in sight, if the panel is open. */
  get tab(): Tab | null {
    if (!this.isOpen) return null;
    return tabs.find((tab) => !byId(`setup-${tab}`).hidden) ?? null;
  }

  /** Opens it at a tab, once the script of its contents has come. */
  async open(tab: Tab): Promise<void> {
    if (!this.panel) return;
    const coming = this.ready();
    if (coming) await coming;
    setOpen(this.panel, true);
    this.opener = byId(`${tab}-open`);
    this.show(tab);
    byId(`tab-${tab}`).focus({ preventScroll: true });
  }

  /** Closes it; the focus goes back to the button that opened it where it was inside. */
  close(): void {
    if (!this.panel || this.panel.hidden) return;
    const inside = this.panel.contains(document.activeElement);
    setOpen(this.panel, false);
    for (const tab of tabs) byId(`${tab}-open`).setAttribute("aria-expanded", "false");
    if (!inside) return;
    this.opener?.focus();
    if (document.activeElement !== this.opener) byId("display-open").focus(); // on a phone the buttons are in its menu
  }

  private show(chosen: Tab): void {
    for (const tab of tabs) {
      const button = byId(`tab-${tab}`);
      button.setAttribute("aria-selected", String(tab === chosen));
      button.tabIndex = tab === chosen ? 0 : -1;
      byId(`setup-${tab}`).hidden = tab !== chosen;
      byId(`${tab}-open`).setAttribute("aria-expanded", String(tab === chosen));
    }
    this.onOpen(chosen);
  }

  private arrow(event: KeyboardEvent, tab: Tab): void {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length]!;
    this.show(next);
    byId(`tab-${next}`).focus();
  }
}
