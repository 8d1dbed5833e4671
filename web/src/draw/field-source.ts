// The gradients behind the field: fetched for what is seen once it rests, and
// kept meanwhile.

import { type Gradients, fetchGradients, lattice } from "./field.ts";
import { Newest } from "../dom/newest.ts";
import { type Box, type View } from "../plane/view.ts";
import type { Surface } from "../wire/wire.ts";

interface Wanted {
  surface: Surface;
  box: Box;
  n: number;
}

/** Gradients are fetched when the map has not moved for so long, in ms. */
const REST = 90;

/** Fetches and keeps the gradients of one picture. */
export class FieldSource {
  gradients: Gradients | null = null;
  private asked = "";
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly newest: Newest<Wanted, Gradients>;

  constructor(changed: () => void, fetcher = fetchGradients) {
    this.newest = new Newest(
      ({ surface, box, n }, signal) => fetcher(surface, box, n, signal),
      (gradients) => {
        this.gradients = gradients;
        changed();
      },
    );
  }

  /** Asks for what is seen, unless it is here or on its way; the first time at once. */
  need(surface: Surface, view: View, scale: number): void {
    const { box, n } = lattice(view, scale);
    const asked = `${surface.formula} ${Object.values(box).join()} ${n}`;
    if (asked === this.asked) return;
    const first = this.asked === "";
    this.asked = asked;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.newest.want({ surface, box, n }), first ? 0 : REST);
  }

  /** Another surface: nothing here is about it. */
  clear(): void {
    clearTimeout(this.timer);
    this.newest.drop();
    this.gradients = null;
    this.asked = "";
  }
}
