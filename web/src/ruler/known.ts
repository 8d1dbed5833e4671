// What is known of the rates, as far as the page may tell it: the sweep of the run
// that the ruler is about, its limits, and how runs ended.
import { endingOf, type Ending } from "../draw/endings.ts";
import type { Theme } from "../draw/colors.ts";
import type { Picture } from "../plane/trajectories.ts";
import type { PredictionState } from "../play/predict.ts";
import { moreDigits, shownRate } from "../words/numbers.ts";
import { isTwoOverLambda } from "../words/sentences.ts";
import { t } from "../words/words.ts";
import type { KnownSweep, OutcomeMessage } from "../wire/wire.ts";
import { endingAt } from "./bands.ts";
import { withOwn } from "./joined.ts";
import type { Cloth, Tick } from "./paint.ts";
import type { Runs } from "./runs.ts";
import type { RateScale } from "./scale.ts";
import type { Sweeps, Tails } from "./sweeps.ts";

/** What the rates lead to. */
export class Known {
  /** What words and draws the sweep: it comes after the first picture. */
  terrain: typeof import("./terrain.ts") | null = null;
  prediction: PredictionState = "";
  /** What is drawn, and the playhead's step. */
  shown: { picture: Picture | null; k: number } = { picture: null, k: 0 };
  /** Tells nothing of what the rates lead to. */
  plain = false;

  private joined: { sweep: KnownSweep; picture: Picture; optimizer: string; ends: number; all: KnownSweep } | null = null;

  constructor(
    private readonly sweeps: Sweeps,
    private readonly runs: Runs,
  ) {}

  /** Fetches what words and draws the sweep; tells whether it came just now. */
  async fetch(): Promise<boolean> {
    if (this.terrain) return false;
    this.terrain = await import("./terrain.ts");
    return true;
  }

  private get silent(): boolean {
    return this.plain || this.prediction !== "";
  }

  /** The sweep of the run that the ruler is about. */
  get sweep(): KnownSweep | null {
    const { about } = this.runs;
    const sweep = about && !this.silent ? this.sweeps.of(about.info.run) : null;
    return sweep && sweep.rates.length > 1 ? this.withOwn(sweep, about!.info.optimizer) : null;
  }

  /** A network's sweep with the rates of the runs that are drawn: it tries few, and a flag stands in the band of its own run. */
  private withOwn(sweep: KnownSweep, optimizer: string): KnownSweep {
    const { picture } = this.shown;
    if (!sweep.network || !picture?.scenario.training) return sweep;
    const { joined } = this;
    if (joined?.sweep === sweep && joined.picture === picture && joined.optimizer === optimizer && joined.ends === endsOf(picture)) return joined.all;
    const all = withOwn(sweep, picture, optimizer);
    this.joined = { sweep, picture, optimizer, ends: endsOf(picture), all };
    return all;
  }

  /** Its runs' last losses that neither settle nor leave. */
  get tails(): Tails | null {
    return this.sweep && this.runs.about ? this.sweeps.tailsOf(this.runs.about.info.run) : null;
  }

  /** What a rate does; empty where that is not known, or not told. */
  tellRate(rate: number): string {
    const { sweep, terrain } = this;
    return sweep && terrain ? terrain.tellRate(this.endOf(rate) ?? endingAt(sweep, rate), this.turns, rate) : "";
  }

  /** What all rates that are shown do, for those who hear it. */
  tellBands(scale: RateScale): string {
    const { sweep, terrain, members } = this;
    return sweep && terrain ? terrain.tellBands(sweep, scale, members) : "";
  }

  /** How many runs each rate has; 0 where it is one. */
  get members(): number {
    const scenario = this.shown.picture?.scenario;
    return scenario ? scenario.seeds || scenario.starts : 0;
  }

  /** How the run of a rate ended that the ruler is about, if the playhead has seen that: the sweep tried others beside it. */
  private endOf(rate: number): Ending | null {
    const { picture, k } = this.shown;
    const about = this.runs.about?.info.optimizer;
    const run = picture?.runs.find(({ info, trajectory, outcome }) => info.lr === rate && info.optimizer === about && outcome && k >= trajectory.last);
    return run ? endOf(picture!, run.outcome!) : null;
  }

  /** How the losses of a rate take turns, where they do. */
  tellTurns(rate: number): string {
    return this.terrain?.tellTurns(this.turns, rate) ?? "";
  }

  /** The last losses by which turns are told: of runs that noise shakes they are not the run's own. */
  private get turns(): Tails | null {
    return this.sweeps.noisy ? null : this.tails;
  }

  /** The limits of the optimizer at the minima that its rates end at, the lowest's in front; none has the number of a flag that stands beside it. */
  ticks(scale: RateScale): Tick[] {
    const decays = Number(this.runs.about?.info.params.weight_decay) > 0; // λ is then not that of the loss
    const limited = (this.sweep?.minima ?? []).filter(({ limit }) => limit !== null);
    const rates = this.runs.flown.map(({ lr }) => lr);
    const all: Tick[] = limited.map(({ limit, lambda }, i) => {
      const name = t(!decays && isTwoOverLambda({ limit, limit_lambda: lambda }) ? "limit.tick" : "limit.tick.own");
      return { rate: limit!, text: `${name} = ${shownRate(limit!, moreDigits(limit, rates, shownRate))}`, front: i === 0 };
    });
    return all.filter(({ rate }) => scale.has(rate));
  }

  /** The limit that stands in front; until the sweep is there, what the scenario says of it. */
  get limit(): number | null {
    if (this.silent) return null;
    const { sweep } = this;
    return sweep ? (sweep.minima.find(({ limit }) => limit !== null)?.limit ?? null) : (this.runs.about?.info.limit ?? null);
  }

  /** How a run ended, as the foot of its flag has it. */
  foot(picture: Picture | null, run: number, theme: Theme): Cloth["foot"] {
    const outcome: OutcomeMessage | null = this.silent ? null : (picture?.runs[run]?.outcome ?? null);
    if (!outcome || !this.terrain) return null;
    const { word, band } = endOf(picture!, outcome);
    return { text: this.terrain.nameOf(word), color: theme.bands[band] };
  }
}

/** How many of a picture's runs have ended. */
function endsOf({ runs }: Picture): number {
  return runs.filter(({ outcome }) => outcome).length;
}

/** How a run of a picture ended. */
function endOf({ scenario }: Picture, outcome: OutcomeMessage): Ending {
  return endingOf(outcome.outcome, { global: outcome.global, few: outcome.reason === "few", network: scenario.training !== undefined, guess: outcome.guess !== undefined, caveat: outcome.reason });
}
