// One point's way through a network as arithmetic: forward, what a neuron makes of what
// comes in, and backward, each delta and each weight's gradient as products of the
// chain rule. The numbers are the server's; here they are only set beside each other.
import { shown } from "../words/numbers.ts";
import type { NetStepAnswer, PointPass, StepAnswer } from "../wire/wire.ts";
import { allWeights, type Learner, squashed } from "./learner.ts";

/** The places at which a point can stand on its way: the inputs, each layer forward, the loss, each layer backward. */
export type Stage = { way: "forward" | "backward"; layer: number } | { way: "loss" };

/** All stages, in order; layer 0 is the inputs, forward alone. */
export function stagesOf(units: readonly number[]): Stage[] {
  const layers = units.slice(1).map((_, i) => i + 1);
  const forward: Stage[] = [0, ...layers].map((layer) => ({ way: "forward", layer }));
  const backward: Stage[] = [...layers].reverse().map((layer) => ({ way: "backward", layer }));
  return [...forward, { way: "loss" }, ...backward];
}

/** A layer's place among all weights: from, then rows of width inputs, then the biases. */
export interface LayerAt {
  from: number;
  width: number;
  biases: number;
}

/** Where the weights into a layer, from 1 on, stand. */
export function layerAt(units: readonly number[], layer: number): LayerAt {
  let from = 0;
  for (let l = 1; l < layer; l++) from += units[l]! * (units[l - 1]! + 1);
  const width = units[layer - 1]!;
  return { from, width, biases: from + width * units[layer]! };
}

/** A point's way through a network, forward and back: the network, its weights and the numbers at each layer. */
export interface Trace {
  units: readonly number[];
  act: string;
  loss: string;
  weights: ArrayLike<number>;
  pass: PointPass;
  /** Of a network whose weights are a landscape's: which is which, and the landscape's gradient, the mean over all points. */
  whole?: { ties: readonly number[]; gradient: readonly number[]; size: number };
}

/** The trace in an answer; null where it has none. */
export function traceOf(info: Pick<Learner, "units" | "act" | "loss" | "size" | "ties">, { w, grad, point }: NetStepAnswer | StepAnswer): Trace | null {
  if (!point) return null;
  const { units, act, loss, ties, size } = info;
  const trace = { units, act, loss, weights: allWeights(info, w.map(Number)), pass: point };
  return ties ? { ...trace, whole: { ties, gradient: grad.map(Number), size } } : trace;
}

/** What a weight is called: by its place in the neuron, or as the landscape calls it; empty where it is 0 for ever. */
export function nameOf({ whole }: Trace, index: number, usual: string): string {
  if (!whole) return usual;
  const own = whole.ties[index]!;
  return own < 0 ? "" : sub("w", own);
}

/** The values of a layer; of layer 0 the inputs. */
export function valuesOf({ pass }: Trace, layer: number): readonly number[] {
  return layer === 0 ? pass.x : pass.layers[layer - 1]!.a;
}

/** So many terms of a sum are written out; the others are dots. */
const TERMS = 4;

/** A line: what is computed, how, and what comes out. */
export interface Line {
  name: string;
  how: string;
  result: number;
}

/** A neuron's lines on the way forward: its sum, and what its activation makes of it. */
export function forwardLines(trace: Trace, layer: number, neuron: number): Line[] {
  const { units, act, weights, pass } = trace;
  if (layer === 0) return [{ name: sub("x", neuron), how: "", result: pass.x[neuron]! }];
  const at = layerAt(units, layer);
  const below = valuesOf(trace, layer - 1);
  const name = layer === 1 ? "x" : "a";
  const row = at.from + neuron * at.width;
  const terms = below.map((value, i) => `${number(weights[row + i]!)}·${factor(value)}`);
  const { z, a } = pass.layers[layer - 1]!;
  const bias = nameOf(trace, at.biases + neuron, "b");
  const all = [...terms.slice(0, TERMS), ...(terms.length > TERMS ? ["…"] : []), ...(bias ? [number(weights[at.biases + neuron]!)] : [])];
  const law = trace.whole ? `${nameOf(trace, row, "w")}·${name}` : `Σ w·${name}`;
  const lines: Line[] = [{ name: "z", how: `${law}${bias && ` + ${bias}`} = ${sum(all)}`, result: z[neuron]! }];
  if (layer < units.length - 1) lines.push({ name: "a", how: `${act}(z)`, result: a[neuron]! });
  return lines;
}

