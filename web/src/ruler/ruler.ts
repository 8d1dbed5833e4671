// The ruler of the learning rate: what every rate of the chosen run's optimizer
// does, and each run's own rate as a flag on it, to be dragged.
import { runColor, runShape, type Theme } from "../draw/colors.ts";
import { endingOf } from "../draw/endings.ts";
import { Layer, sharpness } from "../draw/layer.ts";
import { byId, setAttribute, tellMissing, within } from "../dom/dom.ts";
import type { OnRate } from "../link/hand.ts";
import type { Picture } from "../plane/trajectories.ts";
import type { PredictionState } from "../play/predict.ts";
import { isTwoOverLambda } from "../words/sentences.ts";
import { shownRate } from "../words/numbers.ts";
import { t } from "../words/words.ts";
import type { KnownSweep, OutcomeMessage, RunInfo, ScenarioMessage } from "../wire/wire.ts";
import { addFlag, Flag, moveOf, pressOf } from "./flag.ts";
import { geometry, type Geometry } from "./geometry.ts";
import { Hands } from "./hands.ts";
import { clothWidth, flagFont, paintAxis, paintFlags, paintGhost, paintHover, paintTick, rowTop, tickLabel, type Cloth, type Inks, type Named, type Tick } from "./paint.ts";
import { decades, panned, rangeText, RateScale, zoomed, type Range } from "./scale.ts";
import { NEAR, stacked, type FlagPlace } from "./stack.ts";
import type { Sweeps, Tails } from "./sweeps.ts";

/** What hands on the ruler ask of the page. */
export interface RulerEvents {
  invalidate(): void;
  rate: OnRate;
  /** The hand has let go of a flag. */
  rateEnd(keys: boolean): void;
  /** The range that is shown, as a link has it; whole where it is the ruler's own. */
  range(text: string, whole: boolean): void;
  /** Enter on a flag: its number is to be written. */
  write(run: number): void;
}

/** One sway of a flag that beckons, in ms. */
const SWAY = 900;

/** A run as the ruler has it. */
interface Run {
  info: RunInfo;
  name: string;
  /** Its rate: while a hand moves it, ahead of the server. */
  lr: number;
}

/** The ruler: its runs, the part of the rates that it shows, and what draws it. */
export class Ruler {
  private readonly host = byId("ruler-field");
  private readonly whole = byId("ruler-whole");
  private readonly ground: Layer;
  private readonly front: Layer;
  private readonly flags: Flag[];
  private inks: Inks;
  private g: Geometry = geometry(0, 0, 16, false);
  private digit = 8;
  private runs: Run[] = [];
  private picture: Picture | null = null;
  private chosen = 0;
  private marked = false;
  /** The part of the rates that is shown; null for the optimizer's own range. */
  private range: Range | null = null;
  private moving = false;
  private places: FlagPlace[] = [];
  private names: Named[] = [];
  private hidden = new Set<number>();
  private prediction: PredictionState = "";
  private plain = false;
  private held = -1;
  private hover: number | null = null;
  private k = 0;
  private told: (OutcomeMessage | null)[] = [];
  /** Since when a flag beckons; null for none. */
  private beckoning: number | null = null;
  private fresh = { ground: true, front: true };
  /** What draws the sweep: it comes after the first picture. */
  private terrain: typeof import("./terrain.ts") | null = null;

  constructor(
    private readonly sweeps: Sweeps,
    private readonly events: RulerEvents,
    theme: Theme,
  ) {
    this.inks = { theme, texts: [] };
    this.ground = new Layer(this.host);
    this.front = new Layer(this.host);
    this.flags = [...this.host.querySelectorAll<HTMLInputElement>(".flag")].map((input) => new Flag(input));
    new ResizeObserver(() => this.resize()).observe(this.host);
    new Hands(this.host, {
      flagAt: (x, _y, finger) => this.flagAt(x, finger),
      poleOf: (run) => this.places.find((place) => place.run === run)?.x ?? 0,
      hold: (run, moved) => this.hold(run, moved),
      drag: (run, x, time) => this.send(run, this.scale.rate(x), { held: true, time, keys: false }),
      press: (x, time) => this.press(x, time),
      hover: (x) => this.setHover(x),
      zoom: (factor, x) => this.move(zoomed(this.shown, factor, this.scale.rate(x), this.own)),
      pan: (dx) => this.range && this.move(panned(this.shown, -dx / this.scale.width, this.own)),
      rest: () => this.rest(),
    });
    this.host.addEventListener("keydown", (event) => this.key(event));
    this.host.addEventListener("input", (event) => this.slid(event));
    this.whole.addEventListener("click", () => (this.move(null), this.rest(), this.host.focus()));
  }

