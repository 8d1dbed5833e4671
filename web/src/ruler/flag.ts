// A flag's slider: seen by those who hear the page and by the hand; what the eye
// sees is drawn beneath it.
import { make, setAttribute } from "../dom/dom.ts";
import { t } from "../words/words.ts";
import { shownRate } from "../words/numbers.ts";
import type { Range } from "./scale.ts";

/** What a key does to a rate: moves it by decades, or to an end. */
export type Move = { decades: number } | { end: 0 | 1 };

/** One press of an arrow key, in decades; on a near range a share of it. */
const PRESS = 0.1;
const SHARE = 1 / 30;

/** What a key does to a rate on an axis of so many decades; null for a key that does nothing. */
export function moveOf({ key, shiftKey, altKey, ctrlKey, metaKey }: Pick<KeyboardEvent, "key" | "shiftKey" | "altKey" | "ctrlKey" | "metaKey">, span: number): Move | null {
  if (altKey || ctrlKey || metaKey) return null;
  if (key === "Home" || key === "End") return { end: key === "Home" ? 0 : 1 };
  const presses = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 5, PageDown: -5 }[key];
  return presses === undefined ? null : { decades: presses * pressOf(span) * (shiftKey ? 0.1 : 1) };
}

/** One press of an arrow on an axis of so many decades, in decades. */
export function pressOf(span: number): number {
  return Math.min(PRESS, span * SHARE);
}

/** A run's slider. */
export class Flag {
  private box = "";
  private at = "";
  private said = "";

  constructor(readonly input: HTMLInputElement) {}

  /** Its name, its rate on a range and what that does, for those who hear it. */
  show(name: string, lr: number, range: Range, what: string, hidden: boolean): void {
    const { input } = this;
    const all = [name, lr, range, what, hidden].join("|");
    if (all === this.said) return;
    this.said = all;
    input.hidden = hidden;
    setAttribute(input, "aria-label", t("run.slider.label", { name }));
    const rate = t("run.rate.value", { rate: shownRate(lr) });
    setAttribute(input, "aria-valuetext", what ? `${rate}, ${what}` : rate);
    const [from, to] = range.map((rate) => String(Math.log10(rate)));
    if (input.min !== from) input.min = from!;
    if (input.max !== to) input.max = to!;
    const value = String(Math.log10(lr));
    if (input.value !== value) input.value = value;
  }

  /** Where a hand takes hold of it. */
  place(x: number, y: number, width: number, height: number): void {
    const { style } = this.input;
    const [box, at] = [`${width} ${height}`, `translate(${x}px, ${y}px)`];
    if (box !== this.box) [style.width, style.height, this.box] = [`${width}px`, `${height}px`, box];
    if (at !== this.at) style.transform = this.at = at;
  }
}

/** One more slider, for a run that was added. */
export function addFlag(host: HTMLElement, run: number): HTMLInputElement {
  const input = make("input", "flag");
  input.type = "range";
  input.step = "any";
  input.dataset.run = String(run);
  host.append(input);
  return input;
}
