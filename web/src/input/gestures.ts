// Zoom and pan of the map: wheel, pinch, drag, keys and a double click.

import { framed, scrollsAround } from "../dom/framed.ts";
import { type Box, type View, panBy, zoomAt } from "../plane/view.ts";

export interface GestureTarget {
  view(): View;
  /** Whether a part of the map is shown: one finger then moves it, else it scrolls the page. */
  zoomed(): boolean;
  /** The box asked for; null asks for the whole map. */
  show(box: Box | null, phase: "move" | "end"): void;
  /** The pointer rests or moves at a place in px; null when it left. */
  hover(at: [number, number] | null): void;
  /** A click that was not a drag, or a finger's tap. */
  pick(at: [number, number], tap: boolean): void;
}

/** A pointer that moved less than this, in px, clicked. */
const CLICK = 4;
/** A wheel's pause that ends a zoom, in ms. */
const PAUSE = 250;

interface Touch {
  x: number;
  y: number;
}

export class Gestures {
  private readonly touches = new Map<number, Touch>();
  private travelled = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly stop = new AbortController();

  constructor(
    private readonly host: HTMLElement,
    private readonly target: GestureTarget,
  ) {
    const { signal } = this.stop;
    host.style.touchAction = "pan-y";
    host.addEventListener("wheel", (e) => this.wheel(e), { signal, passive: false });
    host.addEventListener("pointerdown", (e) => this.down(e), { signal });
    host.addEventListener("pointermove", (e) => this.move(e), { signal });
    host.addEventListener("pointerup", (e) => this.up(e), { signal });
    host.addEventListener("pointercancel", (e) => this.up(e), { signal });
    host.addEventListener("pointerleave", (e) => e.pointerType !== "touch" && target.hover(null), { signal });
    document.addEventListener("pointerdown", (e) => e.pointerType === "touch" && !host.contains(e.target as Node) && target.hover(null), { signal });
    host.addEventListener("mousedown", (e) => (framed() ? isGround(e.target) && host.focus({ preventScroll: true }) : keepFocusOff(e)), { signal });
    host.addEventListener("touchmove", (e) => e.touches.length > 1 && e.preventDefault(), { signal, passive: false });
    host.addEventListener("dblclick", (e) => isGround(e.target) && this.reset(), { signal });
    host.addEventListener("keydown", (e) => this.key(e), { signal });
  }

  destroy(): void {
    this.stop.abort();
    clearTimeout(this.timer);
  }

  /** The whole map again; a zoom that was about to end is none. */
  reset(): void {
    clearTimeout(this.timer);
    this.target.show(null, "end");
  }

  /** A pinch on a trackpad comes as a wheel with ctrl, in small amounts. */
  private wheel(event: WheelEvent): void {
    if (scrollsAround(event, this.host)) return;
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : 1;
    const amount = Math.max(-120, Math.min(120, event.deltaY * lines * (event.ctrlKey ? 6 : 1)));
    this.zoom(Math.exp(amount * 0.002), this.at(event));
    this.endSoon();
  }

  private zoom(factor: number, [px, py]: [number, number]): void {
    const view = this.target.view();
    this.target.show(zoomAt(view.box, factor, view.worldX(px), view.worldY(py)), "move");
  }

  private endSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.target.show(this.target.view().box, "end"), PAUSE);
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0 || !isGround(event.target)) return;
    const [x, y] = this.at(event);
    this.touches.set(event.pointerId, { x, y });
    this.travelled = this.touches.size > 1 ? Infinity : 0;
    this.target.hover(null);
  }

  private move(event: PointerEvent): void {
    const at = this.at(event);
    const touch = this.touches.get(event.pointerId);
    if (!touch) return this.target.hover(isGround(event.target) ? at : null);
    const [dx, dy] = [at[0] - touch.x, at[1] - touch.y];
    this.travelled += Math.hypot(dx, dy);
    if (this.travelled < CLICK) return;
    if (!this.host.hasPointerCapture(event.pointerId)) this.host.setPointerCapture(event.pointerId);
    if (this.touches.size === 2) this.pinch(event.pointerId, touch, at);
    else if (event.pointerType !== "touch" || this.target.zoomed()) this.pan(dx, dy);
    [touch.x, touch.y] = at;
  }

  private pan(dx: number, dy: number): void {
    const { box, size } = this.target.view();
    const moved = panBy(
      box,
      (-dx / size.width) * (box.xmax - box.xmin),
      (dy / size.height) * (box.ymax - box.ymin),
    );
    this.target.show(moved, "move");
  }

  /** Two fingers keep the places of the map that they hold. */
  private pinch(id: number, old: Touch, [x, y]: [number, number]): void {
    const other = [...this.touches].find(([key]) => key !== id)?.[1];
    if (!other) return;
    const before = Math.hypot(old.x - other.x, old.y - other.y);
    const after = Math.hypot(x - other.x, y - other.y);
    this.pan((x - old.x) / 2, (y - old.y) / 2);
    if (before > 0 && after > 0) this.zoom(before / after, [(x + other.x) / 2, (y + other.y) / 2]);
  }

  private up(event: PointerEvent): void {
    if (!this.touches.delete(event.pointerId)) return;
    if (this.touches.size > 0) return;
    const tap = event.pointerType === "touch";
    if (event.type === "pointerup" && this.travelled < CLICK) this.target.pick(this.at(event), tap);
    else if (!tap || this.target.zoomed()) this.target.show(this.target.view().box, "end");
  }

  /** Keys of the map itself, while it has the focus. */
  private key(event: KeyboardEvent): void {
    if (event.target !== this.host || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!this.obey(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    this.endSoon();
  }

  private obey(key: string): boolean {
    const { width, height } = this.target.view().size;
    const middle: [number, number] = [width / 2, height / 2];
    if (key === "+" || key === "=") this.zoom(0.8, middle);
    else if (key === "-") this.zoom(1.25, middle);
    else if (key === "ArrowLeft") this.pan(width / 10, 0);
    else if (key === "ArrowRight") this.pan(-width / 10, 0);
    else if (key === "ArrowUp") this.pan(0, height / 10);
    else if (key === "ArrowDown") this.pan(0, -height / 10);
    else return false;
    return true;
  }

  private at(event: MouseEvent): [number, number] {
    const box = this.host.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }
}

/** A press on the ground gives the focus back to the page, whose keys are the lecture's. */
function keepFocusOff(event: MouseEvent): void {
  if (!isGround(event.target)) return;
  event.preventDefault();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

/** A button over the map is not the map. */
function isGround(target: EventTarget | null): boolean {
  return !(target instanceof Element && target.closest("button, a, input, select"));
}
