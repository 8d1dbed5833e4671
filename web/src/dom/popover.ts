// A button that opens a part of the page over the rest of it: the list of
// lessons, the display menu. It closes by its button, Escape, a press elsewhere,
// or when the focus leaves it.
import { tellMissing } from "./dom.ts";
import { laterStyles } from "./later-styles.ts";

/** A panel that a button opens and closes. */
export class Popover {
  constructor(
    private readonly button: HTMLElement,
    private readonly panel: HTMLElement,
    private readonly onOpen: () => void = () => {},
    /** What belongs to it beside the panel: a press there does not close it. */
    private readonly around: HTMLElement = panel,
  ) {
    button.addEventListener("click", () => (this.isOpen ? this.close() : void laterStyles().catch(tellMissing).then(() => this.open())));
    document.addEventListener("pointerdown", (event) => this.isOutside(event.target) && this.close());
    document.addEventListener("focusin", (event) => this.isOutside(event.target) && this.close());
    document.addEventListener("keydown", (event) => this.pressed(event), { capture: true });
  }

  get isOpen(): boolean {
    return !this.panel.hidden;
  }

  open(): void {
    this.panel.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.onOpen();
    const first = this.panel.querySelector<HTMLElement>("input:checked, a[href], button, input"); // Tab goes through all from there
    first?.focus();
    first?.scrollIntoView({ block: "nearest" });
  }

  /** Closes it; the focus goes back to the button where it was inside. */
  close(): void {
    if (!this.isOpen) return;
    const inside = this.around.contains(document.activeElement);
    this.panel.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    if (inside) this.button.focus();
  }

  private isOutside(target: EventTarget | null): boolean {
    const node = target as Node | null;
    const all = getComputedStyle(this.around).display === "contents" ? this.panel : this.around; // no box of its own: it stands elsewhere
    return this.isOpen && !all.contains(node) && !this.button.contains(node);
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.isOpen) return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  }
}
