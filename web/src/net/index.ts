// What the networks think: beside the landscape what the chosen run makes of its data
// at the playhead's step, in each run's row the same small. Fetched with the first
// network.
import { Newest } from "../dom/newest.ts";
import { onHost } from "../dom/site.ts";
import type { Theme } from "../draw/colors.ts";
import type { Picture, ShownRun } from "../plane/trajectories.ts";
import type { NetworkAnswer, RunInfo, ScenarioMessage } from "../wire/wire.ts";
import { batchStepOf } from "./batch.ts";
import { type Data, dataOf } from "./data.ts";
import { Forward } from "./forward.ts";
import { BackwardPass } from "./backward.ts";
import { allWeights, type Learner, learnerOf } from "./learner.ts";
import { Panel } from "./panel.ts";
import { planeSentence } from "./plane-words.ts";
import { Rows } from "./rows.ts";
import { type Thought, think } from "./thought.ts";
import { aloneQuery, Weights } from "./weights.ts";

/** What is shown of networks, and when. */
export interface Moment {
  picture: Picture;
  k: number;
  chosen: number;
  theme: Theme;
  /** What the runs do is hidden: the data alone are shown. */
  hidden: boolean;
  /** The runs that are not drawn. */
  away: ReadonlySet<number>;
  /** How many rates are known to end how. */
  rates: number;
  /** What a run is called: "good" tells how it ends, and is not said while the page predicts. */
  nameOf: (info: RunInfo) => string;
}

/** A network whose data have come. */
interface Known {
  key: string;
  data: Data;
  forward: Forward;
}

/** Follows the playhead with what the networks think. */
export class NetworkViews {
  private readonly pass = new BackwardPass(() => this.invalidate(), (panel) => this.panelChanged(panel));
  private readonly panel = new Panel((point) => this.pass.open && this.pass.choosePoint(point), this.pass.bars.root, () => this.togglePass());
  private readonly rows = new Rows();
  private readonly weights: Weights;
  private readonly answers: Newest<{ key: string }, NetworkAnswer>;
  private readonly batches: Newest<{ key: string; query: string; k: number }, number[]>;
  private batch: { key: string; points: ReadonlySet<number> } | null = null;
  private known: Known | null = null;
  /** What each run thinks, kept until its next weights have come. */
  private readonly thoughts = new Map<number, Thought>();

  constructor(
    private readonly invalidate: () => void,
    /** The backward pass is to be opened where others may be open. */
    private readonly opening: () => void,
    /** What a hand has opened or closed, as the link says it. */
    private readonly panelChanged: (panel: string) => void,
  ) {
    this.weights = new Weights(invalidate);
    this.answers = new Newest(({ key }, signal) => get(`/api/network?${key}`, signal), (answer, { key }) => this.learn(key, answer));
    this.batches = new Newest(({ query, k }, signal) => get(`/api/batch?${query}&k=${k}`, signal), (points, { key }) => {
      this.batch = { key, points: new Set(points) };
      this.invalidate();
    });
  }

  /** Shows a moment of networks. */
  show(moment: Moment): void {
    const { picture } = moment;
    const { surface } = picture.scenario;
    const info = learnerOf(surface)!;
    document.documentElement.dataset.network = "";
    this.pass.opener = info.ties ? "pass-open" : "step-open";
    const key = surface.network ? surface.formula : `surface=${surface.id}`; // a slice's text is its query
    if (this.known?.key !== key) this.answers.want({ key });
    this.panel.tell(planeSentence(picture.scenario, moment.hidden ? 0 : moment.rates));
    if (!this.known || this.known.key !== key) return;
    this.think(moment, info, this.known);
    const { data } = this.known;
    const batch = this.batchAt(picture.scenario, batchStepOf(moment.k, picture.runs[this.chosenOf(moment)]?.trajectory.last ?? 0));
    this.panel.show({ ...moment, info, data, batch, thought: moment.hidden ? null : (this.thoughts.get(this.chosenOf(moment)) ?? null), run: this.chosenOf(moment), point: moment.hidden ? -1 : this.pass.chosen });
    this.pass.mark();
    if (!moment.hidden) this.pass.follow({ picture, run: this.chosenOf(moment), k: moment.k, theme: moment.theme, info, nameOf: moment.nameOf });
    this.rows.show({ ...moment, info, data, thoughts: moment.hidden ? new Map() : new Map([...this.thoughts].filter(([i]) => !moment.away.has(i))) });
  }

  /** Opens or closes the backward pass. */
  togglePass(): void {
    if (!this.pass.open) this.opening();
    this.pass.toggle();
  }

  /** Opens the backward pass at a stage, or closes it (null), as the link says. */
  setPass(stage: number | null): void {
    if (stage !== null && !this.pass.open) this.opening();
    this.pass.set(stage);
  }

  /** Closes the backward pass; true if it was open. */
  closePass(): boolean {
    return this.pass.close();
  }

  /** The surface is no network any more. */
  hide(): void {
    if (!("network" in document.documentElement.dataset)) return;
    delete document.documentElement.dataset.network;
    this.known = null;
    this.thoughts.clear();
    this.pass.leave();
    this.panel.hide();
    this.rows.hide();
  }

  private chosenOf({ picture, chosen }: Moment): number {
    return Math.min(chosen, picture.runs.length - 1);
  }

  private learn(key: string, answer: NetworkAnswer): void {
    this.known = { key, data: dataOf(answer), forward: new Forward(answer) };
    this.thoughts.clear();
    this.invalidate();
  }

  /** What each run thinks at the step, where its weights have come. */
  private think(moment: Moment, info: Learner, { data, forward }: Known): void {
    const { picture, k } = moment;
    for (const i of this.thoughts.keys()) if (i >= picture.runs.length) this.thoughts.delete(i);
    picture.runs.forEach((run, i) => {
      const at = stepOf(run, k);
      const query = aloneQuery(picture.scenario, run.info);
      const large = i === this.chosenOf(moment);
      const key = `${at} ${large} ${query}`;
      if (at < 0 || this.thoughts.get(i)?.key === key) return;
      const weights = info.ties ? allWeights(info, [run.trajectory.x[at]!, run.trajectory.y[at]!]) : this.weights.at(query, at, info.weights);
      if (weights) this.thoughts.set(i, think(key, at, weights, info, data, forward, large));
    });
  }

  /** The points of the mini-batch that the step from k uses; null for the whole set. */
  private batchAt({ query, training }: ScenarioMessage, k: number): ReadonlySet<number> | null {
    if (!training || training.batch === "full") return null;
    const key = `${query.replace(/(^|&)lr=[^&]*/, "")} ${k}`;
    if (this.batch?.key !== key) this.batches.want({ key, query, k });
    return this.batch?.key === key ? this.batch.points : new Set();
  }
}

/** The step of a run at the playhead: its last one where it has ended before. */
export function stepOf({ trajectory }: Pick<ShownRun, "trajectory">, k: number): number {
  return Math.min(Math.max(0, Math.floor(k)), trajectory.last);
}

async function get<T>(address: string, signal: AbortSignal): Promise<T> {
  const answer = await fetch(onHost(address), { signal });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return (await answer.json()) as T;
}

