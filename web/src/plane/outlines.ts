// The outlines of what is at or above each level of a grid, by marching squares: a
// cell of four samples is crossed on those of its sides that have one end above and
// one below. One look at the samples finds which cells each level crosses, and only
// those are followed, since this is done before the first picture and at each zoom.

/** A ring of points in the grid's own coordinates, 0 to n − 1, whose last is its first. */
export type Ring = [number, number][];

/** Whether a line ends where it began. */
export function isRing(line: readonly (readonly [number, number])[]): boolean {
  const [first, last] = [line[0], line.at(-1)];
  return first !== undefined && first[0] === last![0] && first[1] === last![1];
}

/** The sides of a cell, clockwise as drawn with y downwards; across one is the next but one. */
const [TOP, RIGHT, BOTTOM, LEFT] = [0, 1, 2, 3] as const;

/**
 * The ways through a cell by which of its corners are above: 1 bottom left, 2 bottom
 * right, 4 top right, 8 top left. Each goes from a side to another with what is above
 * on its left. Where two corners across from each other are above there are two ways.
 */
const WAYS: readonly (readonly (readonly [from: number, to: number])[])[] = [
  [],
  [[BOTTOM, LEFT]],
  [[RIGHT, BOTTOM]],
  [[RIGHT, LEFT]],
  [[TOP, RIGHT]],
  [[BOTTOM, LEFT], [TOP, RIGHT]],
  [[TOP, BOTTOM]],
  [[TOP, LEFT]],
  [[LEFT, TOP]],
  [[BOTTOM, TOP]],
  [[LEFT, TOP], [RIGHT, BOTTOM]],
  [[RIGHT, TOP]],
  [[LEFT, RIGHT]],
  [[BOTTOM, RIGHT]],
  [[LEFT, BOTTOM]],
  [],
];
/** Which way of a kind of cell comes in at a side, and where it goes out: at four times the kind and the side. */
const [WAY, OUT] = [new Uint8Array(64), new Uint8Array(64)];
WAYS.forEach((ways, kind) => ways.forEach(([from, to], way) => ([WAY[4 * kind + from], OUT[4 * kind + from]] = [1 << way, to])));
/** The side at which the last way of each kind comes in. */
const LAST = Uint8Array.from(WAYS, (ways) => ways.at(-1)?.[0] ?? 0);

/**
 * The outlines of the samples at or above each level, which rise; values are n × n,
 * row-major. Beyond the grid all is below: what reaches its edge is closed half a
 * sample outside. A crossing between two samples lies where a line between them has
 * the level. A hole comes after the outline that it is in.
 */
export function outlines(values: ArrayLike<number>, n: number, levels: readonly number[]): Ring[][] {
  const ranks = ranksOf(values, n, levels);
  const crossed = cellsOf(ranks, n + 2, levels.length);
  const kinds = new Uint8Array(ranks.length);
  const left = new Uint8Array(ranks.length);
  return levels.map((level, i) => {
    for (const c of crossed[i]!) {
      kinds[c] = kindOf(ranks, n + 2, c, i);
      left[c] = WAYS[kinds[c]!]!.length > 1 ? 3 : 1;
    }
    return nested(ringsOf(values, n, level, crossed[i]!, kinds, left));
  });
}

/** How many levels each sample is at or above, with zeros around the grid. */
function ranksOf(values: ArrayLike<number>, n: number, levels: readonly number[]): Uint16Array {
  const ranks = new Uint16Array((n + 2) * (n + 2));
  let rank = 0;
  for (let j = 0, at = 0; j < n; j++) {
    for (let i = 0, to = (j + 1) * (n + 2) + 1; i < n; i++, at++, to++) {
      const value = values[at]!;
      while (rank < levels.length && value >= levels[rank]!) rank++; // the neighbour's is near
      while (rank > 0 && !(value >= levels[rank - 1]!)) rank--;
      ranks[to] = rank;
    }
  }
  return ranks;
}