  /** The run that the ruler is about: the chosen one, or the first that has a rate to choose. */
  private get about(): Run | undefined {
    const chosen = this.runs[this.chosen];
    return chosen && !chosen.info.rateless ? chosen : this.runs.find(({ info }) => !info.rateless);
  }

  private get own(): Range {
    return this.about?.info.rate_range ?? [0.001, 10];
  }

  private get shown(): Range {
    return this.range ?? this.own;
  }

  private get scale(): RateScale {
    return new RateScale(this.shown, this.g.margin, Math.max(1, this.g.width - 2 * this.g.margin));
  }

  /** Shows a scenario's runs; latest: no newer one was asked for, so their rates are what the hand has set. */
  setScenario(scenario: ScenarioMessage, names: string[], latest: boolean): void {
    const [before, axis] = [this.runs, this.axis];
    this.runs = scenario.runs.map((info, i) => ({ info, name: names[i] ?? "", lr: (latest && this.held !== i) || !before[i] ? info.lr : before[i].lr }));
    while (this.flags.length < this.runs.length) this.flags.push(new Flag(addFlag(this.host, this.flags.length)));
    while (this.flags.length > this.runs.length) this.drop();
    this.look();
    const same = before.length === this.runs.length && this.runs.every(({ info, name, lr }, i) => lr === before[i]!.lr && name === before[i]!.name && info.ink === before[i]!.info.ink);
    if (axis !== this.axis) this.spoil(true);
    else if (!same) this.spoil(false);
  }

  /** What the ground depends on, of the runs. */
  private get axis(): string {
    return `${this.about?.info.run} ${this.runs.map(({ info }) => info.optimizer)} ${this.own}`;
  }

  /** Takes the last flag away; the focus on it goes to the one before, not to nowhere. */
  private drop(): void {
    const flag = this.flags.pop();
    const focused = document.activeElement === flag?.input;
    flag?.input.remove();
    if (focused) this.flags.at(-1)?.input.focus();
  }

  /** What is drawn, at step k: the runs' outcomes, and the rates that schedules have made of theirs. */
  setPicture(picture: Picture, k: number): void {
    const rateless = this.about === undefined;
    const told = picture.runs.map(({ outcome }) => outcome);
    const moved = picture !== this.picture || k !== this.k;
    if (moved && (rateless || picture.scenario.schedule !== "constant")) this.spoil(rateless);
    else if (this.hollow && told.some((outcome, run) => outcome !== this.told[run])) this.spoil(false); // their outcome is at their foot
    [this.picture, this.k, this.told] = [picture, k, told];
    if (rateless && picture.done) void this.fetch().catch(tellMissing);
  }

  /** Some run's optimizer is another than the ruler's. */
  private get hollow(): boolean {
    return this.runs.some(({ info }) => info.optimizer !== this.about?.info.optimizer);
  }

  /** More is known of what the rates do. */
  refresh(): void {
    this.spoil(true);
  }

  setTheme(theme: Theme): void {
    const style = getComputedStyle(this.host);
    const inks = this.runs.map(({ info }) => info.ink);
    this.inks = { theme, texts: inks.map((ink, run) => style.getPropertyValue(`--run-text-${ink}`).trim() || runColor(theme, run)) };
    this.resize();
  }

  setHidden(hidden: Set<number>): void {
    this.hidden = hidden;
    this.spoil(false);
  }

  /** The run that the ruler is about; marked where a hand or a link has chosen it. */
  setChosen(run: number, marked = this.marked): void {
    if (run === this.chosen && marked === this.marked) return;
    [this.chosen, this.marked] = [run, marked];
    this.look();
    this.spoil(true);
  }

  /** A hand has chosen a run: the range of another optimizer's says nothing of its rates. */
  chooseByHand(run: number): void {
    const before = this.about?.info.optimizer;
    this.setChosen(run);
    if (this.range && before !== this.about?.info.optimizer) (this.move(null), this.rest());
  }

  setPrediction(prediction: PredictionState): void {
    this.prediction = prediction;
    this.spoil(true);
  }

  /** Tells nothing of what the rates lead to. */
  setPlain(plain: boolean): void {
    this.plain = plain;
    this.spoil(true);
  }

