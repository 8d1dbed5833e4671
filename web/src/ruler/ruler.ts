// The ruler of the learning rate: what every rate of the chosen run's optimizer
// does, and each run's own rate as a flag on it, to be dragged. This file ties its
// parts together and draws them when something changed.
import { runColor, type Theme } from "../draw/colors.ts";
import { Canvas, sharpness } from "../draw/canvas.ts";
import { byId, tellMissing, within } from "../dom/dom.ts";
import type { Picture } from "../plane/trajectories.ts";
import type { PredictionState } from "../play/predict.ts";
import type { ScenarioMessage } from "../wire/wire.ts";
import { geometry, roomFor, type Geometry } from "./geometry.ts";
import { Hands } from "./hands.ts";
import { Known } from "./known.ts";
import type { Named } from "./foot.ts";
import { flagFont, type Inks } from "./paint.ts";
import { RateMoves, type RateMovesEvents } from "./rate-moves.ts";
import { Runs } from "./runs.ts";
import { RateScale, type Range } from "./scale.ts";
import { drawFront, drawGround, nameGround, type Scene } from "./scene.ts";
import { Sliders } from "./sliders.ts";
import { Span } from "./span.ts";
import { NEAR, type FlagPlace } from "./places.ts";
import { nearestFlag, rows } from "./stack.ts";
import type { Sweeps } from "./sweeps.ts";
import { Sway } from "./sway.ts";

/** After so many ms what did not come is asked for again. */
const AGAIN = 10_000;

/** What hands on the ruler ask of the page. */
export interface RulerEvents extends Omit<RateMovesEvents, "moved"> {
  invalidate(): void;
  /** What a hand moved is to be drawn, with the picture that the move has asked for. */
  invalidateLate(): void;
  /** The range that is shown, as a link has it; whole where it is the ruler's own. */
  range(text: string, whole: boolean): void;
}

/** How near to a pole a pointer takes its flag, in px; a finger as near as flags stand apart. */
const REACH = 8;

/** The ruler: its runs, the part of the rates that it shows, and what draws it. */
export class Ruler {
  private readonly host = byId("ruler-field");
  private readonly whole = byId("ruler-whole");
  private readonly ground: Canvas;
  private readonly front: Canvas;
  private readonly runs = new Runs();
  private readonly known: Known;
  private readonly sliders: Sliders;
  private readonly span: Span;
  private readonly moves: RateMoves;
  private readonly sway = new Sway();
  private inks: Inks;
  private g: Geometry = geometry(0, 0, 16, false);
  private digit = 8;
  private picture: Picture | null = null;
  private k = 0;
  private hidden: ReadonlySet<number> = new Set();
  private held = -1;
  private hover: number | null = null;
  private places: FlagPlace[] = [];
  private names: Named[] = [];
  private ends: unknown[] = [];
  private fresh = { ground: true, front: true, sliders: true };
  /** When what packs flags did not come, in ms; Infinity while it is on its way. */
  private missed = -Infinity;
  private more: ((pen: CanvasRenderingContext2D, scene: Scene) => void) | null = null;

  constructor(
    private readonly sweeps: Sweeps,
    private readonly events: RulerEvents,
    theme: Theme,
  ) {
    this.inks = { theme, texts: [] };
    this.known = new Known(sweeps, this.runs);
    this.ground = new Canvas(this.host);
    this.front = new Canvas(this.host);
    this.sliders = new Sliders(this.host);
    this.span = new Span(() => this.runs.own, { moved: () => this.redraw(true), rested: (text, whole) => (this.look(), events.range(text, whole)) });
    this.moves = new RateMoves(this.runs, () => this.scale, { ...events, moved: () => ((this.fresh.front = true), events.invalidateLate()) });
    new ResizeObserver(() => this.resize()).observe(this.host);
    this.bindHands();
    this.host.addEventListener("keydown", (event) => this.key(event));
    this.host.addEventListener("input", (event) => this.slid(event));
    this.whole.addEventListener("click", () => (this.span.reset(), this.rest(), this.host.focus()));
  }

