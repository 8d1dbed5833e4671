// What a network learns from, and how right it is about it.
import type { Box } from "../plane/view.ts";
import type { DataSet, NetworkAnswer } from "../wire/wire.ts";
import { squashed } from "./learner.ts";

/** Points in columns, with what they should give. */
export interface Points {
  count: number;
  /** Inputs of all points, one after the other. */
  inputs: Float64Array;
  targets: Float64Array;
}

/** The data of a network, with the box that is drawn. */
export interface Data {
  /** Numbers that go in. */
  width: number;
  /** They are to be fitted by a curve; else they are two classes. */
  curve: boolean;
  train: Points;
  held: Points;
  box: Box;
}

/** How far the picture goes beyond the points, as a share of their span. */
const MARGIN = 0.12;

/** The data of the server's answer. */
export function dataOf({ units, train, held, loss }: Pick<NetworkAnswer, "units" | "train" | "held" | "loss">): Data {
  const width = units[0] ?? 1;
  const box = boxOf([train, held], width === 1 && squashed(loss) ? [0, 1] : []);
  return { width, curve: width === 1, train: pointsOf(train), held: pointsOf(held), box };
}

function pointsOf({ x, y }: DataSet): Points {
  return { count: y.length, inputs: Float64Array.from(x.flat()), targets: Float64Array.from(y) };
}

/** The box of some points, and of some heights that it is to hold beside theirs. */
function boxOf(sets: DataSet[], heights: readonly number[]): Box {
  const xs = sets.flatMap(({ x }) => x.map(([first]) => first ?? 0));
  const ys = sets.flatMap(({ x, y }) => x.map((point, i) => point[1] ?? y[i] ?? 0)).concat(heights);
  const span = (values: number[]): [number, number] => {
    let [low, high] = [Math.min(...values), Math.max(...values)];
    if (low === high) [low, high] = [low - 1, high + 1]; // a single point, in the middle
    const room = MARGIN * (high - low);
    return [low - room, high + room];
  };
  const [[xmin, xmax], [ymin, ymax]] = [span(xs), span(ys)];
  return { xmin, xmax, ymin, ymax };
}

/** Whether an output tells class 1: a logit above 0, a fitted value above ½. */
export function tellsOne(output: number, loss: string): boolean {
  return squashed(loss) ? output > 0 : output > 0.5;
}

/** How sure an output is of class 1, 0 to 1. */
export function sureness(output: number, loss: string): number {
  return squashed(loss) ? 1 / (1 + Math.exp(-output)) : Math.min(1, Math.max(0, output));
}

/** The points that are told wrong, and the share of those told right. */
export function judged({ targets }: Points, outputs: Float64Array, loss: string): { wrong: Uint8Array; right: number } {
  const wrong = Uint8Array.from(outputs, (output, i) => (tellsOne(output, loss) === targets[i]! > 0.5 ? 0 : 1));
  return { wrong, right: 1 - wrong.reduce((sum, each) => sum + each, 0) / Math.max(1, wrong.length) };
}
