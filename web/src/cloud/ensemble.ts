// The ensemble of a scenario: asked for when its runs are, coarse while a hand
// moves something and whole once it rests; drawn under the runs and with them.
import type { Theme } from "../draw/colors.ts";
import type { CloudLook, CloudPainter, GivenStarts, LossLook, MemberWays } from "../draw/landscape.ts";
import type { Labels } from "../draw/labels.ts";
import type { Canvas } from "../draw/canvas.ts";
import type { Sheet } from "../draw/sheet.ts";
import type { Size } from "../plane/view.ts";
import type { EndsMessage, MembersFrame, Point, ScenarioMessage } from "../wire/wire.ts";
import { type Cloud, longest, placeAt } from "./cloud.ts";
import { inkOf, MemberTrails, paintLastStretch, paintMemberHeads, paintRings } from "./paint.ts";
import { LossLines } from "./losses.ts";
import { isOn, type Outside, OutsideCorner, outsideOf, outsideSentence, paintOutside } from "./outside.ts";
import { paintOwn } from "./own.ts";
import { membersSentence } from "./sentence.ts";
import { paintShares, sharesOf } from "./shares.ts";
import { t } from "../words/words.ts";

/** A hand rests that has changed nothing for so long, in ms. */
const REST = 150;
/** While it moves, so many members are drawn of all runs together, of what a run may have at most such a part, and about so many points of each. */
const COARSE_MEMBERS = 36;
const COARSE_PART = 8;
const COARSE_POINTS = 100;
/** Of starts that were given, so many points of all members together. */
const GIVEN_POINTS = 20_000;

/** What an ensemble asks for, and who is told of it. */
export interface EnsembleEvents {
  ask(query: string): number;
  cancel(): void;
  /** Something of it is to be drawn again; whole: all of it has come. */
  changed(whole: boolean): void;
}

/** What was asked for, as far as it has come. */
interface Coming {
  query: string;
  whole: boolean;
  clouds: Cloud[];
}

/** The members of all runs. */
export class Ensemble implements CloudPainter {
  private scenario: ScenarioMessage | null = null;
  private clouds: (Cloud | null)[] = [];
  /** By request: a hand that moves on does not wait for answers, and what they bring is shown even so. */
  private readonly coming = new Map<number, Coming>();
  private newest = -1;
  /** The query whose whole ensemble is shown or on its way. */
  private held = "";
  private version = 0;
  private wanted = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly trailsOf = new WeakMap<Canvas, MemberTrails>();
  private readonly cornerOf = new WeakMap<CanvasRenderingContext2D, OutsideCorner>();
  /** As it was written last. */
  private outside: { position: number; runs: readonly Outside[] } = { position: 0, runs: [] };
  private readonly lossLines = new LossLines();
  private given: GivenStarts | null = null;
  private inks: { theme: Theme; runs: string[] } | null = null;

  constructor(private readonly events: EnsembleEvents) {}

  /** Starts are given for the members, in place of the scenario's ensemble; null for that. */
  give(given: GivenStarts | null): void {
    const others = given?.text !== this.given?.text || given?.waits !== this.given?.waits || given?.run !== this.given?.run;
    const other = others || JSON.stringify(given?.mine) !== JSON.stringify(this.given?.mine);
    this.given = given;
    if (other && !others) this.events.changed(false);
    if (!others) return;
    if (!given || given.waits) this.clear();
    this.version++;
    this.wanted = -Infinity;
    if (this.scenario) this.want(this.scenario);
    this.events.changed(false);
  }

  /** Another scenario is shown: its ensemble is asked for, if it has one. */
  want(scenario: ScenarioMessage, now = performance.now()): void {
    const before = this.scenario;
    this.scenario = scenario;
    if (this.membersOf(scenario) === 0) return this.clear();
    if (before && !alike(before, scenario)) this.clouds = [];
    if (this.key(scenario) === this.held) return;
    for (const cloud of this.clouds) if (cloud) cloud.ends = null; // of another scenario
    const moving = now - this.wanted < 2 * REST;
    this.wanted = now;
    this.held = "";
    clearTimeout(this.timer);
    if (!moving) return this.ask(scenario, true);
    this.ask(scenario, false);
    this.timer = setTimeout(() => this.ask(scenario, true), REST);
  }

  /** Takes members of a run, or where they end: then they are shown. */
  take(answer: MembersFrame | EndsMessage): void {
    const coming = this.coming.get(answer.id);
    if (!coming) return;
    for (const id of this.coming.keys()) if (id < answer.id) this.coming.delete(id);
    if ("kind" in answer && answer.first === 0) coming.clouds[answer.run] = { every: answer.every, members: [], ends: null, given: this.given !== null };
    const cloud = coming.clouds[answer.run];
    if (!cloud) return;
    if ("kind" in answer) return void cloud.members.push(...answer.members);
    const counted = coming.whole && this.scenario !== null && coming.query === this.key(this.scenario);
    cloud.ends = counted ? answer : null;
    this.clouds[answer.run] = cloud;
    this.version++;
    this.events.changed(counted && coming.clouds.filter(Boolean).length === (this.given ? 1 : this.scenario?.runs.length));
  }

  /** Whether an error is about what was asked for here: what is shown is then of another scenario. */
  fail(id: number): boolean {
    if (!this.coming.has(id)) return false;
    this.coming.delete(id);
    if (id === this.newest) this.forget();
    return true;
  }

  /** What is known of a run's members, in words; empty where that is nothing yet. */
  sentence(run: number): string {
    const ends = this.clouds[run]?.ends;
    return ends && this.scenario ? membersSentence(this.scenario, ends, this.given !== null) : "";
  }

