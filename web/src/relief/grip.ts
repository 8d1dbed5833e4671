// The start of all runs on the relief, as something to take hold of: it follows
// the surface under the pointer, and the arrow keys.

import type { Theme } from "../draw/colors.ts";
import { type Phase, rounded } from "../input/handle.ts";
import { StartKeys } from "../input/start-keys.ts";
import { height, width } from "../plane/view.ts";
import type { Point } from "../wire/wire.ts";
import type { Field } from "./field.ts";
import type { Pose } from "./orbit.ts";
import { hitOf, isSeen, onLevel } from "./pick.ts";

export interface GripOptions {
  onMove(point: Point, phase: Phase): void;
  /** Its name for a screen reader. */
  label(x: number, y: number): string;
}

/** The ring that is seen, in px; a finger may take hold of 44. */
const RING = 20;

export class Grip {
  readonly element = document.createElement("button");
  private at: Point = [0, 0];
  private field: Field | null = null;
  private pose: Pose | null = null;
  /** Where the pointer took hold, from the ring's centre; null when it does not. */
  private hold: [number, number] | null = null;
  private readonly keys: StartKeys;

  constructor(
    private readonly host: HTMLElement,
    private readonly options: GripOptions,
  ) {
    this.element.type = "button";
    this.element.className = "relief-start";
    this.element.style.visibility = "hidden"; // until it is placed
    this.element.append(document.createElement("span"));
    this.keys = new StartKeys(this.element, {
      place: () => this.field && { at: this.at, box: this.field.box },
      move: (x, y) => this.move(x, y),
      onMove: (phase) => options.onMove(this.at, phase),
    });
    this.listen();
    host.append(this.element);
  }

  /** True while a hand holds it: the picture's start must not pull it back then. */
  get held(): boolean {
    return this.hold !== null || this.keys.held;
  }

  /** Where it is seen, in px; null where it is not on the relief. */
  get px(): [number, number] | null {
    if (!this.field || !this.pose) return null;
    const [x, z] = [this.field.x(this.at[0]), this.field.z(this.at[1])];
    if (!this.field.holds(x, z)) return null;
    const [px, py] = this.pose.project([x, this.height(x, z), z]);
    return [px, py];
  }

  place(at: Point, field: Field, pose: Pose): void {
    [this.at, this.field, this.pose] = [at, field, pose];
    const { style } = this.element;
    const px = this.px;
    style.visibility = px || this.held ? "" : "hidden";
    if (px) style.transform = `translate(${px[0].toFixed(2)}px, ${px[1].toFixed(2)}px) translate(-50%, -50%)`;
    this.element.classList.toggle("is-hidden", !!px && !this.held && !isSeen(field, pose.eye, field.place(...at)));
    this.element.setAttribute("aria-label", this.options.label(at[0], at[1]));
  }

  setTheme(theme: Theme): void {
    this.element.style.setProperty("--ring", `${3 * theme.scale}px`);
    this.element.style.setProperty("--across", `${RING * theme.scale}px`);
  }

  private height(x: number, z: number): number {
    return this.field?.height(x, z) || 0;
  }

  private listen(): void {
    const { element } = this;
    element.addEventListener("pointerdown", (event) => this.grab(event));
    element.addEventListener("pointermove", (event) => this.drag(event));
    element.addEventListener("pointerup", () => this.release());
    element.addEventListener("pointercancel", () => this.release());
  }

  private grab(event: PointerEvent): void {
    const px = this.px;
    if (event.button !== 0 || !px) return;
    event.stopPropagation();
    this.element.setPointerCapture(event.pointerId);
    const [x, y] = this.pointer(event);
    this.hold = [x - px[0], y - px[1]];
    this.options.onMove(this.at, "start");
  }

  /** To the surface under the pointer; past its edge, to the nearest place at the height it had. */
  private drag(event: PointerEvent): void {
    const { field, pose, hold } = this;
    if (!field || !pose || !hold) return;
    event.stopPropagation();
    const [x, y] = this.pointer(event);
    const ray = pose.ray(x - hold[0], y - hold[1]);
    const level = this.height(field.x(this.at[0]), field.z(this.at[1]));
    const hit = hitOf(field, pose.eye, ray) ?? onLevel(field, pose.eye, ray, level);
    if (hit) this.move(field.w1(hit.x), field.w2(hit.z));
  }

  private release(): void {
    if (!this.hold) return;
    this.hold = null;
    this.options.onMove(this.at, "end");
  }

  /** To the nearest round place that a pixel can tell apart, so that links stay short. */
  private move(x: number, y: number): void {
    if (!this.field || !this.pose) return;
    const { box } = this.field;
    const at: Point = [rounded(x, width(box) / this.pose.size.width), rounded(y, height(box) / this.pose.size.height)];
    this.place(at, this.field, this.pose);
    this.options.onMove(at, "move");
  }

  private pointer(event: PointerEvent): [number, number] {
    const box = this.host.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }
}