  /** Shows a part of the rates, as a link says; null for all of them. */
  setRange(range: Range | null): void {
    if (this.moving || range?.join() === this.range?.join()) return;
    this.range = range;
    this.look();
    this.spoil(true);
  }

  /** Fetches what draws the sweep, once. */
  async fetch(): Promise<void> {
    if (this.terrain) return;
    this.terrain = await import("./terrain.ts");
    this.spoil(true);
  }

  /** Moves a run's rate by a press of a key, up or down. */
  nudge(run: number, presses: number, time = performance.now()): void {
    this.shift(run, Math.sign(presses) * pressOf(decades(this.shown)), time);
  }

  /** Lets the flag that is to be dragged sway twice, where motion is wanted. */
  beckon(): void {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    this.beckoning = performance.now();
    this.spoil(false);
  }

  /** How far the flag that beckons is from its place, in px. */
  private sway(run: number): number {
    if (this.beckoning === null || run !== Math.min(1, this.runs.length - 1)) return 0;
    const t = (performance.now() - this.beckoning) / SWAY;
    return t < 2 ? 8 * Math.sin(2 * Math.PI * t) : 0;
  }

  draw(): void {
    if (this.g.width === 0) return;
    if (this.beckoning !== null && performance.now() - this.beckoning > 2 * SWAY) this.beckoning = null;
    if (this.fresh.ground) this.drawGround();
    if (this.fresh.front) this.drawFront();
    this.fresh = { ground: false, front: false };
    if (this.beckoning !== null) this.spoil(false);
  }

  /** Takes the host's size as it is now. */
  resize(): void {
    const em = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const coarse = matchMedia("(pointer: coarse), (max-width: 860px)").matches;
    this.g = geometry(this.host.clientWidth, this.host.clientHeight, em, coarse);
    if (this.g.width === 0) return;
    for (const layer of [this.ground, this.front]) layer.resize(this.g, sharpness(3));
    this.front.pen.font = flagFont(this.g, this.inks);
    this.digit = this.front.pen.measureText("0").width;
    this.spoil(true);
  }

  private spoil(ground: boolean): void {
    this.fresh = { ground: this.fresh.ground || ground, front: true };
    this.events.invalidate();
  }

  private look(): void {
    if (this.about && !this.moving) this.sweeps.look(this.about.info.run, this.range);
  }

  // What is drawn.

  private get land(): KnownSweep | null {
    const sweep = this.about && !this.prediction && !this.plain ? this.sweeps.of(this.about.info.run) : null;
    return sweep && sweep.rates.length > 1 ? sweep : null;
  }

  private get tails(): Tails | null {
    return this.land && this.about ? this.sweeps.tailsOf(this.about.info.run) : null;
  }

  private drawGround(): void {
    const { g, inks, scale, terrain, land } = this;
    const { pen } = this.ground;
    this.ground.clear();
    this.names = [];
    setAttribute(this.host, "aria-label", this.about ? t("ruler.range", { from: shownRate(this.shown[0]), to: shownRate(this.shown[1]) }) : t("ruler.used"));
    this.whole.hidden = this.range === null || this.range.join() === this.own.join();
    if (!this.about) {
      if (this.prediction !== "hidden") terrain?.paintUsed(pen, g, (this.picture?.runs ?? []).map(({ info, trajectory }) => ({ trajectory, color: runColor(inks.theme, info.run) })), this.k, inks);
      return;
    }
    paintAxis(pen, g, scale, inks, this.whole.hidden ? g.width : g.width - 7.5 * g.em);
    if (!terrain || !land) return;
    terrain.paintTerrain(pen, g, scale, land, this.tails, inks);
    this.names = terrain.namesOf(pen, g, scale, land, inks);
  }

  private drawFront(): void {
    const { g, inks, scale } = this;
    const { pen } = this.front;
    this.front.clear();
    const cloths = this.runs.filter(({ info }) => !info.rateless).map((run) => this.cloth(run, scale));
    const ticks = this.ticks();
    const lowest = ticks.find((tick) => tick.front);
    const flags = cloths.map((cloth) => ({ run: cloth.run, x: scale.clampedX(cloth.lr) + this.sway(cloth.run), width: clothWidth(cloth, g, this.digit), held: cloth.run === this.held }));
    this.places = stacked(flags, g.width - 4, lowest ? scale.clampedX(lowest.rate) : null);
    const label = lowest ? tickLabel(pen, g, scale, lowest, this.places, inks) : null;
    for (const tick of ticks) if (tick !== lowest) paintTick(pen, g, scale, tick, null, inks);
    for (const { cloth, x } of this.ghosts(cloths, scale)) paintGhost(pen, g, x, cloth, inks);
    paintFlags(pen, g, this.places, cloths, this.names, label ? [label] : [], inks);
    if (lowest) paintTick(pen, g, scale, lowest, label, inks);
    if (this.hover !== null && this.about) this.drawHover(this.hover, scale);
    this.placeFlags();
  }

