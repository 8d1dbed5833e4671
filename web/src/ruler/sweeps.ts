// What every rate would do: asked for once the runs are there, over the whole of
// each optimizer's range, and anew over the part of it that the ruler shows; then
// what the runs do in the long run that neither settle nor leave, and what the shown
// runs' own rates do, since a rate close by may do something else.
import { edit, valueOf, without } from "../wire/query.ts";
import { FEW } from "../draw/endings.ts";
import type { KnownSweep, ScenarioMessage, SweepMessage } from "../wire/wire.ts";
import { ended, refined } from "./joined.ts";
import type { Range } from "./scale.ts";

/** How long a hand must rest before a sweep is asked for, in ms. */
const REST = 60;

/** How many rates a stretch is looked at for, and how many of their last losses are shown. */
const TAIL_RATES = 200;
const TAIL = 40;

/** The last losses of the runs that neither settle nor leave, the rates in order. */
export interface Tails {
  rates: number[];
  losses: number[][];
  /** How many of the losses take turns; 0 for no lasting pattern, null where that is not told. */
  periods: (number | null)[];
  /** The same of rates that were asked for by themselves; null where the run settles or leaves, undefined where that can't be answered. */
  own: ReadonlyMap<number, number | null | undefined>;
}

/** Of how many rates by themselves what they do is kept. */
const OWN = 64;

/** How far above a rate that is asked for by itself the other of its sweep is: a sweep has two. */
const BESIDE = 1 + 1e-6;

type Kind = "whole" | "near" | "tail" | "own";

interface Job {
  kind: Kind;
  /** What it depends on. */
  key: string;
  query: string;
  /** The one rate that it is about. */
  rate?: number;
}

