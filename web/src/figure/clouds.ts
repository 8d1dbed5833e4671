// The ensembles of the figure: what asks for them and draws them is fetched with
// the first scenario that has one.
import { tellMissing } from "../dom/dom.ts";
import type { CloudPainter, GivenStarts } from "../draw/landscape.ts";
import type { EndsMessage, MembersFrame, ScenarioMessage } from "../wire/wire.ts";
import type { Ensemble } from "../cloud/ensemble.ts";

/** What ensembles ask for, and who is told of them. */
export interface CloudEvents {
  /** Null takes the question back. */
  ask(query: string | null): number;
  changed(whole: boolean): void;
}

/** The members of the runs that are shown. */
export class Clouds {
  private ensemble: Ensemble | null = null;
  private coming: Promise<void> | null = null;
  private scenario: ScenarioMessage | null = null;
  private given: GivenStarts | null = null;
  private fresh = false;
  private hidesFuture = false;

  constructor(private readonly events: CloudEvents) {}

  /** What draws them; null before the first. */
  get painter(): CloudPainter | null {
    return this.ensemble;
  }

  /** Another scenario is shown. */
  want(scenario: ScenarioMessage): void {
    this.scenario = scenario;
    if (this.ensemble) return this.ensemble.want(scenario);
    if (scenario.seeds + scenario.starts > 0) this.coming ??= this.fetch().catch(tellMissing);
  }

  /** Starts that several pages have chosen, in place of the scenario's ensemble; null for that. */
  give(given: GivenStarts | null): void {
    this.given = given;
    if (this.ensemble) this.ensemble.give(given);
    else if (given) this.coming ??= this.fetch().catch(tellMissing);
  }

  take(answer: MembersFrame | EndsMessage): void {
    this.ensemble?.take(answer);
  }

  /** Whether an error is about them. */
  fail(id: number): boolean {
    return this.ensemble?.fail(id) ?? false;
  }

  /** What a run's members do, in words; empty where that is not known. */
  sentence(run: number): string {
    return this.ensemble?.sentence(run) ?? "";
  }

  /** The same for those who hear it, with how many are not on the picture. */
  spoken(run: number): string {
    return this.ensemble?.spoken(run) ?? "";
  }

  /** Whether they have to be drawn again, since they changed or since how they end may be told now. */
  isFresh(hidesFuture: boolean): boolean {
    const fresh = this.fresh || hidesFuture !== this.hidesFuture;
    [this.fresh, this.hidesFuture] = [false, hidesFuture];
    return fresh && this.ensemble !== null;
  }

  private async fetch(): Promise<void> {
    const { Ensemble, ready } = await import("../cloud/index.ts");
    await ready();
    this.ensemble = new Ensemble({
      ask: (query) => this.events.ask(query),
      cancel: () => void this.events.ask(null),
      changed: (whole) => {
        this.fresh = true;
        this.events.changed(whole);
      },
    });
    this.ensemble.give(this.given);
    if (this.scenario) this.ensemble.want(this.scenario);
  }
}