/** The loss of the point. */
export function lossLines({ loss, pass }: Trace): Line[] {
  const z = pass.layers.at(-1)!.z[0]!;
  const share = 1 / (1 + Math.exp(-z));
  const half = loss === "half-mse" ? "/2" : "";
  if (!squashed(loss)) return [{ name: "L", how: `(z − y)²${half} = (${number(z)} − ${number(pass.y)})²${half}`, result: pass.loss }];
  const output = { name: "ŷ", how: `σ(z) = σ(${number(z)})`, result: share };
  if (loss === "bce") return [output, { name: "L", how: crossEntropy(pass.y), result: pass.loss }];
  return [output, { name: "L", how: `(ŷ − y)² = (${number(share)} − ${number(pass.y)})²`, result: pass.loss }];
}

/** The cross-entropy of ŷ, of a target that is a class or a share of both. */
function crossEntropy(y: number): string {
  if (y > 0 && y < 1) return `−y·ln ŷ − (1 − y)·ln(1 − ŷ), y = ${number(y)}`;
  return `−ln ${y > 0.5 ? "ŷ" : "(1 − ŷ)"}, y = ${number(y)}`;
}

/** A neuron's lines on the way back: its delta, then the gradient of each weight into it. */
export function backwardLines(trace: Trace, layer: number, neuron: number): Line[] {
  const { units, pass } = trace;
  const at = layerAt(units, layer);
  const delta = pass.layers[layer - 1]!.delta[neuron]!;
  const below = valuesOf(trace, layer - 1);
  const name = layer === 1 ? "x" : "a";
  const lines: Line[] = [deltaLine(trace, layer, neuron)];
  below.slice(0, TERMS).forEach((value, i) => {
    const index = at.from + neuron * at.width + i;
    lines.push({ name: `∂L/∂${nameOf(trace, index, sub("w", i))}`, how: `δ·${sub(name, i)} = ${number(delta)}·${factor(value)}`, result: pass.grad[index]! });
  });
  const bias = nameOf(trace, at.biases + neuron, "b");
  if (bias) lines.push({ name: `∂L/∂${bias}`, how: "δ", result: pass.grad[at.biases + neuron]! });
  return lines;
}

/** The gradient of each weight that several layers share: the sum of theirs. */
export function sharedLines({ pass, whole }: Trace): Line[] {
  const parts = new Map<number, number[]>();
  whole?.ties.forEach((own, index) => own >= 0 && parts.set(own, [...(parts.get(own) ?? []), pass.grad[index]!]));
  return [...parts].filter(([, all]) => all.length > 1).map(([own, all]) => ({
    name: `∂L/∂${sub("w", own)}`, how: sum(all.map(number)), result: all.reduce((total, part) => total + part, 0),
  }));
}

function deltaLine({ units, act, loss, weights, pass }: Trace, layer: number, neuron: number): Line {
  const { z, a, delta } = pass.layers[layer - 1]!;
  const result = delta[neuron]!;
  if (layer === units.length - 1) {
    return { name: "δ", how: lastDelta(loss, z[0]!, pass.y), result };
  }
  const above = layerAt(units, layer + 1);
  const deltas = pass.layers[layer]!.delta;
  const terms = deltas.map((each, o) => `${number(weights[above.from + o * above.width + neuron]!)}·${factor(each)}`);
  const inner = sum([...terms.slice(0, TERMS), ...(terms.length > TERMS ? ["…"] : [])]);
  return { name: "δ", how: `${act}′(z)·Σ w·δ = ${number(slope(act, a[neuron]!))}·(${inner})`, result };
}

/** The loss's slope by the last sum. */
function lastDelta(loss: string, z: number, y: number): string {
  const share = number(1 / (1 + Math.exp(-z)));
  if (loss === "bce") return `ŷ − y = σ(${number(z)}) − ${number(y)}`;
  if (loss === "sigmoid-mse") return `2(ŷ − y)·ŷ(1 − ŷ) = 2(${share} − ${number(y)})·${share}·(1 − ${share})`;
  return loss === "half-mse" ? `z − y = ${number(z)} − ${number(y)}` : `2(z − y) = 2(${number(z)} − ${number(y)})`;
}

/** An activation's slope where its value is a. */
export function slope(act: string, a: number): number {
  if (act === "tanh") return (1 - a) * (1 + a);
  if (act === "sigmoid") return a * (1 - a);
  return act === "relu" && !(a > 0) ? 0 : 1;
}

/** Terms with their signs between them. */
function sum(terms: string[]): string {
  return terms.map((term, i) => (i === 0 ? term : term.startsWith("−") ? ` − ${term.slice(1)}` : ` + ${term}`)).join("");
}

/** A number that follows the sign of a product: a negative one stands in brackets. */
function factor(value: number): string {
  const text = number(value);
  return text.startsWith("−") ? `(${text})` : text;
}

/** A number in a product. */
function number(value: number): string {
  return shown(value, 3);
}

const SUBS = "₀₁₂₃₄₅₆₇₈₉";

/** A letter with a number below it, counted from 1. */
export function sub(letter: string, i: number): string {
  return letter + [...String(i + 1)].map((digit) => SUBS[Number(digit)]).join("");
}