/** The sweeps of a scenario, asked for one at a time. */
export class Sweeps {
  /** The newest sweep of each run over its whole range. */
  private readonly whole: (KnownSweep | null)[] = [];
  private near: KnownSweep | null = null;
  private nearOptimizer = "";
  private tails: Tails | null = null;
  private tailOptimizer = "";
  private readonly own = new Map<number, number | null | undefined>();
  /** What they depend on. */
  private ownKey = "";
  private readonly joined = new Map<number, { whole: KnownSweep | null; near: KnownSweep | null; both: KnownSweep | null }>();
  private scenario: ScenarioMessage | null = null;
  private run = 0;
  private range: Range | null = null;
  /** The keys of what is held in full, or can't be had. */
  private held: Record<Exclude<Kind, "own">, string> = { whole: "", near: "", tail: "" };
  private asked: (Job & { id: number }) | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ask: (query: string) => number,
    private readonly onChange: () => void,
  ) {}

  /** Asks for the sweeps of a scenario, unless they are those that are held. */
  want(scenario: ScenarioMessage): void {
    this.scenario = scenario;
    this.goOn();
  }

  /** The run whose rates are looked at, and the part of them that is; null for the whole. */
  look(run: number, range: Range | null): void {
    if (run === this.run && range?.join() === this.range?.join()) return;
    [this.run, this.range] = [run, range];
    if (this.scenario) this.goOn();
  }

  take(sweep: SweepMessage): void {
    const { asked, scenario } = this;
    if (!asked || sweep.id !== asked.id || !scenario) return;
    this.keep(asked, { ...ended(sweep), few: scenario.steps <= FEW }, scenario.runs[sweep.run]?.optimizer ?? "");
    if (sweep.complete && (asked.kind !== "whole" || last(scenario, sweep))) this.settle(asked);
    this.onChange();
  }

  private keep({ kind, key, rate }: Job, known: KnownSweep, optimizer: string): void {
    if (kind === "near") [this.near, this.nearOptimizer] = [known, optimizer];
    else if (kind === "tail") [this.tails, this.tailOptimizer] = [tailsOf(known, this.own), optimizer];
    else if (kind === "own") known.tails && this.keepOwn(rate!, known.tails[0] ? (known.periods?.[0] ?? null) : null); // a coarse one has no tails yet
    else {
      for (const run of known.runs) this.whole[run] = known;
      if (!this.held.near.startsWith(key)) this.near = null; // those are of the scenario before
      if (!this.held.tail.startsWith(key)) this.tails = null;
    }
  }

  private keepOwn(rate: number, period: number | null | undefined): void {
    this.own.set(rate, period);
    for (const oldest of this.own.keys()) if (this.own.size > OWN) this.own.delete(oldest);
  }

  /** A request that can't be answered is not made again. */
  fail(id: number): void {
    const { asked } = this;
    if (!asked || id !== asked.id) return;
    if (asked.rate !== undefined) this.keepOwn(asked.rate, undefined);
    this.settle(asked);
  }

  /** Another surface: what is held says nothing of it. */
  clear(): void {
    this.whole.length = 0;
    this.near = this.tails = this.scenario = this.asked = null;
    this.held = { whole: "", near: "", tail: "" };
    this.onChange();
  }

  /** What is known of a run's rates, finer where the ruler looks. */
  of(run: number): KnownSweep | null {
    const whole = this.whole[run] ?? null;
    const near = this.near && this.scenario?.runs[run]?.optimizer === this.nearOptimizer ? this.near : null;
    const kept = this.joined.get(run);
    if (kept && kept.whole === whole && kept.near === near) return kept.both;
    const both = near ? refined(whole, near) : whole;
    this.joined.set(run, { whole, near, both });
    return both;
  }

  /** What the runs of a run's optimizer do in the long run that neither settle nor leave, without noise. */
  tailsOf(run: number): Tails | null {
    return this.scenario?.runs[run]?.optimizer === this.tailOptimizer ? this.tails : null;
  }

  /** Whether runs are shaken by noise, without which their last losses are looked at. */
  get noisy(): boolean {
    return Number(valueOf(this.scenario?.query ?? "", "noise") ?? 0) > 0;
  }

  private settle(job: Job): void {
    if (job.kind !== "own") this.held[job.kind] = job.key;
    this.asked = null;
    this.goOn();
  }

  private goOn(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const job = this.jobs().find(({ kind, key }) => kind === "own" || key !== this.held[kind]);
      if (job && job.key !== this.asked?.key) this.asked = { ...job, id: this.ask(job.query) };
    }, REST);
  }

  /** What is to be known, what is seen first. */
  private jobs(): Job[] {
    const { scenario, run, range } = this;
    if (!scenario) return [];
    const key = identity(scenario);
    const whole: Job = { kind: "whole", key, query: scenario.query };
    const info = scenario.runs[run];
    if (!info || info.rateless) return [whole];
    const of = (kind: Kind, [from, to]: Range, more: Record<string, string> = {}): Job => ({
      kind, key: `${key}|${info.optimizer}|${from},${to}`, query: edit(scenario.query, { run: String(run), from: plain(from), to: plain(to), ...more }),
    });
    const restless = this.held.whole === key ? this.restless() : null;
    const rest = restless ? [of("tail", restless, { n: String(TAIL_RATES), tail: String(TAIL) })] : [];
    const own = this.ownRates(`${key}|${info.optimizer}`, restless).map((rate) => ({ ...of("own", [rate, rate * BESIDE], { n: "2", tail: "1" }), rate }));
    return [...(range ? [of("near", range)] : []), whole, ...rest, ...own];
  }

  /** The rates of the runs shown that may neither settle nor leave, where what they do is not known yet. */
  private ownRates(key: string, restless: Range | null): number[] {
    const { scenario, run, own } = this;
    if (key !== this.ownKey) own.clear();
    this.ownKey = key;
    const optimizer = scenario?.runs[run]?.optimizer;
    const rates = (scenario?.runs ?? []).filter((other) => other.optimizer === optimizer).map(({ lr }) => lr);
    if (!restless || this.noisy) return [];
    return [...new Set(rates)].filter((rate) => rate >= restless[0] && rate <= restless[1] && !own.has(rate));
  }

  /** The part of what is shown between whose rates are all that neither settle nor leave. */
  private restless(): Range | null {
    const { run, range } = this;
    const near = range && this.near && this.held.near.endsWith(range.join()) ? this.near : null;
    const found = (near ?? this.whole[run])?.restless;
    if (!found) return null;
    const [from, to] = [Math.max(found[0], range?.[0] ?? 0), Math.min(found[1], range?.[1] ?? Infinity)];
    return to > from * 1.0001 ? [from, to] : null;
  }
}

function plain(rate: number): string {
  return String(rate).replace("e+", "e");
}

function tailsOf({ rates, tails = [], periods = [] }: KnownSweep, own: Tails["own"]): Tails {
  const found = rates.flatMap((rate, i) => (tails[i] ? [{ rate, losses: tails[i], period: periods[i] ?? null }] : []));
  return { rates: found.map(({ rate }) => rate), losses: found.map(({ losses }) => losses), periods: found.map(({ period }) => period), own };
}

/** Whether a sweep is of the last optimizer that has a rate to choose. */
function last({ runs }: ScenarioMessage, sweep: SweepMessage): boolean {
  const firsts = runs.filter(({ rateless, optimizer }, i) => !rateless && runs.findIndex((other) => other.optimizer === optimizer) === i);
  return sweep.runs.includes(firsts.at(-1)?.run ?? sweep.run);
}

/** What a sweep depends on: everything but the rates, which it varies itself, and an ensemble, whose first member it is about. */
export function identity(scenario: ScenarioMessage): string {
  const optimizers = scenario.runs.map((run) => run.optimizer).join();
  return without(scenario.query, (key) => ["lr", "names", "seeds", "starts"].includes(key)) + "|" + optimizers;
}
