// Where an iterate stands on the curve, in px.

import type { Trajectory } from "../plane/trajectories.ts";
import type { View } from "../plane/view.ts";

/** Halvings that find an edge to a small part of a px. */
const HALVINGS = 16;

type Places = Pick<Trajectory, "x" | "y" | "loss">;

/** Whether an iterate has a loss: the last of a run that left where the loss is defined has none, and so no slope. */
export function hasLoss({ loss }: Pick<Trajectory, "loss">, k: number): boolean {
  return Number.isFinite(loss[k]);
}

/**
 * Where an iterate stands: as high as its loss. One in the picture without a loss stands
 * at the edge of where there is one, as high as the one before, and not among what is
 * hatched, where any height would be read as its loss. curve tells how high the curve
 * stands at an x, in px, NaN where it is not known.
 */
export function placeOf(run: Places, k: number, view: View, curve: (x: number) => number): [x: number, y: number] {
  const place: [number, number] = [view.x(run.x[k]!), view.y(run.y[k]!)];
  if (k === 0 || hasLoss(run, k) || !view.shows(...place)) return place;
  let [inside, beyond] = [view.x(run.x[k - 1]!), place[0]];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (inside + beyond) / 2;
    if (Number.isFinite(curve(middle))) inside = middle;
    else beyond = middle;
  }
  return [inside, place[1]];
}