  private drawHover(x: number, scale: RateScale): void {
    const rate = scale.rate(x);
    paintHover(this.front.pen, this.g, x, [shownRate(rate), this.tellRate(rate)].filter(Boolean).join("  "), this.inks);
  }

  private cloth({ info, lr }: Run, scale: RateScale): Cloth {
    const { theme, texts } = this.inks;
    const { run } = info;
    const hollow = info.optimizer !== this.about?.info.optimizer;
    const beyond = scale.has(lr) ? 0 : lr < scale.range[0] ? -1 : 1;
    return {
      run, lr, hollow, beyond, color: runColor(theme, run), text: texts[run] ?? runColor(theme, run), shape: runShape(theme, run),
      off: this.hidden.has(run), chosen: run === this.chosen && this.runs.length > 1 && this.marked, foot: hollow && beyond === 0 ? this.foot(run) : null, note: hollow || beyond !== 0 ? "" : (this.terrain?.tellTurns(this.tails, lr) ?? ""),
    };
  }

  private foot(run: number): Cloth["foot"] {
    const outcome = this.outcomeOf(run);
    if (!outcome || !this.terrain) return null;
    const { word, band } = endingOf(outcome.outcome, outcome.global);
    return { text: this.terrain.nameOf(word), color: this.inks.theme.bands[band] };
  }

  /** How a run ended, where it may be told. */
  private outcomeOf(run: number): OutcomeMessage | null {
    return this.prediction || this.plain ? null : (this.picture?.runs[run]?.outcome ?? null);
  }

  /** The limits of the chosen run's optimizer at the minima that its rates end at, the lowest's in front. */
  private ticks(): Tick[] {
    const known = (this.land?.minima ?? []).filter(({ limit }) => limit !== null);
    const all: Tick[] = known.map(({ limit, lambda }, i) => {
      const name = t(isTwoOverLambda({ limit, limit_lambda: lambda }) ? "limit.tick" : "limit.tick.own");
      return { rate: limit!, text: `${name} = ${shownRate(limit!)}`, front: i === 0 };
    });
    return all.filter(({ rate }) => this.scale.has(rate));
  }

  /** The flags whose rate a schedule has moved, at the playhead. */
  private ghosts(cloths: Cloth[], scale: RateScale): { cloth: Cloth; x: number }[] {
    if (!this.picture || this.prediction === "hidden" || this.picture.scenario.schedule === "constant") return [];
    return cloths.flatMap((cloth) => {
      const trajectory = this.picture?.runs[cloth.run]?.trajectory;
      const lr = trajectory?.lr[Math.max(0, Math.min(Math.floor(this.k), trajectory.last - 1))] ?? NaN;
      return lr > 0 && !cloth.off && Math.abs(lr / cloth.lr - 1) > 1e-6 ? [{ cloth, x: scale.clampedX(lr) }] : [];
    });
  }

  /** What a rate does; empty where that is not known, or not told. */
  private tellRate(rate: number): string {
    const { land, terrain } = this;
    return land && terrain ? terrain.tellRate(land, this.tails, rate) : "";
  }

  private placeFlags(): void {
    const { g } = this;
    this.runs.forEach(({ info, name, lr }, run) => {
      const flag = this.flags[run]!;
      const same = info.optimizer === this.about?.info.optimizer;
      flag.show(name, lr, this.shown, same ? this.tellRate(lr) : "", info.rateless);
      const place = this.places.find((place) => place.run === run);
      if (!place) return;
      const [top, pitch] = rowTop(g, this.places, place.row);
      const alone = this.places.every((other) => other === place || Math.abs(other.x - place.x) > other.width + place.width);
      const width = Math.max(NEAR, place.width + 8);
      flag.place(place.left ? place.x + 6 - width : place.x - 6, alone ? 0 : top, width, alone ? g.foot + g.band : pitch);
    });
  }

  // What hands and keys do.

  private flagAt(x: number, finger: boolean): number {
    const reach = finger ? NEAR / 2 : 8;
    const near = this.places.filter((place) => Math.abs(place.x - x) <= reach).sort((a, b) => Math.abs(a.x - x) - Math.abs(b.x - x));
    return near[0]?.run ?? -1;
  }