  private bindHands(): void {
    new Hands(this.host, {
      flagAt: (x, finger) => nearestFlag(this.places, x, finger ? NEAR / 2 : REACH),
      poleOf: (run) => this.places.find((place) => place.run === run)?.x ?? 0,
      hold: (run, moved) => this.hold(run, moved),
      drag: (run, x, time) => this.moves.drag(run, x, time),
      press: (x, time) => this.isOnAxis(x) && this.moves.press(x, time),
      hover: (x) => this.setHover(x),
      zoom: (factor, x) => this.span.zoom(factor, this.scale.rate(x)),
      pan: (dx) => this.span.pan(-dx / this.scale.width),
      rest: () => this.rest(),
    });
  }

  private get scale(): RateScale {
    return new RateScale(this.span.shown, this.g.margin, Math.max(1, this.g.width - 2 * this.g.margin));
  }

  /** Shows a scenario's runs; latest: no newer one was asked for, so their rates are what the hand has set. */
  setScenario(scenario: ScenarioMessage, names: string[], latest: boolean): void {
    const changed = this.runs.take(scenario, names, (run) => !latest || run === this.held);
    this.sliders.fit(this.runs.list.length);
    this.look();
    if (changed) this.redraw(changed === "axis");
  }

  /** What is drawn, at step k: the runs' outcomes, and the rates that schedules have made of theirs. */
  setPicture(picture: Picture, k: number): void {
    const rateless = this.runs.about === undefined;
    const ends = picture.runs.flatMap(({ outcome, trajectory }) => [outcome, outcome && k >= trajectory.last]);
    const moved = picture !== this.picture || k !== this.k;
    if (moved && (rateless || picture.scenario.schedule !== "constant")) this.redraw(rateless);
    else if (ends.some((outcome, run) => outcome !== this.ends[run])) this.redraw(picture.scenario.training !== undefined); // it is at their foot, or said of them; of a network in its band
    [this.picture, this.k, this.ends] = [picture, k, ends];
    this.known.shown = { picture, k };
    if (rateless && picture.done) void this.fetch().catch(tellMissing);
  }

  /** More is known of what the rates do. */
  refresh(): void {
    this.redraw(true);
  }

  setTheme(theme: Theme): void {
    const style = getComputedStyle(this.host);
    const inks = this.runs.list.map(({ info }) => info.ink);
    this.inks = { theme, texts: inks.map((ink, run) => style.getPropertyValue(`--run-text-${ink}`).trim() || runColor(theme, run)) };
    this.resize();
  }

  setHidden(hidden: ReadonlySet<number>): void {
    this.hidden = hidden;
    this.redraw(false);
  }

  /** The run that the ruler is about; marked where a hand or a link has chosen it. */
  setChosen(run: number, marked = this.runs.marked): void {
    if (run === this.runs.chosen && marked === this.runs.marked) return;
    [this.runs.chosen, this.runs.marked] = [run, marked];
    this.look();
    this.redraw(true);
  }

  /** A hand has chosen a run: the range of another optimizer's says nothing of its rates. */
  chooseByHand(run: number): void {
    const before = this.runs.about?.info.optimizer;
    this.setChosen(run);
    if (this.span.part && before !== this.runs.about?.info.optimizer) (this.span.reset(), this.rest());
  }

  setPrediction(prediction: PredictionState): void {
    this.known.prediction = prediction;
    this.redraw(true);
  }

  /** Draws more on the ground, with every ground that is drawn; null for nothing. */
  setMore(more: ((pen: CanvasRenderingContext2D, scene: Scene) => void) | null): void {
    this.more = more;
    this.redraw(true);
  }

  /** Tells nothing of what the rates lead to. */
  setPlain(plain: boolean): void {
    this.known.plain = plain;
    this.redraw(true);
  }

  /** Shows a part of the rates, as a link says; null for all of them. */
  setRange(range: Range | null): void {
    if (this.span.moving || range?.join() === this.span.part?.join()) return;
    this.span.part = range;
    this.look();
    this.redraw(true);
  }

  /** Fetches what draws the sweep, once. */
  async fetch(): Promise<void> {
    if (await this.known.fetch()) this.redraw(true);
  }

  /** Fetches what packs flags, which has not come. */
  private fetchPack(): void {
    this.missed = Infinity;
    this.fetch().then(() => (this.missed = -Infinity), () => ((this.missed = performance.now()), tellMissing()));
  }

