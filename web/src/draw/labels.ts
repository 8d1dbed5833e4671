// Places for labels: each is put where it covers nothing that was put before.

/** A rectangle in px; (x, y) is its upper left corner. */
export interface LabelBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

function overlap(a: LabelBox, b: LabelBox): boolean {
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

  /** Take the first of the places that is free and wholly on the map; null if none is. */
  put(places: LabelBox[]): LabelBox | null {
    return this.take(places, [...this.taken, ...this.spared]);
  }

  private take(places: LabelBox[], others: LabelBox[]): LabelBox | null {
    const found = places.find((p) => this.fits(p) && !others.some((t) => overlap(p, t)));
    if (found) this.taken.push(found);
    return found ?? null;
  }

  /** Take a place near one, moved onto the map and then up or down until it is free, or at least over nothing but what is spared. */
  nudge(place: LabelBox): LabelBox {
    const x = Math.min(Math.max(place.x, 4), this.width - place.width - 4);
    const y = Math.min(Math.max(place.y, 4), this.height - place.height - 4);
    const places = Array.from({ length: 12 }, (_, i) => ({ ...place, x, y: y + Math.ceil(i / 2) * (place.height + 2) * (i % 2 ? -1 : 1) }));
    return this.put(places) ?? this.take(places, this.taken) ?? { ...place, x, y };
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
