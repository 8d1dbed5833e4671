// The cut: the loss along the line of the step at the playhead. The server measures
// it; here it is asked for, drawn and said.

import { Bars } from "./bars.ts";
import { frameOf, widerFor } from "./curve.ts";
import { paintCut } from "./paint.ts";
import { chartSaid, type Ghost, landingSaid, parabolaSaid } from "./said.ts";
import { type Theme, readTheme, runColor, runShape } from "../draw/colors.ts";
import { Canvas, sharpness } from "../draw/canvas.ts";
import { byId, setAttribute, setText } from "../dom/dom.ts";
import { Newest } from "../dom/newest.ts";
import { onHost } from "../dom/site.ts";
import type { Picture } from "../plane/trajectories.ts";
import { type Update, updateAt } from "../plane/update.ts";
import type { Size } from "../plane/view.ts";
import type { CutAnswer, RunInfo } from "../wire/wire.ts";
import { runName } from "../words/names.ts";
import { t } from "../words/words.ts";

/** What the cut tells the page. */
export interface CutOptions {
  invalidate(): void;
  /** Another line is shown; null for none. */
  shows(cut: CutAnswer | null, run: number): void;
}

/** After so many ms a question that had no answer is asked again. */
const AGAIN = 1000;

/** A flag in the hand: the step that is held meanwhile, and the rate that it was made with. */
interface Held {
  run: number;
  query: string;
  k: number;
  from: number;
  lr: number;
}

/** A question of the server: an update, and the multiples to be told if not the usual ones. */
interface Question {
  query: string;
  run: number;
  k: number;
  range: [number, number] | null;
}

/** The chart of the cut, its sentences and its bars. */
export class Cut {
  private readonly host = byId("cut-canvas");
  private readonly caption = byId("cut-caption");
  private readonly said = byId("cut-said");
  private readonly note = byId("cut-note");
  private readonly bars = new Bars();
  private readonly layer = new Canvas(this.host);
  private readonly newest: Newest<Question, CutAnswer>;
  private size: Size = { width: 0, height: 0 };
  private theme: Theme = readTheme(this.host);
  private answer: { question: Question; cut: CutAnswer } | null = null;
  private asked = "";
  private picture: Picture | null = null;
  private run = 0;
  private update: Update | null = null;
  private held: Held | null = null;
  private dirty = true;

  constructor(private readonly options: CutOptions) {
    const ask = (question: Question, signal: AbortSignal) => load(addressOf(question), signal).catch((failure) => {
      this.asked = "";
      setTimeout(() => this.options.invalidate(), AGAIN); // that frame asks again
      throw failure;
    });
    this.newest = new Newest(ask, (cut, question) => this.take(cut, question));
    new ResizeObserver(() => this.resize()).observe(this.host);
    this.resize();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.spoil();
  }

  /** Take the host's size as it is now. */
  resize(): void {
    this.size = { width: this.host.clientWidth, height: this.host.clientHeight };
    this.layer.resize(this.size, sharpness(3));
    this.spoil();
  }

  /** A flag is in the hand, now at a rate: the step from before it was taken is held. */
  hold(run: number, lr: number): void {
    if (this.held?.run === run) this.held.lr = lr;
    else this.held = this.grasp(run, lr);
    this.spoil();
  }

  private grasp(run: number, lr: number): Held | null {
    const shown = this.picture?.runs[run];
    if (!this.picture || !shown) return null;
    const at = this.run === run ? this.update : updateAt(this.update?.k ?? 0, shown.trajectory);
    return at && { run, query: this.picture.scenario.query, k: at.k, from: shown.info.lr, lr };
  }

  /** The flag was let go of: the new run's step is shown. */
  release(): void {
    this.held = null;
    this.spoil();
  }

  /** Nothing is asked any more. */
  drop(): void {
    this.newest.drop();
    this.held = null;
    this.asked = "";
    this.options.shows(null, 0);
  }

  /** Follows the playhead, and draws what has changed; where no run is seen it says so. */
  follow(picture: Picture, k: number, chosen: number | null): void {
    if (chosen === null && !this.held) return this.leave();
    const run = this.held?.run ?? Math.min(chosen ?? 0, picture.runs.length - 1);
    const shown = picture.runs[run];
    if (!shown) return;
    const update = updateAt(k, shown.trajectory);
    if (picture !== this.picture || run !== this.run || update?.k !== this.update?.k || update?.over !== this.update?.over) this.dirty = true;
    [this.picture, this.run, this.update] = [picture, run, update];
    this.want();
    if (this.dirty) this.draw();
  }

