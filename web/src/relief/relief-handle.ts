// The start's handle on the relief: it follows the surface under the pointer.

import type { Theme } from "../draw/colors.ts";
import { type HandleOptions, StartHandle } from "../input/handle.ts";
import type { Box, Size } from "../plane/view.ts";
import type { Point } from "../wire/wire.ts";
import type { Field } from "./field.ts";
import type { Pose } from "./orbit.ts";
import { hitOf, isSeen, onLevel } from "./pick.ts";

/** The ring that is seen, in px; a finger may take hold of 44. */
const RING = 20;

/** A ring that is dragged over the relief. */
export class ReliefHandle extends StartHandle {
  private field: Field | null = null;
  private pose: Pose | null = null;

  constructor(host: HTMLElement, options: HandleOptions) {
    super(host, options, "relief-start");
    this.element.style.visibility = "hidden"; // until it is placed
    this.element.append(document.createElement("span"));
  }

  get px(): [number, number] | null {
    if (!this.field || !this.pose) return null;
    const [x, z] = [this.field.x(this.at[0]), this.field.z(this.at[1])];
    if (!this.field.holds(x, z)) return null;
    const [px, py] = this.pose.project([x, this.height(x, z), z]);
    return [px, py];
  }

  /** Puts it at a place of the plane, on a relief that is seen from a pose. */
  place(at: Point, field: Field, pose: Pose): void {
    [this.at, this.field, this.pose] = [at, field, pose];
    this.show();
  }

  /** Takes the theme's sizes. */
  setTheme(theme: Theme): void {
    this.element.style.setProperty("--ring", `${3 * theme.scale}px`);
    this.element.style.setProperty("--across", `${RING * theme.scale}px`);
  }

  protected get seen(): { box: Box; size: Size } | null {
    return this.field && this.pose && { box: this.field.box, size: this.pose.size };
  }

  /** The surface under the pointer; past its edge, the nearest place at the height it had. */
  protected under([px, py]: [number, number]): Point | null {
    const { field, pose } = this;
    if (!field || !pose) return null;
    const ray = pose.ray(px, py);
    const level = this.height(field.x(this.at[0]), field.z(this.at[1]));
    const hit = hitOf(field, pose.eye, ray) ?? onLevel(field, pose.eye, ray, level);
    return hit && [field.w1(hit.x), field.w2(hit.z)];
  }

  protected show(): void {
    const { field, pose, px } = this;
    if (!field || !pose) return;
    const { style } = this.element;
    style.visibility = px || this.held ? "" : "hidden";
    if (px) style.transform = `translate(${px[0].toFixed(2)}px, ${px[1].toFixed(2)}px) translate(-50%, -50%)`;
    this.element.classList.toggle("is-hidden", !!px && !this.held && !isSeen(field, pose.eye, field.place(...this.at)));
    this.name();
  }

  private height(x: number, z: number): number {
    return this.field?.height(x, z) || 0;
  }
}
