// What a network with some weights makes of its data.
import { type Data, judged } from "./data.ts";
import type { Forward } from "./forward.ts";
import { type Fit, fitOf, gridOf, type Regions, regionsOf, samplesFor, SMALL } from "./regions.ts";
import type { Learner } from "./learner.ts";

/** Places of a fitted curve. */
const PLACES = 161;

/** What a run thinks at a step. */
export interface Thought {
  /** What it is of: the run and its step. */
  key: string;
  k: number;
  weights: Float64Array;
  regions: Regions | null;
  fit: Fit | null;
  /** The training points that it tells wrong, and the shares that it tells right; null of a curve. */
  wrong: Uint8Array | null;
  right: [train: number, held: number] | null;
}

/** Thinks; large for the picture beside the landscape, else for a small one in a row. */
export function think(key: string, k: number, weights: Float64Array, { loss }: Pick<Learner, "loss">, data: Data, forward: Forward, large: boolean): Thought {
  const nothing = { key, k, weights, regions: null, fit: null, wrong: null, right: null };
  if (data.curve) return { ...nothing, fit: fitOf(forward, weights, data, PLACES, loss) };
  const n = samplesFor(weights.length, large ? undefined : SMALL);
  const judgedOn = (set: Data["train"]) => judged(set, forward.outputs(weights, set.inputs, new Float64Array(set.count)), loss);
  const [train, held] = [judgedOn(data.train), judgedOn(data.held)];
  return { ...nothing, regions: regionsOf(forward, weights, gridFor(data, n), n, loss), wrong: train.wrong, right: [train.right, held.right] };
}

const grids = new WeakMap<Data, Map<number, Float64Array>>();

function gridFor(data: Data, n: number): Float64Array {
  const known = grids.get(data) ?? new Map<number, Float64Array>();
  grids.set(data, known);
  const points = known.get(n) ?? gridOf(data.box, n);
  known.set(n, points);
  return points;
}
