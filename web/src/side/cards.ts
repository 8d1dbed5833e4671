// The runs' cards: one each.
import { within } from "../dom/dom.ts";
import type { PredictionState } from "../play/predict.ts";
import type { Picture, ShownRun } from "../plane/trajectories.ts";
import type { RunInfo, ScenarioMessage } from "../wire/wire.ts";
import { optimizerNote, runName } from "../words/names.ts";
import { t } from "../words/words.ts";
import type { OnRate } from "../link/hand.ts";
import { Card } from "./card.ts";

/** The cards of all runs. */
export class Cards {
  private cards: Card[] = [];
  /** The newest scenario, until the cards say it. */
  private scenario: ScenarioMessage | null = null;
  /** What the cards keep to themselves while the page predicts. */
  private prediction: PredictionState = "";

  constructor(
    private readonly host: HTMLElement,
    private readonly template: HTMLTemplateElement,
    private readonly onRate: OnRate,
    private readonly onHide: (run: number) => void,
  ) {
    this.cards = [...host.querySelectorAll<HTMLElement>(".card")].map((card, i) => this.bind(card, i));
  }

  /** Has a card for each run of a scenario, whether or not their iterates have come; what they say of it is drawn. */
  setScenario(scenario: ScenarioMessage): void {
    this.scenario = scenario;
    if (scenario.runs.length === this.cards.length) return;
    while (this.cards.length > scenario.runs.length) this.drop();
    while (this.cards.length < scenario.runs.length) this.cards.push(this.add(this.cards.length));
    this.mark();
  }

  /** What a run is called; low, good and high would tell how it ends, and are numbers while the page predicts. */
  nameOf(scenario: ScenarioMessage, info: RunInfo): string {
    return this.prediction && info.label === "role" ? t("predict.run", { n: info.run + 1 }) : runName(scenario, info);
  }

  /** Hides what shows how the runs end, or shows it again with the next picture. */
  setPrediction(prediction: PredictionState): void {
    this.prediction = prediction;
    for (const card of this.cards) card.forget();
  }

  private chosen = -1;

  /** Marks the run that the keys are about; -1 for none. */
  choose(run: number): void {
    this.chosen = run;
    this.mark();
  }

  /** Brings a run's card into sight where it is in a list that scrolls; the page itself stays, since a hand may hold what would go with it. */
  show(run: number): void {
    const card = this.cards[run]?.root;
    for (let list = card?.parentElement; card && list && list !== document.body; list = list.parentElement) {
      if (list.scrollHeight > list.clientHeight && getComputedStyle(list).overflowY === "auto") reveal(card, list);
    }
  }

  /** A run's card. */
  cardOf(run: number): HTMLElement | undefined {
    return this.cards[run]?.root;
  }

  private hidden: ReadonlySet<number> = new Set();

  /** Marks the runs that are not drawn. */
  setHidden(hidden: ReadonlySet<number>): void {
    this.hidden = hidden;
    this.mark();
  }

  private mark(): void {
    this.cards.forEach((card, i) => (card.setChosen(i === this.chosen), card.setHidden(this.hidden.has(i))));
  }

  /** Says what the runs are, where they stand at step k, and how they ended: where the future is hidden, once the playhead has seen it. */
  draw(picture: Picture, k: number, hidesFuture: boolean, members: (run: number) => string): void {
    this.drawRuns();
    if (this.prediction === "hidden") return;
    picture.runs.forEach((run, i) => {
      const card = this.cards[i];
      card?.setStats(run, k);
      if (this.hidden.has(i)) card?.setAway();
      else if (hidesFuture && !seenTo(run, k)) card?.setRunning(picture.scenario, run.trajectory, k);
      else card?.setOutcome(picture.scenario, run.outcome, hidesFuture ? "" : members(i));
    });
  }

  private drawRuns(): void {
    const { scenario } = this;
    this.scenario = null;
    scenario?.runs.forEach((info, i) => this.cards[i]?.setRun(info, this.nameOf(scenario, info), optimizerNote(scenario, info)));
  }

  setError(run: number, message: string): void {
    this.cards.forEach((card, i) => card.setError(run === i || run < 0 ? message : ""));
  }

  get count(): number {
    return this.cards.length;
  }

  private add(i: number): Card {
    const root = within<HTMLElement>(this.template.content, ".card").cloneNode(true) as HTMLElement;
    this.host.append(root);
    return this.bind(root, i);
  }

  /** Takes the last card away; a focus in it moves to the one before. */
  private drop(): void {
    const root = this.cards.pop()?.root;
    const focused = root?.contains(document.activeElement);
    root?.remove();
    if (focused) this.cards.at(-1)?.root.querySelector<HTMLElement>(".rate-field")?.focus();
  }

  private bind(root: HTMLElement, i: number): Card {
    return new Card(root, i, this.onRate, this.onHide);
  }
}

/** Whether a playhead at step k has seen all of a run. */
export function seenTo({ trajectory, outcome }: ShownRun, k: number): boolean {
  return outcome !== null && trajectory.complete && k >= trajectory.last;
}

/** Scrolls a list no further than until all of an element is seen in it. */
function reveal(element: HTMLElement, list: HTMLElement): void {
  const [inner, outer] = [element.getBoundingClientRect(), list.getBoundingClientRect()];
  list.scrollTop += Math.min(0, inner.top - outer.top) + Math.max(0, inner.bottom - outer.bottom);
}
