// Flags in as many rows as there are, where not all have room over their poles: in
// each row they stand in the order of their poles, so that no two lines to poles
// meet, as near to them as can be, and each on its pole's side of the limit's line.
import { GAP, NEAR, type FlagPlace, type Standing } from "./places.ts";

/** The part of a row that flags may take, in px. */
interface Part {
  from: number;
  to: number;
}

/** What makes a place worse, in px that its cloth is farther from its pole: that it is not over it, a row lower, and the hand's flag not in the first row over its pole. */
const ASIDE = 10;
const LOWER = 6;
const HELD = 1e4;

/** Edges that are computed in two ways differ by less than this, in px. */
const EDGE = 1e-6;

/** The places of flags in so many rows of a ruler that ends at end px, none across a line, where each side has room for its own; none where something else is kept. */
export function packed(flags: readonly Standing[], end: number, rows: number, line: number | null, kept: readonly FlagPlace[]): FlagPlace[] {
  const order = [...flags].sort((a, b) => a.x - b.x || a.run - b.run);
  if (line === null) {
    const parts = partsOf(0, end, rows, kept);
    return nearest(order, parts) ?? nearest(order.map(bared), parts) ?? nearest(order, endless(order.length, end))!;
  }
  const [before, behind] = [partsOf(0, line - EDGE, rows, kept), partsOf(line + EDGE, end, rows, kept)];
  const cutAt = (flags: readonly Laid[], cut: number) => {
    const left = nearest(flags.slice(0, cut), before);
    const right = left && nearest(flags.slice(cut), behind);
    return left && right ? [...left, ...right] : null;
  };
  const own = order.filter(({ x }) => x < line).length;
  const usual = cutAt(order, own);
  if (usual) return usual;
  const bare = order.map(bared);
  const cuts = order.map((_, i) => i).concat(order.length).sort((a, b) => Math.abs(a - own) - Math.abs(b - own));
  for (const cut of cuts) { // those that a side has no room for even so stand across, the nearest to the line
    const places = cutAt(bare, cut);
    if (places) return places;
  }
  return packed(flags, end, rows, null, kept);
}

/** A flag, with its sign or without. */
interface Laid extends Standing {
  isBare?: boolean;
}

function bared(flag: Standing): Laid {
  return { ...flag, width: flag.bare ?? flag.width, isBare: true };
}

/** The free part of each of so many rows; what is kept is at one of its ends. */
function partsOf(from: number, to: number, rows: number, kept: readonly FlagPlace[]): Part[] {
  return Array.from({ length: rows }, (_, row) => {
    const part = { from, to };
    for (const other of kept) {
      if (other.row !== row || other.from >= part.to || other.from + other.width <= part.from) continue;
      if (other.from - part.from < part.to - other.from - other.width) part.from = other.from + other.width + GAP;
      else part.to = other.from - GAP;
    }
    return part;
  });
}

/** A row for each flag: on a ruler that is too narrow for them they lie on each other. */
function endless(count: number, end: number): Part[] {
  return Array.from({ length: count }, () => ({ from: Math.min(0, end - NEAR), to: Math.max(end, 1e4) }));
}

/** The nearest places of flags, ordered by their poles, in the free parts of rows; null where these are too narrow. */
function nearest(flags: readonly Laid[], parts: readonly Part[]): FlagPlace[] | null {
  const wanted = flags.reduce((sum, flag) => sum + wide(flag) + GAP, 0);
  if (wanted > parts.reduce((sum, { from, to }) => sum + Math.max(0, to - from + GAP), 0)) return null;
  const kinds = parts.map((part) => parts.findIndex(({ from, to }) => from === part.from && to === part.to));
  const known = new Map<number, RowOf | null>();
  const rowOf = (row: number, chosen: number) => {
    const key = (kinds[row]! << flags.length) | chosen;
    if (!known.has(key)) known.set(key, inRow(flags.filter((_, i) => (chosen >> i) & 1), parts[row]!));
    return known.get(key)!;
  };
  const costIn = (row: number, { cost, flags }: RowOf) => {
    for (const { held } of row > 0 ? flags : []) cost += row * (held ? HELD : LOWER);
    return cost;
  };
  let [least, best]: [number, RowOf[] | null] = [Infinity, null];
  const rows: RowOf[] = [];
  const fill = (row: number, before: number, left: number): void => {
    for (let chosen = left; ; chosen = (chosen - 1) & left) {
      if (chosen === left || row + 1 < parts.length) {
        const here = rowOf(row, chosen);
        const cost = here ? before + costIn(row, here) : Infinity;
        if (cost < least) {
          rows[row] = here!;
          if (chosen === left) [least, best] = [cost, rows.slice(0, row + 1)];
          else fill(row + 1, cost, left & ~chosen);
        }
      }
      if (chosen === 0) return;
    }
  };
  fill(0, 0, (1 << flags.length) - 1);
  return best && (best as RowOf[]).flatMap(({ flags, edges, lefts }, row) => flags.map((flag, i) => placeAt(flag, row, edges[i]!, i < lefts)));
}