  private leave(): void {
    if (!this.picture && this.asked === "" && this.host.dataset.line === "none") return;
    this.newest.drop();
    this.asked = "";
    this.picture = this.answer = null;
    this.tellNothing(t("cut.hidden"));
  }

  private want(): void {
    const { held, picture, update } = this;
    if (held) return this.ask({ query: held.query, run: held.run, k: held.k, range: this.wider() });
    if (picture && update) this.ask({ query: picture.scenario.query, run: this.run, k: update.k, range: null });
  }

  /** A range that has the ghost's landing, once it has left the losses that are known. */
  private wider(): [number, number] | null {
    const { answer, ghost } = this;
    if (!answer || !this.fits(answer.question)) return null;
    return widerFor(answer.cut, ghost?.at ?? null) ?? answer.question.range;
  }

  private ask(question: Question): void {
    const address = addressOf(question);
    if (address === this.asked) return;
    this.asked = address;
    this.newest.want(question);
  }

  private take(cut: CutAnswer, question: Question): void {
    this.answer = { question, cut };
    this.options.shows(cut.line === "moves" ? cut : null, question.run);
    this.spoil();
  }

  /** Whether what was asked is about the step that is held. */
  private fits({ query, run, k }: Question): boolean {
    const { held } = this;
    return held !== null && held.query === query && held.run === run && held.k === k;
  }

  /** Where the rate in the hand lands. */
  private get ghost(): Ghost | null {
    const { held, answer } = this;
    if (!held || !answer?.cut.scaled || !this.fits(answer.question) || held.lr === held.from) return null;
    return { lr: held.lr, at: held.lr / held.from };
  }

  private spoil(): void {
    this.dirty = true;
    this.options.invalidate();
  }

  private draw(): void {
    this.dirty = false;
    const { picture, update, answer } = this;
    const info = picture?.runs[this.run]?.info;
    if (!picture || !info) return;
    if (!update && !this.held) return this.tellNothing(t("cut.none"));
    if (!answer || answer.question.run !== this.run) return; // what is seen stays until it has come
    const { cut } = answer;
    this.layer.clear();
    this.tell(picture, info, cut);
    if (cut.line === "moves" && this.size.width > 0) this.paint(cut);
  }

  private paint(cut: CutAnswer): void {
    const { theme, ghost, run } = this;
    const words = { loss: t("chart.loss"), rise: t("cut.rise"), axis: t("cut.axis"), vertex: t("cut.vertex"), back: t("cut.back") };
    paintCut({
      pen: this.layer.pen, size: this.size, theme, words, cut, ghost, frame: frameOf(cut, ghost?.at ?? null),
      ink: runColor(theme, run), shape: runShape(theme, run),
    });
  }

  private tell(picture: Picture, info: RunInfo, cut: CutAnswer): void {
    const { ghost, held, update } = this;
    const name = runName(picture.scenario, info);
    this.host.dataset.line = cut.line;
    this.host.dataset.step = `${cut.run} ${cut.k}`;
    this.host.dataset.ghost = ghost ? String(ghost.at) : "";
    setAttribute(this.host, "aria-label", cut.line === "moves" ? chartSaid(cut) : t("cut.label"));
    setText(this.caption, t("cut.title", { name, from: cut.k, to: cut.k + 1 }));
    setText(this.said, cut.line === "moves" ? [landingSaid(cut, ghost), parabolaSaid(cut)].filter(Boolean).join(" ") : t(`cut.${cut.line}`));
    const over = update?.over && !held ? t("cut.over", { name, n: cut.k + 1 }) : "";
    setText(this.note, held && !cut.scaled ? t("cut.unscaled") : over);
    if (cut.line === "beyond") this.bars.clear();
    else this.bars.show(cut, info, ghost?.at ?? 1);
  }

  private tellNothing(why: string): void {
    this.layer.clear();
    this.host.dataset.line = "none";
    setAttribute(this.host, "aria-label", t("cut.label"));
    setText(this.caption, t("cut.title.none"));
    setText(this.said, why);
    setText(this.note, "");
    this.bars.clear();
    this.options.shows(null, 0);
  }
}

function addressOf({ query, run, k, range }: Question): string {
  const wide = range ? `&from=${written(range[0])}&to=${written(range[1])}` : "";
  return `/api/cut?${query}${query ? "&" : ""}run=${run}&k=${k}${wide}`;
}

/** A plus sign in a query is one, and is not needed in an exponent. */
function written(value: number): string {
  return String(value).replace("+", "");
}

async function load(address: string, signal: AbortSignal): Promise<CutAnswer> {
  const answer = await fetch(onHost(address), { signal });
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
  return (await answer.json()) as CutAnswer;
}
