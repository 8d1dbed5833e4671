import { test } from "node:test";
import assert from "node:assert/strict";
import type { NetStepAnswer } from "../wire/wire.ts";
import { decadesOf } from "./bars.ts";
import { backwardLines, forwardLines, layerAt, type Line, lossLines, sharedLines, slope, stagesOf, sub, traceOf } from "./chain.ts";
import { knownAt } from "./diagram.ts";

/** A network of two inputs, two neurons and one output, and a pass that was worked out by hand. */
const weights = [1, -2, 0.5, 0, 0.1, -0.2, 2, -1, 0.3];
const z1 = [1 * 0.5 + -2 * 0.25 + 0.1, 0.5 * 0.5 - 0.2];
const a1 = z1.map(Math.tanh);
const z2 = 2 * a1[0]! - a1[1]! + 0.3;
const delta2 = 1 / (1 + Math.exp(-z2)) - 1;
const delta1 = [2 * delta2 * (1 - a1[0]! ** 2), -delta2 * (1 - a1[1]! ** 2)];
const trace = traceOf({ units: [2, 2, 1], act: "tanh", loss: "bce", size: 1 }, {
  w: weights,
  point: {
    point: 0, x: [0.5, 0.25], y: 1, loss: Math.log1p(Math.exp(-z2)),
    layers: [{ z: z1, a: a1, delta: delta1 }, { z: [z2], a: [z2], delta: [delta2] }],
    grad: [delta1[0]! * 0.5, delta1[0]! * 0.25, delta1[1]! * 0.5, delta1[1]! * 0.25, ...delta1, delta2 * a1[0]!, delta2 * a1[1]!, delta2],
  },
} as unknown as NetStepAnswer)!;

/** What a line says, computed from its own text: · is a product, the rest as it stands. */
function worth({ how }: Line): number {
  const text = how.split("=").at(-1)!.replace(/·/g, "*").replace(/−/g, "-");
  assert.doesNotMatch(how, /· ?−/, "a negative factor stands in brackets");
  return Function(`return ${text}`)() as number;
}

const close = (a: number, b: number, what: string) => assert.ok(Math.abs(a - b) < 0.02, `${what}: ${a}, not ${b}`);

test("a neuron's sum is what its line says", () => {
  for (const [layer, neuron] of [[1, 0], [1, 1], [2, 0]] as const) {
    const [line] = forwardLines(trace, layer, neuron);
    close(worth(line!), line!.result, `z of ${layer},${neuron}`);
  }
});

test("each gradient is the product that its line says, and the server's number", () => {
  for (const [layer, neuron] of [[1, 0], [1, 1], [2, 0]] as const) {
    const lines = backwardLines(trace, layer, neuron);
    assert.equal(lines.length, 4);
    for (const line of lines.slice(1, 3)) close(worth(line), line.result, line.name);
  }
  const [delta] = backwardLines(trace, 1, 0);
  close(worth(delta!), delta!.result, "δ");
});

test("the loss is that of the point", () => {
  close(-Math.log(lossLines(trace)[0]!.result), lossLines(trace)[1]!.result, "L");
});

test("a point goes forward layer by layer, then back to the first", () => {
  const stages = stagesOf([2, 2, 1]).map((stage) => (stage.way === "loss" ? "loss" : `${stage.way} ${stage.layer}`));
  assert.deepEqual(stages, ["forward 0", "forward 1", "forward 2", "loss", "backward 2", "backward 1"]);
  assert.deepEqual(knownAt({ way: "forward", layer: 1 }, 2, 2), { value: false, delta: false });
  assert.deepEqual(knownAt({ way: "backward", layer: 2 }, 1, 2), { value: true, delta: false });
  assert.deepEqual(layerAt([2, 2, 1], 2), { from: 6, width: 2, biases: 8 });
});

test("slopes follow from values", () => {
  assert.equal(slope("tanh", 0.5), 0.75);
  assert.equal(slope("sigmoid", 0.5), 0.25);
  assert.equal(slope("relu", 0), 0);
  assert.equal(sub("w", 9), "w₁₀");
});

test("bars share one scale, of at most eight powers of ten", () => {
  assert.deepEqual(decadesOf([[0.5, 0.002]]), [-3, 0]);
  assert.deepEqual(decadesOf([[1, 1e-30]]), [-8, 0]);
  assert.deepEqual(decadesOf([[0, null]]), [-1, 0]);
});

/** Two layers that share weight w₁ = 2, and a third with w₂ = 3, without biases: 3·2·2·1 = 12, which is to be 1. */
const shared = traceOf({ units: [1, 1, 1, 1], act: "linear", loss: "half-mse", size: 1, ties: [0, -1, 0, -1, 1, -1] }, {
  w: [2, 3],
  grad: [132, 44],
  point: {
    point: 0, x: [1], y: 1, loss: 60.5,
    layers: [{ z: [2], a: [2], delta: [66] }, { z: [4], a: [4], delta: [33] }, { z: [12], a: [12], delta: [11] }],
    grad: [66, 66, 66, 33, 44, 11],
  },
} as unknown as NetStepAnswer)!;

test("weights that a landscape calls its own are called as there, and what is 0 for ever is not told", () => {
  assert.deepEqual(Array.from(shared.weights), [2, 0, 2, 0, 3, 0]);
  assert.deepEqual(backwardLines(shared, 3, 0).map(({ name }) => name), ["δ", "∂L/∂w₂"]);
  assert.deepEqual(forwardLines(shared, 1, 0).map(({ name, how }) => `${name} = ${how}`), ["z = w₁·x = 2·1", "a = linear(z)"]);
  assert.equal(lossLines(shared)[0]!.how, "(z − y)²/2 = (12 − 1)²/2");
});

test("the gradient of a shared weight is the sum over the layers that share it: the landscape's own", () => {
  assert.deepEqual(sharedLines(shared), [{ name: "∂L/∂w₁", how: "66 + 66", result: 132 }]);
  assert.equal(sharedLines(shared)[0]!.result, shared.whole!.gradient[0]);
  assert.deepEqual(sharedLines(trace), []);
});

test("a saturating output's delta is the product that its line says", () => {
  const z = 2;
  const share = 1 / (1 + Math.exp(-z));
  const delta = 2 * (share - 0.25) * share * (1 - share);
  const unit = traceOf({ units: [1, 1], act: "sigmoid", loss: "sigmoid-mse", size: 4, ties: [0, 1] }, {
    w: [4, 0], grad: [0, 0],
    point: { point: 0, x: [0.5], y: 0.25, loss: (share - 0.25) ** 2, layers: [{ z: [z], a: [z], delta: [delta] }], grad: [delta / 2, delta] },
  } as unknown as NetStepAnswer)!;
  const lines = backwardLines(unit, 1, 0);
  assert.deepEqual(lines.map(({ name }) => name), ["δ", "∂L/∂w₁", "∂L/∂w₂"]);
  assert.ok(lines[0]!.how.startsWith("2(ŷ − y)·ŷ(1 − ŷ) = 2("));
  assert.equal(lossLines(unit)[0]!.result, share);
});
