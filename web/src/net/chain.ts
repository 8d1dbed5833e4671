// One point's way through a network as arithmetic: forward, what a neuron makes of what
// comes in, and backward, each delta and each weight's gradient as products of the
// chain rule. The numbers are the server's; here they are only set beside each other.
import { shown } from "../words/numbers.ts";
import type { NetStepAnswer, PointPass } from "../wire/wire.ts";

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
  weights: readonly number[];
  pass: PointPass;
}

/** The trace in an answer; null where it has none. */
export function traceOf(info: Pick<Trace, "units" | "act" | "loss">, answer: NetStepAnswer): Trace | null {
  return answer.point ? { ...info, weights: answer.w, pass: answer.point } : null;
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
  const terms = below.map((value, i) => `${number(weights[row + i]!)}·${number(value)}`);
  const { z, a } = pass.layers[layer - 1]!;
  const lines: Line[] = [{ name: "z", how: `Σ w·${name} + b = ${sum([...terms.slice(0, TERMS), ...(terms.length > TERMS ? ["…"] : []), number(weights[at.biases + neuron]!)])}`, result: z[neuron]! }];
  if (layer < units.length - 1) lines.push({ name: "a", how: `${act}(z)`, result: a[neuron]! });
  return lines;
}

/** The loss of the point. */
export function lossLines({ loss, pass }: Trace): Line[] {
  const z = pass.layers.at(-1)!.z[0]!;
  if (loss === "bce") return [{ name: "ŷ", how: `σ(z) = σ(${number(z)})`, result: 1 / (1 + Math.exp(-z)) }, { name: "L", how: `−ln ${pass.y > 0.5 ? "ŷ" : "(1 − ŷ)"}, y = ${number(pass.y)}`, result: pass.loss }];
  return [{ name: "L", how: `(z − y)² = (${number(z)} − ${number(pass.y)})²`, result: pass.loss }];
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
    lines.push({ name: `∂L/∂${sub("w", i)}`, how: `δ·${sub(name, i)} = ${number(delta)}·${number(value)}`, result: pass.grad[at.from + neuron * at.width + i]! });
  });
  lines.push({ name: "∂L/∂b", how: "δ", result: pass.grad[at.biases + neuron]! });
  return lines;
}

function deltaLine({ units, act, loss, weights, pass }: Trace, layer: number, neuron: number): Line {
  const { z, a, delta } = pass.layers[layer - 1]!;
  const result = delta[neuron]!;
  if (layer === units.length - 1) {
    const how = loss === "bce" ? `ŷ − y = σ(${number(z[0]!)}) − ${number(pass.y)}` : `2(z − y) = 2(${number(z[0]!)} − ${number(pass.y)})`;
    return { name: "δ", how, result };
  }
  const above = layerAt(units, layer + 1);
  const deltas = pass.layers[layer]!.delta;
  const terms = deltas.map((each, o) => `${number(weights[above.from + o * above.width + neuron]!)}·${number(each)}`);
  const inner = sum([...terms.slice(0, TERMS), ...(terms.length > TERMS ? ["…"] : [])]);
  return { name: "δ", how: `${act}′(z)·Σ w·δ = ${number(slope(act, a[neuron]!))}·(${inner})`, result };
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

/** A number in a product. */
function number(value: number): string {
  return shown(value, 3);
}

const SUBS = "₀₁₂₃₄₅₆₇₈₉";

/** A letter with a number below it, counted from 1. */
export function sub(letter: string, i: number): string {
  return letter + [...String(i + 1)].map((digit) => SUBS[Number(digit)]).join("");
}
