// The set-up panel: it opens, closes, and shows one of its tabs.
import { byId, maybe } from "../dom/dom.ts";

const tabs = ["surface", "optimizer", "conditions"] as const;
export type Tab = (typeof tabs)[number];

export class Panel {
  private readonly panel = maybe("setup");
  private readonly opener = maybe("setup-open");

  /**
   * ready fetches what the tabs hold, and is null once that is there; a pointer
   * that comes near calls it early. onOpen is called whenever a tab comes into sight, to fill it.
   */
  constructor(
    private readonly ready: () => Promise<void> | null,
    private readonly onOpen: (tab: Tab) => void,
  ) {
    this.opener?.addEventListener("click", () => (this.isOpen ? this.close() : void this.open()));
    this.opener?.addEventListener("pointerenter", () => void ready(), { once: true });
    maybe("setup-close")?.addEventListener("click", () => this.close());
    for (const tab of tabs) {
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

  /** Opens it once all that it holds answers the hand. */
  async open(): Promise<void> {
    if (!this.panel || !this.opener) return;
    const coming = this.ready();
    if (coming) await coming;
    this.panel.hidden = false;
    this.opener.setAttribute("aria-expanded", "true");
    const tab = this.tab ?? "surface";
    byId(`tab-${tab}`).focus({ preventScroll: true });
    this.onOpen(tab);
  }

  close(): void {
    if (!this.panel || !this.opener || this.panel.hidden) return;
    const inside = this.panel.contains(document.activeElement);
    this.panel.hidden = true;
    this.opener.setAttribute("aria-expanded", "false");
    if (inside) this.opener.focus();
  }

  private show(chosen: Tab): void {
    for (const tab of tabs) {
      const button = byId(`tab-${tab}`);
      button.setAttribute("aria-selected", String(tab === chosen));
      button.tabIndex = tab === chosen ? 0 : -1;
      byId(`setup-${tab}`).hidden = tab !== chosen;
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
