// What every rate would do: asked for once the runs are there, painted under
// the sliders, and drawn as a chart.
import type { KnownSweep, ScenarioMessage, SweepMessage } from "../wire/wire.ts";
import { without } from "../wire/query.ts";

/** How long a hand must rest before the sweep is asked for, in ms. */
const rest = 60;

/** The sweeps of the runs that are shown. */
export class Sweeps {
  /** The newest sweep of each run. */
  readonly byRun: (KnownSweep | null)[] = [];
  private asked = "";
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ask: (query: string) => void,
    private readonly onChange: () => void,
  ) {}

  /** Asks for the sweeps of a scenario, unless they are those that are held. */
  want(scenario: ScenarioMessage): void {
    const what = identity(scenario);
    if (what === this.asked) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.asked = what;
      this.ask(scenario.query);
    }, rest);
  }

  take(sweep: SweepMessage): void {
    const told = ended(sweep);
    for (const run of sweep.runs) this.byRun[run] = told;
    this.onChange();
  }

  /** Another surface: what is held says nothing of it. */
  clear(): void {
    this.byRun.length = 0;
    this.asked = "";
    this.onChange();
  }
}

/** What a sweep depends on: everything but the rates, which it varies itself. */
export function identity(scenario: ScenarioMessage): string {
  const optimizers = scenario.runs.map((run) => run.optimizer).join();
  return without(scenario.query, (key) => key === "lr" || key === "names") + "|" + optimizers;
}

/** The part of a sweep whose rates have an outcome; a coarse one may have holes. */
export function ended(sweep: SweepMessage): KnownSweep {
  const known = sweep.outcomes.map((outcome) => outcome !== null);
  if (known.every(Boolean)) return sweep as KnownSweep;
  const only = <T>(list: T[]) => list.filter((_, i) => known[i]);
  return {
    ...sweep, rates: only(sweep.rates), outcomes: only(sweep.outcomes), global: only(sweep.global), loss: only(sweep.loss),
    steps: only(sweep.steps), ends: only(sweep.ends),
  } as KnownSweep;
}
