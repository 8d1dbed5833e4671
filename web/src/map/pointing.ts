// What is pointed at on the map: by the pointer, or by the keys, whose focus is
// on the map and looks at its middle, or on the start.

import type { Seen } from "./map-picture.ts";
import { nearestIterate } from "../plane/nearest.ts";
import { height, width } from "../plane/view.ts";
import type { Point } from "../wire/wire.ts";

/** A place of the map that is looked at. */
export interface Hover {
  at: Point;
  px: [number, number];
  /** How much of the plane a pixel is, each way. */
  pixel: [number, number];
  nearest: { run: number; k: number } | null;
  /** Looked at by keys. */
  spoken?: boolean;
}

/** Who is told of what is pointed at. */
export interface PointingEvents {
  onHover(hover: Hover | null): void;
  onPick(at: { run: number; k: number }): void;
}

/** How close to an iterate the pointer must be to mean it, in px. */
const REACH = 14;

/** Finds what the pointer or the keys mean. */
export class Pointing {
  constructor(
    host: HTMLElement,
    private readonly seen: Seen,
    private readonly events: PointingEvents,
  ) {
    host.addEventListener("focus", () => host.matches(":focus-visible") && this.focus("map"));
    host.addEventListener("blur", () => this.focus(null));
  }

  /** The keys' focus is on the map, on the start, or elsewhere. */
  focus(keyed: Seen["keyed"]): void {
    this.seen.keyed = keyed;
    this.events.onHover(keyed && this.keyedAt(keyed));
  }

  /** What lies under the keys' focus moved. */
  follow(): void {
    if (this.seen.keyed) this.focus(this.seen.keyed);
  }

  /** The pointer is at a place in px, or left the map. */
  hover(px: [number, number] | null): void {
    this.events.onHover(px && this.hoverAt(px));
  }

  /** Whether there was an iterate to pick. */
  pick(px: [number, number], tap: boolean): boolean {
    const nearest = this.nearest(px);
    if (nearest) this.events.onPick(nearest);
    if (tap) this.hover(px);
    return nearest !== null;
  }

  private keyedAt(keyed: "map" | "start"): Hover | null {
    const { view, start, scene } = this.seen;
    const { width, height } = view.size;
    const px: [number, number] = keyed === "map" ? [width / 2, height / 2] : [view.x(start[0]), view.y(start[1])];
    const at: Point = keyed === "map" ? this.worldAt(px) : start;
    return scene && view.shows(...px) ? { at, px, pixel: this.pixel, nearest: null, spoken: true } : null;
  }

  /** What a place in px is about: an iterate near it, else the point itself. */
  private hoverAt(px: [number, number]): Hover {
    const nearest = this.nearest(px);
    const t = nearest && this.seen.scene?.runs[nearest.run]?.trajectory;
    const at: Point = nearest && t ? [t.x[nearest.k], t.y[nearest.k]] : this.worldAt(px);
    return { at, px, pixel: this.pixel, nearest };
  }

  private nearest(px: [number, number]): { run: number; k: number } | null {
    const { predicting, scene, position, hidden, view, theme } = this.seen;
    const runs = predicting ? [] : (scene?.runs ?? []);
    return nearestIterate(runs, hidden, Math.floor(position), { pixel: (x, y) => [view.x(x), view.y(y)] }, px, REACH * theme.scale);
  }

  private get pixel(): [number, number] {
    const { box, size } = this.seen.view;
    return [width(box) / size.width, height(box) / size.height];
  }

  private worldAt(px: [number, number]): Point {
    const { view } = this.seen;
    return [view.worldX(px[0]), view.worldY(px[1])];
  }
}
