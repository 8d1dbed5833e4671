// A run's card: its rate, how it ended, and where it stands at the playhead.
import type { Theme } from "../draw/colors.ts";
import { make, within, setText, setError, isEditing } from "../dom/dom.ts";
import { parseNumber, shown, shownRate, written } from "../words/numbers.ts";
import { SHAPES, shapeSVG } from "../draw/shapes.ts";
import { circumstances, isTwoOverLambda, sentence, split } from "../words/sentences.ts";
import { fractionToRate, limitAt, paintTrack, rateToFraction } from "./track.ts";
import type { ShownRun, Trajectory } from "../plane/trajectories.ts";
import type { OutcomeMessage, RunInfo, ScenarioMessage, KnownSweep } from "../wire/wire.ts";
import { t } from "../words/words.ts";

/** What a card tells the page: a new rate, and whether the hand still holds it. */
export type OnRate = (run: number, lr: number, hand: { held: boolean; time: number; keys: boolean }) => void;

/** A tenth of a decade: one press of an arrow key. */
const decadeTenth = 0.1;

/** The card of one run. */
export class Card {
  private readonly name: HTMLElement;
  private readonly note: HTMLElement;
  private readonly field: HTMLInputElement;
  private readonly slider: HTMLInputElement;
  private readonly sliderBox: HTMLElement;
  private readonly track: HTMLCanvasElement;
  private readonly limit: HTMLElement;
  private readonly error: HTMLElement;
  private readonly outcome: HTMLElement;
  private info: RunInfo | null = null;
  private painted = "";
  /** The track's width in CSS pixels, kept: asking for it in the middle of a frame costs a layout. */
  private width = 0;
  private swept: { sweep: KnownSweep | null; theme: Theme } | null = null;
  private told: OutcomeMessage | null = null;
  private keys = false;

  constructor(
    readonly root: HTMLElement,
    private readonly run: number,
    private readonly onRate: OnRate,
    private readonly onEnd: (keys: boolean) => void,
    private readonly onHide: (run: number) => void,
  ) {
    root.dataset.run = String(run);
    this.name = within(root, ".run-name");
    this.note = within(root, ".run-optimizer");
    this.field = within(root, ".rate-field");
    this.slider = within(root, ".slider-input");
    this.sliderBox = within(root, ".slider");
    this.track = within(root, ".track");
    this.limit = within(root, ".limit");
    this.error = within(root, ".rate-error");
    this.outcome = within(root, ".outcome");
    this.error.id = `rate-error-${run}`;
    this.field.setAttribute("aria-describedby", this.error.id);
    new ResizeObserver(() => {
      this.width = this.track.clientWidth;
      this.paint();
    }).observe(this.track);
    this.listen();
  }

  setRun(info: RunInfo, name: string, note: string): void {
    this.root.dataset.ink = String(info.ink);
    within(this.root, ".sign path").setAttribute("d", shapeSVG(SHAPES.indexOf(info.shape)));
    const range = info.rate_range.join();
    if (range !== this.info?.rate_range.join()) this.setRange(info.rate_range);
    this.info = info;
    setText(this.name, name);
    setText(this.note, info.rateless ? t("run.rateless") : note);
    this.root.classList.toggle("rate-named", info.label === "rate");
    this.sliderBox.hidden = info.rateless;
    within(this.root, ".rate").hidden = info.rateless;
    within(this.root, ".run-hide").setAttribute("aria-label", t("run.hide", { name }));
    this.slider.setAttribute("aria-label", t("run.slider.label", { name }));
    this.field.setAttribute("aria-label", t("run.rate.label", { name }));
    this.showRate(info.lr);
  }

  /** A slider that is held is ahead of the server: it is left where the hand is. */
  private held = false;

  private showRate(lr: number): void {
    this.slider.setAttribute("aria-valuetext", t("run.rate.value", { rate: shownRate(lr) }));
    if (!isEditing(this.field)) this.field.value = written(lr);
    if (!this.held) this.slider.value = String(Math.log10(lr));
  }

  private setRange([from, to]: [number, number]): void {
    this.slider.min = String(Math.log10(from));
    this.slider.max = String(Math.log10(to));
    this.slider.step = "any";
  }

  setHidden(hidden: boolean): void {
    this.root.classList.toggle("off", hidden);
    const button = within(this.root, ".run-hide");
    button.setAttribute("aria-pressed", String(hidden));
  }

  setChosen(chosen: boolean): void {
    this.root.classList.toggle("chosen", chosen);
    if (chosen) this.root.setAttribute("aria-current", "true");
    else this.root.removeAttribute("aria-current");
  }

  /** Holds nothing that tells how the run ends. */
  forget(): void {
    for (const stat of this.root.querySelectorAll(".stats dd")) setText(stat, "·");
    this.forgetOutcome();
  }

  private forgetOutcome(): void {
    this.told = null;
    setText(within(this.root, ".outcome-lead"), "");
    this.tellRest("");
    this.outcome.removeAttribute("title");
    this.limit.hidden = true;
  }

  setStats({ trajectory }: ShownRun, k: number): void {
    const at = Math.max(0, Math.min(Math.floor(k), trajectory.last));
    const ended = trajectory.complete && k > trajectory.last;
    setText(within(this.root, ".stat-step"), ended ? t("run.ended", { k: at }) : String(at));
    const loss = trajectory.loss[at] ?? NaN;
    const slope = Math.hypot(trajectory.gx[at] ?? NaN, trajectory.gy[at] ?? NaN);
    setText(within(this.root, ".stat-loss"), shown(loss));
    setText(within(this.root, ".stat-grad"), shown(Number.isNaN(loss) ? NaN : slope)); // no loss, no slope of it: 1/x goes on where log x has ended
  }