  /** The same for those who hear it, with how many are not on the picture, which is written there; it may be of an earlier step than where they end. */
  spoken(run: number): string {
    const { position, runs } = this.outside;
    const outside = runs.find((each) => each.run === run);
    const said = this.sentence(run);
    if (!outside || !said) return said;
    const away = outsideSentence(outside);
    return `${said}; ${position < longest(this.clouds) ? t("transport.said", { k: Math.floor(position), losses: away }) : away}`;
  }

  paintStarts(sheet: Sheet, labels: Labels): void {
    if (!this.given) return;
    const { points, run, mine } = this.given;
    paintRings(sheet, points, run);
    if (mine) paintOwn(sheet, mine, this.clouds.flatMap((cloud) => cloud?.ends?.minima ?? []), labels);
  }

  paintTrails(layer: Canvas, look: CloudLook): void {
    let trails = this.trailsOf.get(layer);
    if (!trails) this.trailsOf.set(layer, (trails = new MemberTrails()));
    trails.draw(layer, this.clouds, this.version, look);
  }

  paintLast(pen: CanvasRenderingContext2D, look: CloudLook): void {
    paintLastStretch(pen, this.clouds, look);
  }

  ways(): (MemberWays | null)[] {
    return Array.from(this.clouds, (cloud) => cloud && { every: cloud.every, paths: cloud.members, alpha: inkOf(cloud.members.length) });
  }

  paintLosses(layer: Canvas, look: LossLook): void {
    this.lossLines.draw(layer, this.clouds, this.version, look);
  }

  paintHeads(sheet: Sheet, look: Pick<CloudLook, "hidden" | "position">): void {
    paintMemberHeads(sheet, this.clouds, look);
  }

  paintOutside(sheet: Sheet, size: Size, labels: Labels, { hidden, position }: Pick<CloudLook, "hidden" | "position">): void {
    const runs = outsideOf(this.clouds, hidden, position, (at) => isOn(sheet, at));
    this.outside = { position, runs };
    let corner = this.cornerOf.get(sheet.pen);
    if (!corner) this.cornerOf.set(sheet.pen, (corner = new OutsideCorner()));
    const { surface, start } = this.scenario ?? {};
    const place = [surface?.formula, start, sheet.flat ? Object.values(sheet.plan.box) : ""].join();
    paintOutside(sheet, size, place, runs, corner, labels, (run) => this.inkOf(run, sheet.theme));
  }

  reach(): Point[] {
    return this.clouds.flatMap((cloud) => (cloud?.members ?? []).flatMap((path) => [0, path.last].map((k) => placeAt(path, cloud!.every, k))));
  }

  paintShares(sheet: Sheet, labels: Labels, hidden: ReadonlySet<number>): void {
    paintShares(sheet, sharesOf(this.clouds, hidden), labels, (run) => this.inkOf(run, sheet.theme));
  }

  private ask(scenario: ScenarioMessage, whole: boolean): void {
    if (whole) this.held = this.key(scenario);
    this.newest = this.events.ask(this.given ? givenQuery(scenario, this.given, whole) : queryOf(scenario, whole));
    this.coming.set(this.newest, { query: this.key(scenario), whole, clouds: [] });
  }

  /** How many members there are of each run; 0 without an ensemble, and while given ones wait. */
  private membersOf(scenario: ScenarioMessage): number {
    return this.given ? (this.given.waits ? 0 : this.given.points.length) : membersOf(scenario);
  }

  /** What the members are those of. */
  private key({ query }: ScenarioMessage): string {
    return this.given ? `${query}&run=${this.given.run}&points=${this.given.text}` : query;
  }

  private clear(): void {
    clearTimeout(this.timer);
    if (this.held || this.clouds.length > 0) this.events.cancel();
    this.held = "";
    this.wanted = -Infinity;
    this.forget();
  }

  private forget(): void {
    this.coming.clear();
    if (this.clouds.length === 0) return;
    this.clouds = [];
    this.version++;
    this.events.changed(false);
  }

  /** A run's colour for text. */
  private inkOf(run: number, theme: Theme): string {
    if (this.inks?.theme !== theme) {
      const style = getComputedStyle(document.documentElement);
      this.inks = { theme, runs: (this.scenario?.runs ?? []).map(({ ink }) => style.getPropertyValue(`--run-text-${ink}`).trim()) };
    }
    return this.inks.runs[run] || theme.text;
  }
}

/** How many members the scenario makes of each run; 0 without an ensemble. */
function membersOf({ seeds, starts }: ScenarioMessage): number {
  return Math.max(seeds, starts);
}

function queryOf(scenario: ScenarioMessage, whole: boolean): string {
  if (whole) return scenario.query;
  const members = Math.max(2, Math.min(membersOf(scenario), Math.floor(COARSE_MEMBERS / scenario.runs.length), Math.floor(scenario.most_members / COARSE_PART)));
  return `${scenario.query}&members=${members}&every=${Math.max(1, Math.ceil(scenario.steps / COARSE_POINTS))}`;
}

/** The query of starts that were given; they start from the scenario's runs, whose own ensemble they replace. */
function givenQuery({ query, steps }: ScenarioMessage, { run, text, points }: GivenStarts, whole: boolean): string {
  const members = whole ? points.length : Math.min(COARSE_MEMBERS, points.length);
  const every = Math.max(1, Math.ceil((steps * members) / GIVEN_POINTS));
  return `${query}&run=${run}${whole ? "" : `&members=${members}`}&every=${every}&points=${text}`;
}

/** Whether the clouds of one scenario may stay on the picture of another until its own come. */
function alike(a: ScenarioMessage, b: ScenarioMessage): boolean {
  return a.surface.formula === b.surface.formula && a.runs.length === b.runs.length && a.seeds > 0 === b.seeds > 0;
}
