// The arrow keys on the start's handle, alike on the map and the relief: by a
// hundredth of the box, with shift by a tenth, until the key is let go.

import type { Phase } from "./handle.ts";
import { type Box, height, width } from "../plane/view.ts";
import type { Point } from "../wire/wire.ts";

/** The start that the keys move. */
export interface KeyedStart {
  /** Where the start is, and the box that is seen; null while it has no place. */
  place(): { at: Point; box: Box } | null;
  move(x: number, y: number): void;
  onMove(phase: Exclude<Phase, "move">): void;
}

const KEYS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** The arrow keys on the handle of the start. */
export class StartKeys {
  /** True while a key moves it. */
  held = false;

  constructor(
    element: HTMLElement,
    private readonly start: KeyedStart,
  ) {
    element.addEventListener("keydown", (event) => this.down(event));
    element.addEventListener("keyup", (event) => event.key in KEYS && this.settle());
    element.addEventListener("blur", () => this.settle());
  }

  private down(event: KeyboardEvent): void {
    const way = KEYS[event.key];
    const place = this.start.place();
    if (!way || !place || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const part = event.shiftKey ? 0.1 : 0.01;
    const { at, box } = place;
    if (!this.held) this.start.onMove("start");
    this.held = true;
    this.start.move(at[0] + way[0] * part * width(box), at[1] + way[1] * part * height(box));
  }

  private settle(): void {
    if (!this.held) return;
    this.held = false;
    this.start.onMove("end");
  }
}
