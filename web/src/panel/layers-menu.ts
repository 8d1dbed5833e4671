// The menu of layers: one button, and a box for each layer. It closes by Escape,
// by a press elsewhere, or when the focus goes elsewhere.

import { byId } from "../dom/dom.ts";
import { LAYERS, type LayerName, type Layers, usualLayers } from "../draw/layers.ts";

/** The menu of layers. */
export class LayersMenu {
  private readonly button = byId("layers");
  private readonly menu = byId("layers-menu");
  private shown: Layers = usualLayers;
  private readonly heights = byId<HTMLInputElement>("heights-true");

  constructor(
    private readonly choose: (layers: Layers) => void,
    heights: () => void,
    /** Whether height in 3D is the loss itself. */
    private readonly trueHeights: () => boolean,
  ) {
    this.heights.addEventListener("change", heights);
    this.button.addEventListener("click", () => (this.isOpen ? this.close() : this.open()));
    this.menu.addEventListener("keydown", (event) => this.key(event));
    this.menu.addEventListener("focusout", (event) => this.left(event.relatedTarget));
    document.addEventListener("pointerdown", (event) => this.left(event.target));
    for (const { name, plane } of LAYERS) {
      this.box(name).addEventListener("change", () => this.toggle(name));
      this.box(name).closest("label")?.toggleAttribute("data-plane", plane ?? false); // hidden where the loss is of one weight
    }
  }

  /** Ticks the layers that are shown. */
  show(layers: Layers): void {
    this.shown = layers;
    for (const { name } of LAYERS) this.box(name).checked = layers[name];
  }

  /** Ticks whether height in 3D is the loss itself. */
  showHeights(on: boolean): void {
    this.heights.checked = on;
  }

  get isOpen(): boolean {
    return !this.menu.hidden;
  }

  private open(): void {
    this.showHeights(this.trueHeights());
    this.menu.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.boxes()[0]?.focus();
  }

  private close(): void {
    if (!this.isOpen) return;
    const inside = this.menu.contains(document.activeElement);
    this.menu.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    if (inside) this.button.focus();
  }

  private toggle(name: LayerName): void {
    this.choose({ ...this.shown, [name]: this.box(name).checked });
  }

  private key(event: KeyboardEvent): void {
    const boxes = this.boxes();
    const at = boxes.indexOf(document.activeElement as HTMLInputElement);
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") this.close();
    else if (by === undefined || at < 0) return;
    else boxes[(at + by + boxes.length) % boxes.length]?.focus();
    event.preventDefault();
    event.stopPropagation();
  }

  /** The focus or the pointer is elsewhere: the menu is done with. */
  private left(to: EventTarget | null): void {
    if (!(to instanceof Node) || this.menu.contains(to) || this.button.contains(to)) return;
    if (!this.isOpen) return;
    this.menu.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
  }

  /** The boxes that are to be seen. */
  private boxes(): HTMLInputElement[] {
    return [...LAYERS.map(({ name }) => this.box(name)), this.heights].filter((box) => box.checkVisibility());
  }

  private box(name: LayerName): HTMLInputElement {
    return byId<HTMLInputElement>(`layer-${name}`);
  }
}