  private hold(run: number | null, moved: boolean): void {
    if (run !== null) {
      this.held = run;
      this.flags[run]?.input.focus({ preventScroll: true });
      document.documentElement.dataset.held = "";
    } else {
      this.held = -1;
      delete document.documentElement.dataset.held;
      if (moved) this.events.rateEnd(false);
    }
    this.spoil(false);
  }

  private send(run: number, lr: number, hand: { held: boolean; time: number; keys: boolean }): void {
    const moved = this.runs[run];
    if (!moved || (lr === moved.lr && hand.held && !hand.keys)) return;
    moved.lr = lr;
    this.events.rate(run, lr, hand);
    this.spoil(false);
  }

  /** A press on the ground takes the chosen run's flag there. */
  private press(x: number, time: number): void {
    const { about } = this;
    if (!about || x < this.g.margin - 8 || x > this.g.width - this.g.margin + 8) return;
    this.send(about.info.run, this.scale.rate(x), { held: false, time, keys: false });
    this.events.rateEnd(false);
  }

  /** Moves a run's rate by so many decades; beyond what is shown only as far as its own range goes. */
  private shift(run: number, by: number, time: number): void {
    const moved = this.runs[run];
    if (!moved || moved.info.rateless) return;
    const [from, to] = moved.info.rate_range;
    const lr = Math.min(Math.max(moved.lr * 10 ** by, Math.min(from, this.shown[0])), Math.max(to, this.shown[1]));
    this.byKey(run, this.scale.rounded(lr), time);
  }

  private byKey(run: number, lr: number, time: number): void {
    this.send(run, lr, { held: true, time, keys: true });
    this.events.rateEnd(true);
  }

  private key(event: KeyboardEvent): void {
    const run = this.flags.findIndex(({ input }) => input === event.target);
    if (!(run >= 0 ? this.keyOnFlag(event, run) : event.target === this.host && this.keyOnRange(event))) return;
    event.preventDefault();
    event.stopPropagation();
  }

  private keyOnFlag(event: KeyboardEvent, run: number): boolean {
    if (event.key === "Enter") return (this.events.write(run), true);
    const move = moveOf(event, decades(this.shown));
    if (!move) return false;
    if ("end" in move) this.byKey(run, this.shown[move.end], event.timeStamp);
    else this.shift(run, move.decades, event.timeStamp);
    return true;
  }

  /** Keys of the range itself, as the map has them. */
  private keyOnRange({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
    if (altKey || ctrlKey || metaKey) return false;
    const zoom = { "+": 0.7, "=": 0.7, "-": 1 / 0.7, "−": 1 / 0.7 }[key];
    const pan = { ArrowLeft: -0.1, ArrowRight: 0.1 }[key];
    if (zoom) this.move(zoomed(this.shown, zoom, this.middle, this.own));
    else if (pan && this.range) this.move(panned(this.shown, pan, this.own));
    else if (key === "Home" || key === "0") this.move(null);
    else return false;
    this.rest();
    return true;
  }

  /** What the keys zoom about: the chosen run's rate where it is seen. */
  private get middle(): number {
    const [from, to] = this.shown;
    const lr = this.about?.lr ?? 0;
    return lr > from && lr < to ? lr : Math.sqrt(from * to);
  }

  /** A machine that speaks moves a slider without a key. */
  private slid(event: Event): void {
    const run = this.flags.findIndex(({ input }) => input === event.target);
    if (run < 0) return;
    const lr = 10 ** this.flags[run]!.input.valueAsNumber;
    this.byKey(run, this.scale.rounded(Math.min(this.shown[1], Math.max(this.shown[0], lr))), event.timeStamp);
  }

  private move(range: Range | null): void {
    this.moving = true;
    this.range = range;
    this.spoil(true);
  }

  /** What is shown is asked for and written into the address. */
  private rest(): void {
    this.moving = false;
    const { width } = this.scale;
    const whole = this.range === null || rangeText(this.range, width) === rangeText(this.own, width);
    this.look();
    this.events.range(rangeText(this.shown, width), whole);
  }

  private setHover(x: number | null): void {
    if (x === this.hover) return;
    this.hover = x;
    this.spoil(false);
  }
}

/** The card's field of a run's rate. */
export function fieldOf(run: number): HTMLInputElement {
  return within<HTMLInputElement>(byId("cards"), `.card[data-run="${run}"] .rate-field`);
}
