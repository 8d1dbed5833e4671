// In each run's row a small picture of what it makes of the data, how right it is, and
// how far it is off the plane.
import { make, setText, within } from "../dom/dom.ts";
import { runColor } from "../draw/colors.ts";
import { shown } from "../words/numbers.ts";
import type { Data } from "./data.ts";
import type { Learner } from "./learner.ts";
import type { Moment } from "./index.ts";
import { paintFit, paintPoints, paintRegions, radiusFor, readInks, sheetOf } from "./paint.ts";
import { percent } from "./panel.ts";
import type { Thought } from "./thought.ts";
import { say } from "./words.ts";

/** What the rows show. */
export interface Small extends Moment {
  info: Learner;
  data: Data;
  thoughts: ReadonlyMap<number, Thought>;
}

interface Row {
  canvas: HTMLCanvasElement;
  facts: HTMLElement;
  /** What the length of the gradient is called, and is without a network. */
  slope: HTMLElement;
  usual: string;
  drawn: string;
}

/** The parts of the runs' rows that are networks' alone. */
export class Rows {
  private readonly rows = new Map<HTMLElement, Row>();

  show(small: Small): void {
    const cards = [...document.querySelectorAll<HTMLElement>("#cards .card")];
    for (const card of this.rows.keys()) if (!cards.includes(card)) this.rows.delete(card);
    cards.forEach((card, i) => this.showRow(this.rowOf(card), i, small));
  }

  hide(): void {
    for (const { canvas, facts, slope, usual } of this.rows.values()) (canvas.remove(), facts.remove(), setText(slope, usual));
    this.rows.clear();
  }

  private rowOf(card: HTMLElement): Row {
    let row = this.rows.get(card);
    if (!row) {
      const slope = within(card, ".stats div:last-child dt");
      row = { canvas: make("canvas", "net-small"), facts: make("p", "net-facts"), slope, usual: slope.textContent, drawn: "" };
      row.canvas.setAttribute("aria-hidden", "true"); // the facts say it
      card.append(row.canvas, row.facts);
      this.rows.set(card, row);
    }
    return row;
  }

  private showRow(row: Row, i: number, small: Small): void {
    const { thoughts, theme, hidden, data } = small;
    const thought = thoughts.get(i);
    setText(row.facts, thought ? this.factsOf(i, thought, small) : "");
    setText(row.slope, isOff(small, i) ? say("slope") : row.usual);
    const what = `${thought?.key} ${theme.name} ${theme.scale} ${hidden} ${row.canvas.clientWidth}`;
    if (what === row.drawn) return;
    const sheet = sheetOf(row.canvas, theme.scale);
    if (!sheet) return;
    row.drawn = what;
    const inks = readInks(row.canvas);
    row.canvas.style.borderColor = runColor(theme, i);
    if (thought?.regions) paintRegions(sheet, thought.regions, inks, theme, 1.2);
    if (thought?.fit) paintFit(sheet, thought.fit, data.box, runColor(theme, i), theme, 2);
    if (!thought?.regions) paintPoints(sheet, data.train, data.width, data.box, inks, theme, { radius: radiusFor(data.train.count, 0.9), wrong: null, batch: null, alpha: 0.55 });
  }

  private factsOf(i: number, { right }: Thought, small: Small): string {
    const { picture, k } = small;
    const { trajectory } = picture.runs[i]!;
    const at = Math.min(k, trajectory.last);
    if (!isOff(small, i)) return ""; // nothing is held out
    const distance = shown(trajectory.distance[at] ?? NaN, 2);
    if (right) return say("facts", { train: percent(right[0]), held: percent(right[1]), distance });
    return say("facts.curve", { held: shown(trajectory.held[at] ?? NaN), distance });
  }
}

/** Whether a run's weights are more than those that are drawn: then its gradient here is the part of it that lies in the plane. */
function isOff({ picture }: Small, i: number): boolean {
  return (picture.runs[i]?.trajectory.distance.length ?? 0) > 0; // a card may come before its run
}
