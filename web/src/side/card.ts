// A run's card: its rate, how it ended, and where it stands at the playhead.
import { make, within, setAttribute, setHidden, setText, setError, isEditing } from "../dom/dom.ts";
import { parseNumber, shown, trend, written } from "../words/numbers.ts";
import { SHAPES, shapeSVG } from "../draw/shapes.ts";
import { circumstances, ofFirst, sentence, split } from "../words/sentences.ts";
import type { OnRate } from "../link/hand.ts";
import type { ShownRun, Trajectory } from "../plane/trajectories.ts";
import type { OutcomeMessage, RunInfo, ScenarioMessage } from "../wire/wire.ts";
import { t } from "../words/words.ts";

/** The card of one run. */
export class Card {
  private readonly name: HTMLElement;
  private readonly note: HTMLElement;
  private readonly field: HTMLInputElement;
  private readonly error: HTMLElement;
  private readonly outcome: HTMLElement;
  private readonly lead: HTMLElement;
  private readonly rest: HTMLElement;
  private readonly stats: { step: HTMLElement; loss: HTMLElement; grad: HTMLElement };
  private info: RunInfo | null = null;
  private shownOutcome: OutcomeMessage | null = null;
  private members = "";

  constructor(
    readonly root: HTMLElement,
    private readonly run: number,
    private readonly onRate: OnRate,
    private readonly onHide: (run: number) => void,
  ) {
    root.dataset.run = String(run);
    this.name = within(root, ".run-name");
    this.note = within(root, ".run-optimizer");
    this.field = within(root, ".rate-field");
    this.error = within(root, ".rate-error");
    this.outcome = within(root, ".outcome");
    this.lead = within(root, ".outcome-lead");
    this.rest = within(root, ".outcome-rest");
    this.stats = { step: within(root, ".stat-step"), loss: within(root, ".stat-loss"), grad: within(root, ".stat-grad") };
    this.error.id = `rate-error-${run}`;
    this.field.setAttribute("aria-describedby", this.error.id);
    this.listen();
  }

  setRun(info: RunInfo, name: string, note: string): void {
    this.root.dataset.ink = String(info.ink);
    setAttribute(within(this.root, ".sign path"), "d", shapeSVG(SHAPES.indexOf(info.shape)));
    this.info = info;
    setText(this.name, name);
    setText(this.note, info.rateless ? t("run.rateless") : note);
    this.root.classList.toggle("rate-named", info.label === "rate");
    setHidden(within(this.root, ".rate"), info.rateless);
    setAttribute(within(this.root, ".run-hide"), "aria-label", t("run.hide", { name }));
    setAttribute(this.field, "aria-label", t("run.rate.label", { name }));
    if (!isEditing(this.field)) this.write(written(info.lr));
  }

  /** A number of many digits is written smaller: all of it is seen. */
  private write(rate: string): void {
    if (this.field.value === rate) return;
    this.field.value = rate;
    this.field.classList.toggle("long", rate.length > 4);
    this.field.classList.toggle("longer", rate.length > 7);
    this.field.classList.toggle("longest", rate.length > 9);
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

  /** Removes everything that shows how the run ends. */
  forget(): void {
    for (const stat of this.root.querySelectorAll(".stats dd")) setText(stat, "·");
    this.forgetOutcome();
  }

  private forgetOutcome(): void {
    this.shownOutcome = null;
    setText(this.lead, "");
    this.tellRest("");
    this.outcome.removeAttribute("title");
  }

  setStats({ trajectory }: ShownRun, k: number): void {
    const at = Math.max(0, Math.min(Math.floor(k), trajectory.last));
    const ended = trajectory.complete && k > trajectory.last;
    setText(this.stats.step, ended ? t("run.ended", { k: at }) : String(at));
    const loss = trajectory.loss[at] ?? NaN;
    const slope = Math.hypot(trajectory.gx[at] ?? NaN, trajectory.gy[at] ?? NaN);
    setText(this.stats.loss, shown(loss));
    setText(this.stats.grad, shown(Number.isNaN(loss) ? NaN : slope)); // no loss, no slope of it: 1/x goes on where log x has ended
  }

  /** Says of a run that is on its way where it is at step k, and nothing of where it is going. */
  setRunning(scenario: ScenarioMessage, { loss, last }: Trajectory, k: number): void {
    if (this.shownOutcome) this.forgetOutcome();
    const at = Math.max(0, Math.min(k, last));
    const now = shown(loss[at] ?? NaN);
    const words = ofFirst(scenario, split(t("run.running", { loss: now, trend: at > 0 ? trend(loss[at - 1] ?? NaN, loss[at] ?? NaN, loss[0] ?? NaN) : "" })));
    this.outcome.classList.remove("waiting");
    setText(this.lead, words.lead);
    this.tellRest(words.rest);
  }

  /** Says of a run that is not drawn no more than that. */
  setAway(): void {
    if (this.shownOutcome) this.forgetOutcome();
    const words = split(t("run.away"));
    this.outcome.classList.remove("waiting");
    setText(this.lead, words.lead);
    this.tellRest(words.rest);
  }

  /** Says how the run ended; of an ensemble what all its members do, once that is known. */
  setOutcome(scenario: ScenarioMessage, outcome: OutcomeMessage | null, members: string): void {
    this.outcome.classList.toggle("waiting", outcome === null);
    if (!outcome || (outcome === this.shownOutcome && members === this.members)) return;
    [this.shownOutcome, this.members] = [outcome, members];
    const own = ofFirst(scenario, sentence(outcome, circumstances(scenario, this.run)));
    const all = split(members);
    const words = !members ? own : all.rest ? all : { lead: own.lead, rest: ` · ${members}` };
    setText(this.lead, words.lead);
    this.tellRest(words.rest);
    setAttribute(this.outcome, "title", [all.lead + all.rest, own.lead + own.rest].filter(Boolean).join(". ")); // many runs leave it one line
  }

  /** Clause by clause: where many runs share the column, the style sheet drops the last ones whole. */
  private tellRest(text: string): void {
    const { rest: place } = this;
    if (place.textContent === text) return;
    const [, joint = "", rest = ""] = /^( ?[·:.;,]? ?)(.*)$/s.exec(text) ?? [];
    const parts = [...(joint ? [{ name: "joint", text: joint }] : []), ...rest.split(/(?=[,;.] )/).map((text) => ({ name: "", text }))];
    const spans = [...place.children];
    if (spans.length === parts.length && parts.every(({ name }, i) => spans[i]!.className === name)) parts.forEach(({ text }, i) => setText(spans[i]!, text));
    else place.replaceChildren(...parts.map(({ name, text }) => make("span", name, text)));
  }

  setError(message: string): void {
    setError(this.field, this.error, message);
  }

  private listen(): void {
    within(this.root, ".run-hide").addEventListener("click", () => this.onHide(this.run));
    this.field.addEventListener("input", () => setError(this.field, this.error, ""));
    this.field.addEventListener("change", (event) => this.typed(event.timeStamp));
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.field.blur();
    });
  }

  private typed(time: number): void {
    const lr = parseNumber(this.field.value);
    if (lr === null || lr <= 0 || lr > 1e6) {
      setError(this.field, this.error, t("run.failed"));
      return;
    }
    setError(this.field, this.error, "");
    if (!this.info || lr === this.info.lr) return;
    this.info = { ...this.info, lr };
    this.onRate(this.run, lr, { held: false, time, keys: false });
  }
}
