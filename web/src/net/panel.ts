// The large picture beside the landscape: what the chosen run makes of its data.
import { byId, make, setAttribute, setText } from "../dom/dom.ts";
import { runColor, runShape } from "../draw/colors.ts";
import { shapeSVG } from "../draw/shapes.ts";
import { shown } from "../words/numbers.ts";
import type { Data } from "./data.ts";
import { type Learner, squashed } from "./learner.ts";
import type { Moment } from "./index.ts";
import { paintFit, paintPoints, paintRegions, placeOf, radiusFor, readInks, sheetOf } from "./paint.ts";
import type { Thought } from "./thought.ts";
import { say } from "./words.ts";

/** What the panel shows. */
export interface Large extends Moment {
  info: Learner;
  data: Data;
  run: number;
  /** null: it is not told, or not known yet. */
  thought: Thought | null;
  batch: ReadonlySet<number> | null;
  /** The training point that is looked at; −1 for none. */
  point: number;
}

/** The panel beside the landscape. */
export class Panel {
  private readonly root = make("section", "net");
  private readonly sign = document.createElementNS("http://www.w3.org/2000/svg", "path");
  private readonly name = make("span", "net-name");
  private readonly canvas = make("canvas", "net-large");
  private readonly right = make("p", "net-right");
  private readonly key = make("p", "net-key");
  private readonly plane = make("p", "net-plane");
  /** Opens the backward pass of a network whose step in numbers is another panel. */
  private readonly opener = make("button", "button net-open", say("pass.open"));
  private drawn = "";
  private data: Data | null = null;

  constructor(
    /** A training point was pressed. */
    private readonly pick: (point: number) => void,
    bars: HTMLElement,
    openPass: () => void,
  ) {
    this.root.id = "net";
    this.root.tabIndex = 0; // in a low window it is scrolled
    this.root.setAttribute("aria-label", say("label"));
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    svg.append(this.sign);
    const top = make("h2", "net-top");
    top.append(svg, this.name);
    this.canvas.setAttribute("role", "img");
    this.opener.type = "button";
    this.opener.id = "pass-open";
    this.opener.setAttribute("aria-expanded", "false");
    this.opener.addEventListener("click", openPass);
    this.root.append(top, this.canvas, this.right, this.key, this.opener, bars, this.plane);
    this.canvas.addEventListener("click", ({ offsetX, offsetY }) => this.press(offsetX, offsetY));
    new ResizeObserver(() => (this.drawn = "")).observe(this.canvas);
  }

  /** Says what the landscape is. */
  tell(sentence: string): void {
    setText(this.plane, sentence);
    if (!this.root.isConnected) byId("figure").append(this.root);
  }

  hide(): void {
    this.root.remove();
    this.drawn = "";
  }

  show(large: Large): void {
    const { picture, run, thought, info, data, theme, batch, hidden, point, nameOf } = large;
    this.data = data;
    const shownRun = picture.runs[run];
    if (!shownRun) return;
    this.sign.setAttribute("d", shapeSVG(runShape(theme, run)));
    this.sign.style.fill = runColor(theme, run);
    this.root.style.setProperty("--run", runColor(theme, run));
    setText(this.name, hidden || !thought ? say("data") : say("thinks", { name: nameOf(shownRun.info), k: thought.k }));
    this.sayRight(large);
    setText(this.key, say(keyOf(large)));
    this.opener.hidden = info.ties === undefined;
    const what = `${thought?.key} ${theme.name} ${theme.scale} ${run} ${hidden} ${point} ${info.units.join()} ${info.loss} ${[...(batch ?? [])].join()} ${this.canvas.clientWidth}x${this.canvas.clientHeight}`;
    if (what === this.drawn) return;
    this.drawn = this.draw(large) ? what : "";
  }

  private sayRight({ thought, data, picture, run, k }: Large): void {
    const { trajectory } = picture.runs[run]!;
    const at = Math.min(k, trajectory.last);
    const loss = { train: shown(trajectory.loss[at] ?? NaN), held: shown(trajectory.held[at] ?? NaN) };
    if (!thought) setText(this.right, "");
    else if (data.held.count === 0) setText(this.right, say("loss", { loss: loss.train }));
    else if (data.curve || !thought.right) setText(this.right, say("losses", loss));
    else setText(this.right, say("right", { train: percent(thought.right[0]), held: percent(thought.right[1]) }));
    setAttribute(this.canvas, "aria-label", thought ? `${this.name.textContent}. ${this.right.textContent}` : say("data"));
  }

  /** The training point next to a place that was pressed is looked at. */
  private press(x: number, y: number): void {
    const { data, canvas } = this;
    if (!data) return;
    const size = { width: canvas.clientWidth, height: canvas.clientHeight };
    let [best, nearest] = [-1, Infinity];
    for (let i = 0; i < data.train.count; i++) {
      const [px, py] = placeOf(data.box, size, data.train.inputs[i * data.width]!, data.width > 1 ? data.train.inputs[i * data.width + 1]! : data.train.targets[i]!);
      const away = Math.hypot(px - x, py - y);
      if (away < nearest) [best, nearest] = [i, away];
    }
    if (best >= 0) this.pick(best);
  }

  private draw({ thought, data, theme, batch, run, point }: Large): boolean {
    const sheet = sheetOf(this.canvas, theme.scale);
    if (!sheet) return false;
    const inks = readInks(this.root);
    if (thought?.regions) paintRegions(sheet, thought.regions, inks, theme, 2);
    if (thought?.fit) paintFit(sheet, thought.fit, data.box, runColor(theme, run), theme, 3);
    const wrong = thought?.wrong ?? null;
    paintPoints(sheet, data.train, data.width, data.box, inks, theme, { radius: radiusFor(data.train.count, 3.4), wrong, batch, chosen: point });
    return true;
  }
}

/** The words that say what the picture's signs mean, those that it has. */
function keyOf({ data, info, batch, thought }: Pick<Large, "data" | "info" | "batch" | "thought">): string {
  if (!data.curve) return batch ? "key.batch" : "key";
  if (squashed(info.loss)) return batch ? "key.share.batch" : "key.share";
  if (thought?.fit?.out) return batch ? "key.out.batch" : "key.out";
  return batch ? "key.curve.batch" : "key.curve";
}

/** A share as whole percents, which are 100 only where all of it is meant. */
export function percent(share: number): string {
  const whole = Math.round(100 * share);
  return String(share < 1 && whole === 100 ? shown(Math.floor(1000 * share) / 10, 3) : whole);
}