/** The flags of a row, the left edges of what they take, how many of them fly to the left of their poles, and what that costs. */
interface RowOf {
  flags: readonly Laid[];
  edges: number[];
  lefts: number;
  cost: number;
}

/** The best places of a row's flags: the first of them to the left of their poles, the others to the right; null where there is no room for all. */
function inRow(flags: readonly Laid[], part: Part): RowOf | null {
  const widths = flags.map(wide);
  const wanted = flags.map(({ x }) => x);
  let best: RowOf | null = null;
  for (let lefts = 0; lefts <= flags.length; lefts++) {
    if (lefts > 0) wanted[lefts - 1]! -= widths[lefts - 1]!;
    const edges = inOrder(wanted, widths, part);
    if (!edges) return null;
    let cost = 0;
    for (let i = 0; i < flags.length; i++) cost += costOf(flags[i]!, edges[i]!, widths[i]!, i < lefts);
    if (!best || cost < best.cost) best = { flags, edges, lefts, cost };
    if (best.cost === 0) break;
  }
  return best;
}

/** How wide what a finger takes of a flag is. */
function wide({ width }: Standing): number {
  return Math.max(NEAR, width);
}

function isOver(x: number, edge: number, wide: number, flies: boolean): boolean {
  return Math.abs(flies ? edge + wide - x : edge - x) <= 2 * EDGE;
}

function costOf({ x, held }: Standing, edge: number, wide: number, flies: boolean): number {
  if (isOver(x, edge, wide, flies)) return 0;
  return ASIDE + Math.max(edge - x, x - edge - wide, 0) + (held ? HELD : 0);
}

function placeAt(flag: Laid, row: number, edge: number, flies: boolean): FlagPlace {
  const { run, x, width } = flag;
  const aside = !isOver(x, edge, wide(flag), flies);
  const left = aside ? edge + wide(flag) / 2 < x : flies;
  return { run, x, row, from: left ? edge + wide(flag) - width : edge, width, left, aside, ...(flag.isBare && { bare: true }) };
}

/** The left edges of cloths that stand in their order, with the least ways from where each is wanted (medians of neighbours that are wanted at one place: Robertson and Waltman 1968); null where a part is too narrow. */
function inOrder(wanted: readonly number[], widths: readonly number[], { from, to }: Part): number[] | null {
  const before: number[] = [];
  let taken = 0;
  for (const width of widths) {
    before.push(taken);
    taken += width + GAP;
  }
  const most = to - taken + GAP;
  if (most < from && wanted.length > 0) return null;
  const edges: number[] = []; // each block of neighbours sorted
  const blocks: number[] = []; // where they begin
  for (let i = 0; i < wanted.length; i++) {
    edges.push(Math.min(most, Math.max(from, wanted[i]! - before[i]!)));
    blocks.push(i);
    while (blocks.length > 1) {
      const [start, last] = [blocks[blocks.length - 2]!, blocks[blocks.length - 1]!];
      if (edges[(start + last - 1) >> 1]! <= edges[(last + i) >> 1]!) break; // the blocks' medians, the lower of two
      blocks.pop();
      sortFrom(edges, last, start);
    }
  }
  blocks.push(wanted.length);
  const placed: number[] = [];
  for (let block = 0; block + 1 < blocks.length; block++) {
    const median = edges[(blocks[block]! + blocks[block + 1]! - 1) >> 1]!;
    for (let i = blocks[block]!; i < blocks[block + 1]!; i++) placed.push(median + before[i]!);
  }
  return placed;
}

/** Sorts numbers from start on, of which those before middle are sorted. */
function sortFrom(numbers: number[], middle: number, start: number): void {
  for (let i = middle; i < numbers.length; i++) {
    const number = numbers[i]!;
    let at = i;
    for (; at > start && numbers[at - 1]! > number; at--) numbers[at] = numbers[at - 1]!;
    numbers[at] = number;
  }
}
