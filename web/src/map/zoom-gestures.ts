// Zoom and pan of the map: wheel, pinch, drag, keys and a double click.

import { framed } from "../dom/framed.ts";
import { Gestures, isGround, taps, type Touch, TWICE } from "../input/gestures.ts";
import { type Box, type View, panBy, zoomAt } from "../plane/view.ts";

/** The map that is zoomed. */
export interface ZoomTarget {
  view(): View;
  /** Whether a part of the map is shown: one finger then moves it, else it scrolls the page. */
  zoomed(): boolean;
  /** The box asked for; null asks for the whole map. */
  show(box: Box | null, phase: "move" | "end"): void;
  /** The pointer rests or moves at a place in px; null when it left. */
  hover(at: [number, number] | null): void;
  /** A click that was not a drag, or a finger's tap; false where nothing was there to be picked. */
  pick(at: [number, number], tap: boolean): boolean;
  /** A click on empty ground, or a finger that rests there. */
  send(at: [number, number]): void;
}

/** How long a finger rests to mean a place, in ms. */
const REST = 500;

/** The gestures on the map. */
export class ZoomGestures extends Gestures {
  protected readonly wheelSpeed = { plain: 0.002, pinch: 0.012 };
  /** A click that may be the first of two, or a finger that may come to rest. */
  private waiting: ReturnType<typeof setTimeout> | undefined;
  /** A finger has rested: it is no tap any more. */
  private rested = false;

  constructor(host: HTMLElement, private readonly target: ZoomTarget) {
    super(host);
    host.style.touchAction = "pan-y";
    this.listen(host, "pointerleave", (e) => e.pointerType !== "touch" && target.hover(null));
    this.listen(document, "pointerdown", (e) => e.pointerType === "touch" && !host.contains(e.target as Node) && target.hover(null));
    this.listen(host, "mousedown", (e) => (framed() ? isGround(e.target) && host.focus({ preventScroll: true }) : keepFocusOff(e)), false);
    this.listen(host, "touchmove", (e) => e.touches.length > 1 && e.preventDefault(), false);
  }

  protected accepts(button: number): boolean {
    return button === 0;
  }

  protected pressed(event: PointerEvent): void {
    this.target.hover(null);
    clearTimeout(this.waiting);
    this.rested = false;
    if (event.pointerType !== "touch" || this.touches.size > 1) return;
    const at = this.at(event);
    this.waiting = setTimeout(() => ((this.rested = true), this.target.send(at)), REST);
  }

  protected hover(at: [number, number] | null): void {
    this.target.hover(at);
  }

  protected zoom(factor: number, [px, py]: [number, number]): void {
    const view = this.target.view();
    this.target.show(zoomAt(view.box, factor, view.worldX(px), view.worldY(py)), "move");
  }

  protected shift(dx: number, dy: number): void {
    const { box, size } = this.target.view();
    const [byX, byY] = [(-dx / size.width) * (box.xmax - box.xmin), (dy / size.height) * (box.ymax - box.ymin)];
    this.target.show(panBy(box, byX, byY), "move");
  }

  protected drag(dx: number, dy: number, _ms: number, event: PointerEvent): void {
    clearTimeout(this.waiting);
    if (event.pointerType !== "touch" || this.target.zoomed()) this.shift(dx, dy);
  }

  protected released(event: PointerEvent, _touch: Touch, clicked: boolean): void {
    const tap = event.pointerType === "touch";
    clearTimeout(this.waiting);
    if (this.rested) this.rested = false;
    else if (event.type === "pointerup" && clicked) this.click(this.at(event), tap);
    else if (!tap || this.target.zoomed()) this.settle();
  }

  /** On empty ground a click sends the start there; where it may be the first of two, once it was not. */
  private click(at: [number, number], tap: boolean): void {
    if (tap && taps.send) return this.target.send(at);
    if (this.target.pick(at, tap) || tap) return;
    if (this.target.zoomed()) this.waiting = setTimeout(() => this.target.send(at), TWICE);
    else this.target.send(at);
  }

  protected settle(): void {
    this.target.show(this.target.view().box, "end");
  }

  protected restore(): void {
    clearTimeout(this.waiting);
    this.target.show(null, "end");
  }

  protected obey(key: string): boolean {
    const { width, height } = this.target.view().size;
    const middle: [number, number] = [width / 2, height / 2];
    if (key === "+" || key === "=") this.zoom(0.8, middle);
    else if (key === "-") this.zoom(1.25, middle);
    else if (key === "ArrowLeft") this.shift(width / 10, 0);
    else if (key === "ArrowRight") this.shift(-width / 10, 0);
    else if (key === "ArrowUp") this.shift(0, height / 10);
    else if (key === "ArrowDown") this.shift(0, -height / 10);
    else return false;
    return true;
  }
}

/** A press on the ground gives the focus back to the page, whose keys are the lecture's. */
function keepFocusOff(event: MouseEvent): void {
  if (!isGround(event.target)) return;
  event.preventDefault();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
