// What the chart of the cut says in sentences: where the step lands, and what its
// parabola tells.

import { lossAt } from "./curve.ts";
import { optimizerName } from "../words/names.ts";
import { shown, shownRate } from "../words/numbers.ts";
import type { CutAnswer, CutFactors, RunInfo } from "../wire/wire.ts";
import { t } from "../words/words.ts";

/** The landing of a flag that is dragged: its rate, and the multiple of the update. */
export interface Ghost {
  lr: number;
  at: number;
}

const LEAST_DIGITS = 3;
const MOST_DIGITS = 12;

/** Two losses with as many digits as tell them apart; the same text where none do. */
export function twoLosses(a: number, b: number): [string, string] {
  for (let digits = LEAST_DIGITS; digits < MOST_DIGITS; digits++) {
    const pair: [string, string] = [shown(a, digits), shown(b, digits)];
    if (pair[0] !== pair[1]) return pair;
  }
  return [shown(a), shown(a)];
}

/** Where the step lands, or would with the ghost's rate. */
export function landingSaid(cut: CutAnswer, ghost: Ghost | null): string {
  const end = ghost ? lossAt(cut, ghost.at) : cut.landing;
  const values = { rate: ghost ? shownRate(ghost.lr) : "" };
  const key = (what: string) => `cut.${ghost ? "ghost" : "lands"}.${what}`;
  if (end === null) return ghost && ghost.at > cut.to ? "" : t(key("undefined"), values);
  const [from, to] = twoLosses(cut.loss, end);
  if (from === to) return t(key("level"), { ...values, from });
  return t(key(end < cut.loss ? "lower" : "higher"), { ...values, from, to });
}

/** The chart for those who can't see it: its numbers, by the weights' own unit. */
export function chartSaid({ loss, landing, slope, length, lambda }: CutAnswer): string {
  const along = slope === null || !length ? null : slope / length;
  return t("cut.alt", { from: shown(loss), to: shown(landing), length: shown(length), slope: shown(along), lambda: shown(lambda) });
}

/** What the parabola at the start tells. */
export function parabolaSaid({ plain, lambda, slope, vertex }: CutAnswer): string {
  if (lambda === null || slope === null) return t("cut.kinked");
  if (lambda === 0) return t("cut.straight");
  if (lambda < 0) return t("cut.down", { lambda: shown(lambda) });
  if (vertex === null || slope >= 0) return t("cut.behind", { lambda: shown(lambda) });
  if (plain) return t("cut.plain", { lambda: shown(lambda), vertex: shown(1 / lambda), back: shown(2 / lambda) });
  return t("cut.curved", { lambda: shown(lambda), vertex: shown(vertex), back: shown(2 * vertex) });
}

/** What an error is multiplied by along each direction, in a sentence; or why none can be told. */
export function factorsSaid({ kind, lack, decay }: CutFactors, { optimizer }: Pick<RunInfo, "optimizer">): string {
  if (kind === "none") return t(`cut.factors.${lack ?? "rule"}`, { optimizer: optimizerName(optimizer) });
  return t(`cut.factors.${kind}${decay > 0 ? ".decay" : ""}`, { decay: shown(decay) });
}

/** What a factor does to an error along a direction of a curvature, by the key of its word. */
export function effectOf(factor: number, curvature: number): "away" | "grows" | "swings" | "stays" | "crosses" | "shrinks" | "gone" {
  const size = Math.abs(factor);
  if (size < 5e-4) return "gone";
  if (Math.abs(size - 1) < 5e-4) return "stays";
  if (size > 1) return curvature < 0 ? "away" : factor < 0 ? "swings" : "grows";
  return factor < 0 ? "crosses" : "shrinks";
}