/** The cells that each level crosses, by the place of their top left sample, in their order. */
function cellsOf(ranks: Uint16Array, row: number, levels: number): number[][] {
  const cells = Array.from({ length: levels }, (): number[] => []);
  const end = row * (row - 1) - 1;
  for (let c = 0; c < end; c++) {
    const [a, b, d, e] = [ranks[c]!, ranks[c + 1]!, ranks[c + row]!, ranks[c + row + 1]!];
    if (a === b && a === d && a === e) continue;
    const most = Math.max(a, b, d, e);
    for (let i = Math.min(a, b, d, e); i < most; i++) cells[i]!.push(c);
  }
  return cells;
}

/** Which of a cell's corners are above a level. */
function kindOf(ranks: Uint16Array, row: number, c: number, level: number): number {
  return (ranks[c + row]! > level ? 1 : 0) | (ranks[c + row + 1]! > level ? 2 : 0) | (ranks[c + 1]! > level ? 4 : 0) | (ranks[c]! > level ? 8 : 0);
}

/** The rings of a level in the order in which their last cells come. left has a bit for each way through a cell that is not gone yet; in the end none is. */
function ringsOf(values: ArrayLike<number>, n: number, level: number, cells: readonly number[], kinds: Uint8Array, left: Uint8Array): Ring[] {
  const steps = [-n - 2, 1, n + 2, -1];
  const rings: Ring[] = [];
  for (let i = cells.length - 1; i >= 0; i--) {
    const last = cells[i]!;
    while (left[last]! > 0) {
      const ring: Ring = [];
      let c = last;
      let at = 4 * kinds[c]! + (left[c] === 1 ? WAYS[kinds[c]!]![0]![0] : LAST[kinds[c]!]!);
      while (left[c]! & WAY[at]!) {
        left[c]! -= WAY[at]!;
        const out = OUT[at]!;
        ring.push(crossing(values, n, level, c, out));
        c += steps[out]!;
        at = 4 * kinds[c]! + (out ^ 2);
      }
      ring.push([ring[0]![0], ring[0]![1]]);
      rings.push(ring);
    }
  }
  return rings.reverse();
}

/** Where a level lies on a side of the cell whose top left sample is at c; half-way where an end of it is beyond the grid. */
function crossing(values: ArrayLike<number>, n: number, level: number, c: number, side: number): [number, number] {
  const row = n + 2;
  const i = (c % row) - 1 + (side === RIGHT ? 1 : 0);
  const j = ((c / row) | 0) - 1 + (side === BOTTOM ? 1 : 0);
  const [right, down] = side === TOP || side === BOTTOM ? [1, 0] : [0, 1];
  const inside = i >= 0 && j >= 0 && i + right < n && j + down < n;
  const from = inside ? values[j * n + i]! : 0;
  const part = inside ? (level - from) / (values[(j + down) * n + i + right]! - from) : 0.5;
  return [i + right * part, j + down * part];
}

/** Each outline before the holes in it; what encloses nothing is left out where nothing has it inside. */
function nested(rings: readonly Ring[]): Ring[] {
  const outer = rings.filter((ring) => area(ring) > 0);
  const holes = rings.filter((ring) => !(area(ring) > 0));
  const within = holes.map((hole) => outer.findIndex((ring) => encloses(ring, hole[0]!)));
  return outer.flatMap((ring, i) => [ring, ...holes.filter((_, h) => within[h] === i)]);
}

/** Twice the area that a ring goes around, above 0 where that is on its left. */
function area(ring: Ring): number {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) sum += ring[i - 1]![1] * ring[i]![0] - ring[i - 1]![0] * ring[i]![1];
  return sum;
}

function encloses(ring: Ring, [x, y]: readonly [number, number]): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [[x0, y0], [x1, y1]] = [ring[i - 1]!, ring[i]!];
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
  }
  return inside;
}
