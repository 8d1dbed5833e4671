// What an update makes of an error along each eigen-direction of the curvature, as
// bars: to 1 it shrinks, beyond it grows.

import { factorAt } from "./curve.ts";
import { effectOf, factorsSaid } from "./said.ts";
import { byId, make, setText } from "../dom/dom.ts";
import type { CutAnswer, CutDirection, RunInfo } from "../wire/wire.ts";
import { shown } from "../words/numbers.ts";
import { t } from "../words/words.ts";

/** The factor that a bar is full at. */
const FULL = 2;

/** The bars beside the cut. */
export class Bars {
  private readonly said = byId("cut-factors-said");
  private readonly list = byId("cut-factors");
  private rows: Row[] = [];

  /** Shows the factors of an answer; at: the multiple of its rate that they are told for. */
  show(cut: CutAnswer, info: RunInfo, at: number): void {
    const { factors } = cut;
    setText(this.said, factorsSaid(factors, info));
    this.list.hidden = factors.directions.length === 0;
    if (this.rows.length !== factors.directions.length) {
      this.rows = factors.directions.map(() => new Row());
      this.list.replaceChildren(...this.rows.map(({ element }) => element));
    }
    factors.directions.forEach((direction, i) => this.rows[i]!.show(direction, i, factors.decay, at === 1 ? direction.factor : factorAt(direction.along, cut.to, at)));
  }

  /** There is nothing to tell. */
  clear(): void {
    setText(this.said, "");
    this.list.hidden = true;
  }
}

/** The size of a factor; near 1, with what tells it from 1. */
function sizeText(size: number): string {
  return shown(size, Math.abs(size - 1) < 0.01 ? 4 : 3);
}

/** One direction: its curvature, the bar, and what becomes of an error along it. */
class Row {
  readonly element = make("li", "factor");
  private readonly name = make("span", "factor-name");
  private readonly fill = make("span", "factor-fill");
  private readonly number = make("span", "factor-number");
  private readonly word = make("span", "factor-word");

  constructor() {
    const track = make("span", "factor-track");
    track.append(this.fill);
    this.element.append(this.name, track, this.number, this.word);
  }

  show({ lambda }: CutDirection, i: number, decay: number, factor: number | null): void {
    const effect = factor === null ? "" : effectOf(factor, lambda + decay);
    this.element.dataset.effect = effect;
    setText(this.name, `λ${"₁₂"[i] ?? ""} = ${shown(lambda)}`);
    setText(this.number, factor === null ? "·" : `× ${sizeText(Math.abs(factor))}`);
    setText(this.word, effect && t(`cut.effect.${effect}`));
    this.fill.style.transform = `scaleX(${Math.min(1, Math.abs(factor ?? 0) / FULL)})`;
  }
}
