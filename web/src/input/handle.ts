// The start of all runs, as something to take hold of: by mouse and finger with
// pointer capture, by keyboard with the arrow keys.

import type { Theme } from "../draw/colors.ts";
import { StartKeys } from "./start-keys.ts";
import type { View } from "../plane/view.ts";
import { height, width } from "../plane/view.ts";
import type { Point } from "../wire/wire.ts";

export type Phase = "start" | "move" | "end";

export interface HandleOptions {
  onMove(point: Point, phase: Phase): void;
  /** The keys' focus came to it, or left it. */
  onFocus?(focused: boolean): void;
  /** Its name for a screen reader. */
  label(x: number, y: number): string;
}

/** A finger needs so many px; the ring that is seen is smaller. */
const TOUCH = 44;
const RING = 20;

export class StartHandle {
  readonly element = document.createElement("button");
  private readonly ring = document.createElement("span");
  private at: Point = [0, 0];
  private view: View | null = null;
  /** Where the pointer took hold, from the handle's centre; null when it does not. */
  private grip: [number, number] | null = null;
  private readonly keys: StartKeys;

  constructor(
    private readonly host: HTMLElement,
    private readonly options: HandleOptions,
  ) {
    this.element.type = "button";
    this.element.className = "start-handle";
    this.dress();
    this.keys = new StartKeys(this.element, {
      place: () => this.view && { at: this.at, box: this.view.box },
      move: (x, y) => this.move(x, y),
      onMove: (phase) => options.onMove(this.at, phase),
    });
    this.listen();
    host.append(this.element);
  }

  /** True while a hand holds it: the picture's start must not pull it back then. */
  get held(): boolean {
    return this.grip !== null || this.keys.held;
  }

  place(at: Point, view: View): void {
    this.at = at;
    this.view = view;
    const [x, y] = [view.x(at[0]), view.y(at[1])];
    const { style } = this.element;
    style.transform = `translate(${x - TOUCH / 2}px, ${y - TOUCH / 2}px)`;
    style.visibility = view.shows(x, y, 4) || this.held ? "" : "hidden";
    this.element.setAttribute("aria-label", this.options.label(at[0], at[1]));
  }

  setTheme(theme: Theme): void {
    const { style } = this.ring;
    style.background = theme.paper;
    style.border = `${3 * theme.scale}px solid ${theme.text}`;
    style.boxShadow = `0 0 0 2px ${theme.halo}`;
  }

  private dress(): void {
    Object.assign(this.element.style, {
      position: "absolute",
      left: "0",
      top: "0",
      width: `${TOUCH}px`,
      height: `${TOUCH}px`,
      margin: "0",
      padding: "0",
      border: "0",
      borderRadius: "50%",
      background: "none",
      display: "grid",
      placeItems: "center",
      cursor: "grab",
      touchAction: "none",
    });
    Object.assign(this.ring.style, {
      boxSizing: "border-box",
      width: `${RING}px`,
      height: `${RING}px`,
      borderRadius: "50%",
    });
    this.element.append(this.ring);
  }

  private listen(): void {
    const { element } = this;
    element.addEventListener("pointerdown", (event) => this.grab(event));
    element.addEventListener("pointermove", (event) => this.drag(event));
    element.addEventListener("pointerup", () => this.release());
    element.addEventListener("pointercancel", () => this.release());
    element.addEventListener("focus", () => element.matches(":focus-visible") && this.options.onFocus?.(true));
    element.addEventListener("blur", () => this.options.onFocus?.(false));
  }

  private grab(event: PointerEvent): void {
    if (event.button !== 0 || !this.view) return;
    event.stopPropagation();
    this.element.setPointerCapture(event.pointerId);
    this.element.style.cursor = "grabbing";
    const [px, py] = this.pointer(event);
    this.grip = [px - this.view.x(this.at[0]), py - this.view.y(this.at[1])];
    this.options.onMove(this.at, "start");
  }

  private drag(event: PointerEvent): void {
    if (!this.grip || !this.view) return;
    event.stopPropagation();
    const { size } = this.view;
    const [px, py] = this.pointer(event);
    const x = Math.min(Math.max(px - this.grip[0], 0), size.width);
    const y = Math.min(Math.max(py - this.grip[1], 0), size.height);
    this.move(this.view.worldX(x), this.view.worldY(y));
  }

  private release(): void {
    if (!this.grip) return;
    this.grip = null;
    this.element.style.cursor = "grab";
    this.options.onMove(this.at, "end");
  }

  /** To the nearest round place that a pixel can tell apart, so that links stay short. */
  private move(x: number, y: number): void {
    const view = this.view as View;
    const at: Point = [
      rounded(x, width(view.box) / view.size.width),
      rounded(y, height(view.box) / view.size.height),
    ];
    this.place(at, view);
    this.options.onMove(at, "move");
  }

  private pointer(event: PointerEvent): [number, number] {
    const box = this.host.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }
}

/** The value with no more decimals than a fraction of a pixel needs. */
export function rounded(value: number, pixel: number): number {
  const places = Math.min(100, Math.max(0, Math.ceil(-Math.log10(pixel))));
  return Number(value.toFixed(places)) || 0;
}