  /** Says of a run that is on its way where it is at step k, and nothing of where it is going. */
  setRunning({ loss, last }: Trajectory, k: number): void {
    if (this.told) this.forgetOutcome();
    const at = Math.max(0, Math.min(k, last));
    const now = shown(loss[at] ?? NaN);
    const words = split(t("run.running", { loss: now, trend: at > 0 ? trend(loss[at - 1] ?? NaN, loss[at] ?? NaN) : "" }));
    this.outcome.classList.remove("waiting");
    setText(within(this.root, ".outcome-lead"), words.lead);
    this.tellRest(words.rest);
  }

  setOutcome(scenario: ScenarioMessage, outcome: OutcomeMessage | null): void {
    this.outcome.classList.toggle("waiting", outcome === null);
    if (!outcome || outcome === this.told) return;
    this.told = outcome;
    const about = circumstances(scenario, this.run);
    const words = sentence(outcome, about);
    setText(within(this.root, ".outcome-lead"), words.lead);
    this.tellRest(words.rest);
    this.outcome.title = words.lead + words.rest; // many runs leave it one line
    this.showLimit(outcome.limit, isTwoOverLambda(outcome));
  }

  /** Clause by clause: where many runs share the column, the style sheet drops the last ones whole. */
  private tellRest(text: string): void {
    const place = within(this.root, ".outcome-rest");
    if (place.textContent === text) return;
    const [, joint = "", rest = ""] = /^([:.;,]? ?)(.*)$/s.exec(text) ?? [];
    const clauses = rest.split(/(?=[,;.] )/).map((clause) => make("span", "", clause));
    place.replaceChildren(...(joint ? [make("span", "joint", joint)] : []), ...clauses);
  }

  private showLimit(limit: number | null, twoOverLambda: boolean): void {
    const at = limit === null || !this.info ? null : limitAt(limit, this.info.rate_range);
    this.limit.hidden = at === null;
    if (at === null) return;
    this.limit.style.setProperty("--limit-at", String(at));
    setText(within(this.limit, ".limit-name"), `${t(twoOverLambda ? "limit.tick" : "limit.tick.own")} = ${shownRate(limit ?? NaN)}`);
  }

  setSweep(sweep: KnownSweep | null, theme: Theme): void {
    this.swept = { sweep, theme };
    this.paint();
  }

  /** Paints the track, if what is to be seen on it changed. */
  private paint(): void {
    if (!this.info || this.info.rateless || !this.swept || this.width === 0) return;
    const { sweep, theme } = this.swept;
    const rates = sweep?.rates ?? [];
    const what = [sweep?.id, sweep?.outcomes.length, rates[0], theme.name, this.width, this.info.rate_range].join();
    if (what === this.painted) return;
    this.painted = what;
    paintTrack(this.track, sweep, this.info.rate_range, theme);
  }

  setError(message: string): void {
    setError(this.field, this.error, message);
  }

  nudge(decades: number, time = performance.now()): void {
    if (!this.info || this.info.rateless) return;
    const range = this.info.rate_range;
    const span = Math.log10(range[1] / range[0]);
    const lr = fractionToRate(clamp(rateToFraction(this.info.lr, range) + decades / span), range);
    this.slider.value = String(Math.log10(lr));
    this.send(lr, { held: true, time, keys: true });
    this.onEnd(true);
  }

  private send(lr: number, hand: { held: boolean; time: number; keys: boolean }): void {
    if (this.info) this.info = { ...this.info, lr };
    this.field.value = written(lr);
    this.slider.setAttribute("aria-valuetext", t("run.rate.value", { rate: shownRate(lr) }));
    this.onRate(this.run, lr, hand);
  }

  private listen(): void {
    within(this.root, ".run-hide").addEventListener("click", () => this.onHide(this.run));
    this.slider.addEventListener("input", (event) => this.slid(event));
    this.slider.addEventListener("change", () => this.released());
    this.slider.addEventListener("keydown", (event) => this.pressed(event));
    this.slider.addEventListener("pointerdown", () => (this.keys = false));
    this.field.addEventListener("input", () => setError(this.field, this.error, ""));
    this.field.addEventListener("change", (event) => this.typed(event.timeStamp));
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.field.blur();
    });
  }

  private slid(event: Event): void {
    if (!this.info) return;
    this.held = true;
    const range = this.info.rate_range;
    const lr = fractionToRate(clamp((this.slider.valueAsNumber - Math.log10(range[0])) / Math.log10(range[1] / range[0])), range);
    this.send(lr, { held: true, time: event.timeStamp, keys: this.keys });
  }

  private released(): void {
    this.held = false;
    this.onEnd(this.keys);
  }

  private pressed(event: KeyboardEvent): void {
    const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 5, PageDown: -5 }[event.key];
    this.keys = true;
    if (steps === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.nudge(steps * decadeTenth * (event.shiftKey ? 0.1 : 1), event.timeStamp);
  }

  private typed(time: number): void {
    const lr = parseNumber(this.field.value);
    if (lr === null || lr <= 0 || lr > 1e6) {
      setError(this.field, this.error, t("run.failed"));
      return;
    }
    setError(this.field, this.error, "");
    if (lr !== this.info?.lr) this.send(lr, { held: false, time, keys: false });
  }
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}

/** Whether a loss has fallen or risen by a step. */
function trend(before: number, now: number): string {
  if (now < before) return " ↓";
  return now > before ? " ↑" : "";
}
