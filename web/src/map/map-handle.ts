// The start's handle on the map.

import type { Theme } from "../draw/colors.ts";
import { type HandleOptions, StartHandle } from "../input/handle.ts";
import type { View } from "../plane/view.ts";
import type { Point } from "../wire/wire.ts";

/** A finger needs so many px; the ring that is seen is smaller. */
const TOUCH = 44;
const RING = 20;

/** A ring that is dragged over the map. */
export class MapHandle extends StartHandle {
  private readonly ring = document.createElement("span");
  protected seen: View | null = null;

  constructor(host: HTMLElement, options: HandleOptions) {
    super(host, options, "start-handle");
    this.element.style.visibility = "hidden"; // until it is placed
    this.dress();
  }

  get px(): [number, number] | null {
    return this.seen && [this.seen.x(this.at[0]), this.seen.y(this.at[1])];
  }

  /** Puts it at a place of the plane, in a view. */
  place(at: Point, view: View): void {
    this.at = at;
    this.seen = view;
    this.show();
  }

  /** Takes the theme's colours. What stands at the start, a run that has not moved, is seen through the ring. */
  setTheme(theme: Theme): void {
    const { style } = this.ring;
    style.border = `${3 * theme.scale}px solid ${theme.text}`;
    style.boxShadow = `0 0 0 2px ${theme.halo}, inset 0 0 0 1px ${theme.halo}`;
  }

  /** A drag past the edge of the map stays on it. */
  protected under([px, py]: [number, number]): Point | null {
    if (!this.seen) return null;
    const { size } = this.seen;
    return [this.seen.worldX(Math.min(Math.max(px, 0), size.width)), this.seen.worldY(Math.min(Math.max(py, 0), size.height))];
  }

  protected show(): void {
    const { seen, px } = this;
    if (!seen || !px) return;
    const { style } = this.element;
    style.transform = `translate(${px[0] - TOUCH / 2}px, ${px[1] - TOUCH / 2}px)`;
    style.visibility = seen.shows(...px, 4) || this.held ? "" : "hidden";
    this.name();
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
}
