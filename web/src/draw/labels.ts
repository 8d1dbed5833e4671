// Places for labels: each is put where it covers nothing that was put before.

/** A rectangle in px; (x, y) is its upper left corner. */
export interface LabelBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A label that is moved keeps so far from the map's edge, and from where it was moved off, in px. */
const EDGE = 4;
const GAP = 2;
/** It is looked for a place at least so far from the last, in px. */
const STEP = 8;
/** To lie over what is spared is worse than free, and better than over anything taken. */
const SPARED = 1;

/** How much of the map two places have in common, in px². */
export function shared(a: LabelBox, b: LabelBox): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, across) * Math.max(0, down);
}

/** Whether two places have a part in common. */
export function overlap(a: LabelBox, b: LabelBox): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Remembers the occupied places on a map of some size, in px. */
export class Labels {
  private readonly taken: LabelBox[] = [];
  /** What a label may lie on where there is no other place. */
  private readonly spared: LabelBox[] = [];

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {}

  /** The places that are occupied. */
  get places(): readonly LabelBox[] {
    return this.taken;
  }

  /** Occupy a place, even if it overlaps another. */
  reserve(place: LabelBox): void {
    this.taken.push(place);
  }

  /** Keep labels off a place as long as there is another for them. */
  spare(place: LabelBox): void {
    this.spared.push(place);
  }

  /** Take the first of the places that is free and wholly on the map, or over nothing but what is spared; null if none is. */
  put(places: Iterable<LabelBox>): LabelBox | null {
    return this.take(places, true);
  }

  /** Take the first that is free; null if none is. */
  putFree(places: Iterable<LabelBox>): LabelBox | null {
    return this.take(places, false);
  }

  private take(places: Iterable<LabelBox>, overSpared: boolean): LabelBox | null {
    let found: LabelBox | null = null;
    for (const p of places) {
      if (!this.fits(p) || this.taken.some((t) => overlap(p, t))) continue;
      const free = !this.spared.some((t) => overlap(p, t));
      if (free || (overSpared && !found)) found = p;
      if (free) break; // what comes after it is not even looked at
    }
    if (found) this.taken.push(found);
    return found;
  }

  /** Take a place near one, moved onto the map and then up or down until it is free, or at least over nothing but what is spared; where all there is taken, the nearest such place of the whole map. Where nothing is free it covers as little as can be. */
  nudge(place: LabelBox): LabelBox {
    const x = Math.min(Math.max(place.x, EDGE), this.width - place.width - EDGE);
    const y = Math.min(Math.max(place.y, EDGE), this.height - place.height - EDGE);
    const near = Array.from({ length: 12 }, (_, i) => ({ ...place, x, y: y + Math.ceil(i / 2) * (place.height + GAP) * (i % 2 ? -1 : 1) }));
    const beside = this.put(near);
    if (beside) return beside;
    const box = this.nearest({ ...place, x, y });
    this.taken.push(box);
    return box;
  }

  /** The nearest place of the whole map that is free; where there is none, the nearest over nothing but what is spared, or that covers least. */
  private nearest(place: LabelBox): LabelBox {
    let [best, least] = [place, [Infinity, Infinity]];
    for (const y of steps(place.y, place.height, this.height, Math.max(STEP, place.height / 2))) {
      for (const x of steps(place.x, place.width, this.width, Math.max(STEP, place.width / 4))) {
        const [box, off] = [{ ...place, x, y }, Math.hypot(x - place.x, y - place.y)];
        if (least[0] === 0 && off >= least[1]!) continue; // a free one is nearer
        const covers = this.taken.reduce((sum, other) => sum + shared(box, other), 0);
        const cost = covers > 0 ? SPARED + covers : this.spared.some((other) => overlap(box, other)) ? SPARED : 0;
        if (cost < least[0]! || (cost === least[0] && off < least[1]!)) [best, least] = [box, [cost, off]];
      }
    }
    return best;
  }

  private fits(p: LabelBox): boolean {
    return p.x >= 0 && p.y >= 0 && p.x + p.width <= this.width && p.y + p.height <= this.height;
  }
}

/** The four places beside a mark: right, left, below, above. */
export function beside(x: number, y: number, gap: number, width: number, height: number): LabelBox[] {
  return [
    { x: x + gap, y: y - height / 2, width, height },
    { x: x - gap - width, y: y - height / 2, width, height },
    { x: x - width / 2, y: y + gap, width, height },
    { x: x - width / 2, y: y - gap - height, width, height },
  ];
}

/** More places near a mark, for a label that is to keep off lines too: beside it, and up to two of its own heights above and below; the nearest first. */
export function around(x: number, y: number, gap: number, width: number, height: number): LabelBox[] {
  const lefts = [x + gap / 2, x - gap / 2 - width, x - width / 2];
  const rows = (lefts: number[]) => [1, 2].flatMap((row) => lefts.flatMap((left) => [y - gap - row * height, y + gap + (row - 1) * height].map((top) => ({ x: left, y: top, width, height }))));
  return [...beside(x, y, gap, width, height), ...rows(lefts), ...rows([x + 0.4 * width, x - 1.4 * width])];
}

/** Where to look along a side of the map that ends at end, for a label of a size: where it is wanted first. */
function steps(wanted: number, size: number, end: number, step: number): number[] {
  const [first, last] = [EDGE, Math.max(EDGE, end - size - EDGE)];
  return [wanted, first, last, ...Array.from({ length: Math.floor((last - first) / step) }, (_, i) => first + (i + 1) * step)];
}
