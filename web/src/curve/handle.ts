// The start's handle on the curve: it is moved along the axis, and stands as high
// as the curve does.

import { MapHandle } from "../map/map-handle.ts";
import type { HandleOptions } from "../input/handle.ts";
import type { Point } from "../wire/wire.ts";

/** A ring that is dragged along the curve. */
export class CurveHandle extends MapHandle {
  constructor(
    host: HTMLElement,
    options: HandleOptions,
    private readonly loss: (x: number) => number,
  ) {
    super(host, options);
  }

  override get px(): [number, number] | null {
    if (!this.seen) return null;
    const [x] = this.at;
    const y = this.seen.y(this.loss(x));
    return [this.seen.x(x), Number.isFinite(y) ? y : this.seen.size.height];
  }

  protected override under(px: [number, number]): Point | null {
    const under = super.under(px);
    return under && [under[0], 0];
  }
}
