// The runs as the ruler has them: each with its rate, and the one that it is about.
import type { RunInfo, ScenarioMessage } from "../wire/wire.ts";
import type { Range } from "./scale.ts";

/** A run on the ruler. */
export interface Run {
  info: RunInfo;
  name: string;
  /** Its rate: while a hand moves it, ahead of the server. */
  lr: number;
}

/** The range of a ruler that has no runs yet. */
const USUAL_RANGE: Range = [0.001, 10];

/** The runs of a scenario, and the chosen one. */
export class Runs {
  list: readonly Run[] = [];
  chosen = 0;
  /** A hand or a link has chosen it. */
  marked = false;

  /** The run that the ruler is about: the chosen one, or the first that has a rate to choose. */
  get about(): Run | undefined {
    const chosen = this.list[this.chosen];
    return chosen && !chosen.info.rateless ? chosen : this.list.find(({ info }) => !info.rateless);
  }

  /** The rates that the ruler shows where no hand and no link has said which. */
  get own(): Range {
    return this.about?.info.rate_range ?? USUAL_RANGE;
  }

  /** The runs that have a flag. */
  get flown(): Run[] {
    return this.list.filter(({ info }) => !info.rateless);
  }

  /** A run's optimizer is another than the ruler's: what the ruler tells is not of it. */
  isOther({ info }: Run): boolean {
    return info.optimizer !== this.about?.info.optimizer;
  }

  /** Takes the runs of a scenario; ahead tells whether a hand has moved a run's rate on since. Returns what that changed. */
  take(scenario: ScenarioMessage, names: readonly string[], ahead: (run: number) => boolean): "axis" | "flags" | "" {
    const [before, axis] = [this.list, this.axis];
    this.list = scenario.runs.map((info, i) => ({ info, name: names[i] ?? "", lr: (ahead(i) && before[i]?.lr) || info.lr }));
    if (axis !== this.axis) return "axis";
    const same = before.length === this.list.length && this.list.every((run, i) => isSame(run, before[i]!));
    return same ? "" : "flags";
  }

  /** What the ground depends on, of the runs. */
  private get axis(): string {
    return `${this.about?.info.run} ${this.list.map(({ info }) => info.optimizer)} ${this.own}`;
  }
}

/** Two runs that have the same flag. */
function isSame(a: Run, b: Run): boolean {
  return a.lr === b.lr && a.name === b.name && a.info.ink === b.info.ink;
}
