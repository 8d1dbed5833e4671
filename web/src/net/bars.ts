// The size of each layer's gradient over the steps, as bars on one scale of powers of
// ten: where the first layers' are thousands of times shorter, it vanishes in depth.
import { make, setAttribute } from "../dom/dom.ts";
import type { Theme } from "../draw/colors.ts";
import { powerText } from "../draw/ticks.ts";
import { shown } from "../words/numbers.ts";
import type { NetNorms } from "../wire/wire.ts";
import { sheetOf } from "./paint.ts";
import { say } from "./words.ts";

/** Decades that are shown below the largest. */
const DECADES = 8;

/** The powers of ten that hold all norms: [lowest, highest]. */
export function decadesOf(norms: readonly (number | null)[][]): [number, number] {
  const sizes = norms.flat().filter((norm): norm is number => norm !== null && norm > 0 && Number.isFinite(norm)).map(Math.log10);
  if (sizes.length === 0) return [-1, 0];
  const high = Math.ceil(Math.max(...sizes) - 1e-9) || 0; // no negative zero
  return [Math.max(high - DECADES, Math.min(high - 1, Math.floor(Math.min(...sizes)))), high];
}

/** The bars of all layers, a row each. */
export class Bars {
  readonly root = make("figure", "net-bars");
  private readonly canvas = make("canvas");
  private answer: NetNorms | null = null;
  private step = 0;

  constructor() {
    this.canvas.setAttribute("role", "img");
    this.root.append(make("figcaption", "", say("bars.caption")), this.canvas);
  }

  take(answer: NetNorms): void {
    this.answer = answer;
    const rows = answer.norms[0]?.length ?? 1;
    this.canvas.style.height = `${Math.max(4.5, Math.min(12, 1.6 * rows + 1))}rem`;
  }

  setStep(k: number): void {
    this.step = k;
  }

  paint(theme: Theme): void {
    const { answer } = this;
    const sheet = answer && sheetOf(this.canvas, theme.scale);
    if (!answer || !sheet) return;
    const { pen, width, height } = sheet;
    const layers = answer.norms[0]?.length ?? 0;
    const [low, high] = decadesOf(answer.norms);
    const [left, right] = [34 * theme.scale, 62 * theme.scale];
    const row = height / Math.max(1, layers);
    const wide = (width - left - right) / answer.k.length;
    const here = nearest(answer.k, this.step);
    pen.font = `${11.5 * theme.scale}px ${theme.font}`;
    pen.textBaseline = "middle";
    for (let layer = 0; layer < layers; layer++) {
      const floor = (layer + 1) * row - 1.5;
      pen.fillStyle = theme.dim;
      pen.textAlign = "left";
      pen.fillText(say("bars.layer", { n: layer + 1 }), 0, floor - row / 2);
      answer.norms.forEach((norms, i) => {
        const norm = norms[layer];
        if (norm === null || norm === undefined || !(norm > 0)) return;
        const share = Math.min(1, Math.max(0.02, (Math.log10(norm) - low) / (high - low)));
        pen.fillStyle = i === here ? theme.text : theme.mid;
        pen.fillRect(left + i * wide, floor - share * (row - 4), Math.max(1, wide - 1), share * (row - 4));
      });
      pen.fillStyle = theme.text;
      pen.fillText(shown(answer.norms[here]?.[layer] ?? NaN, 2), width - right + 6, floor - row / 2);
      pen.fillStyle = theme.line;
      pen.fillRect(left, floor, width - left - right, 1);
    }
    const values = (answer.norms[here] ?? []).map((norm) => shown(norm ?? NaN, 2)).join(", ");
    setAttribute(this.canvas, "aria-label", say("bars.said", { k: answer.k[here] ?? 0, values, low: powerText(10 ** low), high: powerText(10 ** high) }));
  }
}

/** The place of the number in a list that is nearest to another. */
function nearest(list: readonly number[], to: number): number {
  let best = 0;
  list.forEach((value, i) => Math.abs(value - to) < Math.abs(list[best]! - to) && (best = i));
  return best;
}
