// A loss of one weight as it was measured: losses at places along the axis. What
// is asked for in pieces is spliced into one.

/** Losses at places that rise; NaN where the loss is undefined, infinite beside a pole to which it rises. */
export interface Row {
  xs: Float64Array;
  losses: Float64Array;
}

/** A row's first and last place. */
export function endsOf({ xs }: Row): [from: number, to: number] {
  return [xs[0]!, xs[xs.length - 1]!];
}

/** Rows without overlap, in order, with another that replaces what they say of its part. */
export function splice(rows: readonly Row[], row: Row): Row[] {
  const [from, to] = endsOf(row);
  const apart = rows.filter((other) => endsOf(other)[1] < from || endsOf(other)[0] > to);
  const touched = rows.filter((other) => !apart.includes(other));
  const joined = touched.reduce((whole, other) => {
    const [first, last] = endsOf(whole);
    return join([part(other, (x) => x < first), whole, part(other, (x) => x > last)]);
  }, row);
  return [...apart, joined].sort((a, b) => a.xs[0]! - b.xs[0]!);
}

function part({ xs, losses }: Row, keeps: (x: number) => boolean): Row {
  const kept = [...xs.keys()].filter((i) => keeps(xs[i]!));
  return { xs: Float64Array.from(kept, (i) => xs[i]!), losses: Float64Array.from(kept, (i) => losses[i]!) };
}

function join(rows: Row[]): Row {
  return { xs: Float64Array.from(rows.flatMap(({ xs }) => [...xs])), losses: Float64Array.from(rows.flatMap(({ losses }) => [...losses])) };
}

/** The last sample at or before a place; -1 before the first. */
export function sampleBefore(xs: Float64Array, x: number): number {
  let [low, high] = [-1, xs.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (xs[middle]! <= x) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The loss at a place, between samples on the line from one to the next; NaN where nothing is known of it. */
export function lossAt(rows: readonly Row[], x: number): number {
  for (const { xs, losses } of rows) {
    if (x < xs[0]! || x > xs[xs.length - 1]!) continue;
    const i = sampleBefore(xs, x);
    if (xs[i] === x) return losses[i]!;
    const share = (x - xs[i]!) / (xs[i + 1]! - xs[i]!);
    return losses[i]! + share * (losses[i + 1]! - losses[i]!);
  }
  return NaN;
}