  /** Moves a run's rate by a press of a key, up or down. */
  nudge(run: number, presses: number, time = performance.now()): void {
    this.moves.nudge(run, presses, time);
  }

  /** Lets the flag that is to be dragged sway twice, where motion is wanted. */
  beckon(): void {
    this.sway.start();
    this.redraw(false);
  }

  draw(): void {
    if (this.g.width === 0) return;
    const swaying = this.sway.goesOn;
    if (this.fresh.ground) this.drawGround();
    if (this.fresh.front) this.drawFront();
    this.fresh.ground = this.fresh.front = false;
    if (swaying) this.redraw(false);
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
    this.redraw(true);
  }

  /** Words have come that were not there: all is written again. */
  reword(): void {
    this.redraw(true);
  }

  private redraw(ground: boolean): void {
    this.fresh.ground ||= ground;
    this.fresh.front = true;
    this.events.invalidate();
  }

  private look(): void {
    if (this.runs.about && !this.span.moving) this.sweeps.look(this.runs.about.info.run, this.span.part);
  }

  private get scene(): Scene {
    const { g, inks, scale, runs, known, picture, k, hidden, held, hover } = this;
    return { g, inks, scale, runs, known, picture, k, hidden, held, hover };
  }

  private drawGround(): void {
    this.seeButton();
    const { scene } = this;
    this.ground.clear();
    nameGround(this.host, scene);
    this.names = drawGround(this.ground.pen, scene);
    this.more?.(this.ground.pen, scene);
  }

  /** Shows the button while a part of the rates is seen, and notes what it takes: words keep off it. */
  private seeButton(): void {
    const { whole } = this;
    if (whole.hidden === this.span.isWhole && (whole.hidden || this.g.button)) return;
    whole.hidden = this.span.isWhole;
    this.g.button = whole.hidden ? null : { x: whole.offsetLeft, y: whole.offsetTop, width: whole.offsetWidth, height: whole.offsetHeight };
  }

  private drawFront(): void {
    const { scene, sway } = this;
    const inviting = Math.min(1, this.runs.list.length - 1);
    this.front.clear();
    this.places = drawFront(this.front.pen, scene, this.names, this.digit, (run) => (run === inviting ? sway.offset : 0), this.places);
    this.fresh.sliders = true;
    if (rows(this.places) > roomFor(this.g).over && performance.now() - this.missed > AGAIN) this.fetchPack();
  }

  /** Lays the sliders where the flags were drawn, and says what each is at. */
  tell(): void {
    if (!this.fresh.sliders) return;
    const { scene } = this;
    this.fresh.sliders = false;
    this.sliders.place(scene, this.places);
    this.sliders.tell(scene);
  }

  // What hands and keys do.

  private isOnAxis(x: number): boolean {
    return x >= this.g.margin - REACH && x <= this.g.width - this.g.margin + REACH;
  }

  private hold(run: number | null, moved: boolean): void {
    this.held = run ?? -1;
    if (run !== null) {
      this.sliders.focus(run, true);
      document.documentElement.dataset.held = "";
    } else {
      delete document.documentElement.dataset.held;
      if (moved) this.events.rateEnd(false);
    }
    this.redraw(false);
  }

  private key(event: KeyboardEvent): void {
    const run = this.sliders.runOf(event.target);
    const onSpan = event.target === this.host && this.span.key(event, this.middle);
    if (onSpan) this.rest();
    else if (run < 0 || !this.moves.key(run, event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** What the keys zoom about: the chosen run's rate where it is seen. */
  private get middle(): number {
    const [from, to] = this.span.shown;
    const lr = this.runs.about?.lr ?? 0;
    return lr > from && lr < to ? lr : Math.sqrt(from * to);
  }

  private slid(event: Event): void {
    const run = this.sliders.runOf(event.target);
    if (run >= 0) this.moves.slide(run, this.sliders.rateOf(run), event.timeStamp);
  }

  /** What is shown is asked for and written into the address. */
  private rest(): void {
    this.span.rest(this.scale.width);
  }

  private setHover(x: number | null): void {
    if (x === this.hover) return;
    this.hover = x;
    this.redraw(false);
  }
}

/** The card's field of a run's rate. */
export function fieldOf(run: number): HTMLInputElement {
  return within<HTMLInputElement>(byId("cards"), `.card[data-run="${run}"] .rate-field`);
}
