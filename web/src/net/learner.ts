// A network as what is shown of it needs it: one whose landscape is a slice, or one of so
// few weights that they are the landscape.
import type { Surface } from "../wire/wire.ts";

/** A network. */
export interface Learner {
  units: readonly number[];
  act: string;
  loss: string;
  /** How many weights a run has. */
  weights: number;
  /** Points that it learns from. */
  size: number;
  /** Where a run has fewer weights than stand in the network: which of its own each is, −1 for 0. */
  ties?: readonly number[];
}

/** The network of a surface; null where it has none. */
export function learnerOf({ network, whole, dimension }: Pick<Surface, "network" | "whole" | "dimension">): Learner | null {
  if (network) return network;
  return whole ? { ...whole, weights: dimension } : null;
}

/** All weights that stand in a network, where a run's own are these. */
export function allWeights({ ties }: Pick<Learner, "ties">, own: ArrayLike<number>): Float64Array {
  return ties ? Float64Array.from(ties, (tie) => (tie < 0 ? 0 : own[tie]!)) : Float64Array.from(own);
}

/** Losses that are taken of σ(z), the output as a share. */
export const squashed = (loss: string): boolean => loss === "bce" || loss === "sigmoid-mse";
