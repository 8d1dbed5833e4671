// The start of all runs, as something to take hold of: by mouse and finger with
// pointer capture, by keyboard with the arrow keys.

import { StartKeys } from "./start-keys.ts";
import { onHeldMoves } from "../dom/held-moves.ts";
import { type Box, height, type Size, width } from "../plane/view.ts";
import type { Point } from "../wire/wire.ts";

/** The part of a gesture that an event is. */
export type Phase = "start" | "move" | "end";

/** How long it takes to where a click sends it, in ms. */
const GLIDE = 300;

/** Who is told of the start, and what it is called. */
export interface HandleOptions {
  onMove(point: Point, phase: Phase): void;
  /** The keys' focus came to it, or left it. */
  onFocus?(focused: boolean): void;
  /** Its name for a screen reader. */
  label(x: number, y: number): string;
}

/** The handle of the start; where it stands and what lies under the pointer is the picture's. */
export abstract class StartHandle {
  readonly element = document.createElement("button");
  protected at: Point = [0, 0];
  /** Where the pointer took hold, in px from the handle's centre; null when it does not. */
  private hold: [number, number] | null = null;
  /** The host's left and top edge in the window, measured where it is taken hold of, and what ends the moves. */
  private edge: [number, number] = [0, 0];
  private endMoves: () => void = () => {};
  private readonly keys: StartKeys;
  /** The frame that it waits for while it glides; 0 while it does not. */
  private gliding = 0;

  constructor(
    private readonly host: HTMLElement,
    protected readonly options: HandleOptions,
    className: string,
  ) {
    this.element.type = "button";
    this.element.className = className;
    this.keys = new StartKeys(this.element, {
      place: () => this.seen && { at: this.at, box: this.seen.box },
      move: (x, y) => this.move(x, y),
      onMove: (phase) => options.onMove(this.at, phase),
    });
    this.listen();
    host.append(this.element);
  }

  /** True while it is dragged, glides, or a key moves it: the picture's start must not pull it back then. */
  get held(): boolean {
    return this.hold !== null || this.gliding !== 0 || this.keys.held;
  }

  /** Whether it can be moved: a network starts from its initial weights. */
  setFixed(fixed: boolean): void {
    this.element.inert = fixed;
  }

  /** Takes it to what lies under a place in px, gliding, unless motion is unwelcome. */
  glideTo(px: [number, number]): void {
    const to = this.held || this.element.inert ? null : this.under(px);
    if (!to) return;
    const from = this.at;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.options.onMove(this.at, "start");
    let begun = -1;
    const step = (now: number) => {
      if (begun < 0) begun = now;
      const part = still ? 1 : Math.min(1, (now - begun) / GLIDE);
      const eased = part * part * (3 - 2 * part);
      this.move(from[0] + eased * (to[0] - from[0]), from[1] + eased * (to[1] - from[1]));
      this.gliding = part < 1 ? requestAnimationFrame(step) : 0;
      if (part === 1) this.options.onMove(this.at, "end");
    };
    this.gliding = requestAnimationFrame(step);
  }

  /** Where it is seen, in px of the host; null where it is not. */
  abstract get px(): [number, number] | null;
  /** The box that is seen, and its size in px; null before the first picture. */
  protected abstract get seen(): { box: Box; size: Size } | null;
  /** The place of the plane under a place in px; null where there is none. */
  protected abstract under(px: [number, number]): Point | null;
  /** Puts the handle where it is seen. */
  protected abstract show(): void;

  /** Names it for those who hear the page, by where it stands. */
  protected name(): void {
    this.element.setAttribute("aria-label", this.options.label(this.at[0], this.at[1]));
  }

  private listen(): void {
    const { element } = this;
    element.addEventListener("pointerdown", (event) => this.grab(event));
    element.addEventListener("pointermove", (event) => this.hold && event.stopPropagation());
    element.addEventListener("pointerup", () => this.release());
    element.addEventListener("pointercancel", () => this.release());
    element.addEventListener("focus", () => element.matches(":focus-visible") && this.options.onFocus?.(true));
    element.addEventListener("blur", () => this.options.onFocus?.(false));
  }

  private grab(event: PointerEvent): void {
    const { px } = this;
    if (event.button !== 0 || !px) return;
    event.stopPropagation();
    cancelAnimationFrame(this.gliding);
    this.gliding = 0;
    this.element.setPointerCapture(event.pointerId);
    const { left, top } = this.host.getBoundingClientRect();
    this.edge = [left, top];
    this.endMoves = onHeldMoves(this.element, (move) => this.drag(move));
    const [x, y] = this.pointer(event);
    this.hold = [x - px[0], y - px[1]];
    this.options.onMove(this.at, "start");
  }

  private drag(event: PointerEvent): void {
    if (!this.hold) return;
    const [x, y] = this.pointer(event);
    const at = this.under([x - this.hold[0], y - this.hold[1]]);
    if (at) this.move(...at);
  }

  private release(): void {
    if (!this.hold) return;
    this.hold = null;
    this.endMoves();
    this.options.onMove(this.at, "end");
  }

  /** To the nearest round place that a pixel can tell apart, so that links stay short. */
  private move(x: number, y: number): void {
    if (!this.seen) return;
    const { box, size } = this.seen;
    const before = this.at;
    this.at = [rounded(x, width(box) / size.width), rounded(y, height(box) / size.height)];
    if (before.join() === this.at.join()) return;
    this.show();
    this.options.onMove(this.at, "move");
  }

  private pointer(event: PointerEvent): [number, number] {
    return [event.clientX - this.edge[0], event.clientY - this.edge[1]];
  }
}

/** The value with no more decimals than a fraction of a pixel needs; pixel is its size in the value's unit. */
export function rounded(value: number, pixel: number): number {
  const places = Math.min(100, Math.max(0, Math.ceil(-Math.log10(pixel))));
  return Number(value.toFixed(places)) || 0;
}
