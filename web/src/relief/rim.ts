// The rim of the ground where the loss ends: samples end in steps of a cell there, at
// heights that jump from one to the next, and the mesh would have teeth.

/** So often is each place of the rim drawn to the middle of those beside it. */
const ROUNDS = 16;

/**
 * Smooths the rims of n × n samples inside the box: place has three numbers a sample and
 * level one, both are changed; y is NaN where there is no surface.
 */
export function smoothRims(place: Float32Array, level: Float32Array, y: ArrayLike<number>, n: number): void {
  const chains = [...neighbours(y, n)].filter(([, beside]) => beside.length > 1);
  const next = new Float32Array(4 * chains.length);
  for (let round = 0; round < ROUNDS; round++) {
    chains.forEach(([v, beside], c) => {
      for (let i = 0; i < 4; i++) {
        const at = (s: number) => (i < 3 ? place[3 * s + i]! : level[s]!);
        next[4 * c + i] = (at(v) + beside.reduce((sum, s) => sum + at(s), 0) / beside.length) / 2;
      }
    });
    chains.forEach(([v], c) => {
      place.set(next.subarray(4 * c, 4 * c + 3), 3 * v);
      level[v] = next[4 * c + 3]!;
    });
  }
}

/** The samples of the rims, each with those of the rim among the eight around it; the box's own edge keeps its place. */
function neighbours(y: ArrayLike<number>, n: number): Map<number, number[]> {
  const rim = new Map<number, number[]>();
  for (let j = 1; j < n - 1; j++) {
    for (let i = 1; i < n - 1; i++) {
      const v = j * n + i;
      if (y[v] === y[v] && [v - 1, v + 1, v - n, v + n].some((s) => Number.isNaN(y[s]))) rim.set(v, []);
    }
  }
  for (const [v, beside] of rim) beside.push(...[-n - 1, -n, -n + 1, -1, 1, n - 1, n, n + 1].map((d) => v + d).filter((s) => rim.has(s)));
  return rim;
}
