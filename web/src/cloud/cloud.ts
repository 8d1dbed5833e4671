// The members of an ensemble as numbers: where each of them is at a step.
import type { EndsMessage, MemberPath } from "../wire/wire.ts";

/** The members of one run: their points, one each so many steps, and where they end once that is told. */
export interface Cloud {
  every: number;
  members: MemberPath[];
  ends: EndsMessage | null;
  /** Its members start where they were given; of others the first is the run itself. */
  given?: boolean;
}

/** The step of a member's i-th point: each so many, and its last. */
export function stepOf({ last }: MemberPath, every: number, i: number): number {
  return Math.min(i * every, last);
}

/** The point up to which a member has come at a step. */
export function pointAt(path: MemberPath, every: number, k: number): number {
  return k >= path.last ? path.x.length - 1 : Math.floor(Math.max(0, k) / every);
}

/** Where a member is at a step, on its way from one point to the next. */
export function placeAt(path: MemberPath, every: number, k: number): [number, number] {
  const i = pointAt(path, every, k);
  const [x, y] = [path.x[i] ?? NaN, path.y[i] ?? NaN];
  const [from, to] = [stepOf(path, every, i), stepOf(path, every, i + 1)];
  const part = to > from ? (k - from) / (to - from) : 0;
  if (!(part > 0) || i + 1 >= path.x.length) return [x, y];
  return [x + part * ((path.x[i + 1] ?? NaN) - x), y + part * ((path.y[i + 1] ?? NaN) - y)];
}

/** The last step of the member that goes on for longest. */
export function longest(clouds: readonly (Cloud | null)[]): number {
  return Math.max(0, ...clouds.flatMap((cloud) => cloud?.members.map(({ last }) => last) ?? []));
}
