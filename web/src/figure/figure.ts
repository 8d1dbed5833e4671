// The figure: the iterates that were received, drawn at the playhead by the
// map, the chart and the cards. One loop draws, and only when something moved.
import { Clouds } from "./clouds.ts";
import { BasinsLoader } from "./basins-loader.ts";
import { Choice } from "./choice.ts";
import { CutLoader } from "./cut-loader.ts";
import type { OnRate } from "../link/hand.ts";
import { Cards } from "../side/cards.ts";
import { type Drawn, inked, readTheme, type Theme } from "../draw/colors.ts";
import { byId, setText, tellMissing } from "../dom/dom.ts";
import type { StepMark } from "../draw/landscape.ts";
import { type Layers, usualLayers, withoutEnds } from "../draw/layers.ts";
import { LossCurves } from "./loss-curves.ts";
import type { PageKeys } from "../link/page-keys.ts";
import { LONGEST_FRAME, Player } from "../play/player.ts";
import type { PredictionState } from "../play/predict.ts";
import { Stage } from "./stage.ts";
import { hasGap, lineOf, nameMap, stageWords } from "./stage-words.ts";
import { Waits } from "./waits.ts";
import { fieldOf, Ruler } from "../ruler/ruler.ts";
import { Sweeps } from "../ruler/sweeps.ts";
import { Pictures, type Picture } from "../plane/trajectories.ts";
import { Transport } from "../play/transport.ts";
import { Turns } from "./turns.ts";
import type { AnyFrame, Frame, Message, ScenarioMessage } from "../wire/wire.ts";
import { boxText } from "../plane/view.ts";
import { t } from "../words/words.ts";

/** What the user does on the figure. */
export interface FigureEvents {
  rate: OnRate;
  rateEnd(keys: boolean): void;
  start(point: [number, number], phase: "start" | "move" | "end"): void;
  /** It has set keys of the page alone. */
  set(keys: PageKeys): void;
  /** The playhead came to rest at a step; null at the end of the runs. */
  rested(k: number | null): void;
  /** What was kept for the playhead to show has been seen. */
  seen(): void;
  /** Asks for the other kind of heights in 3D. */
  heights(): void;
  sweep(query: string): number;
  /** Asks for basins; null takes the question back. */
  basins(query: string | null): void;
  /** Asks for the members of an ensemble; null takes the question back. */
  ensemble(query: string | null): number;
  /** All members of an ensemble have come. */
  counted(): void;
  /** The ruler shows a part of the rates; whole: all of them. */
  rates(text: string, whole: boolean): void;
}

/** What a hand moved waits so long for its picture, in ms: half a frame of the screen, in which a near server has answered. */
const SOON = 8;
/** Where pictures follow the hand they do so once a frame of the screen, so many ms apart at most: a move that waits for its turn is drawn with the next one. */
const FOLLOWED = 25;

/** The pictures, the cards and the charts, with the playhead over them. */
export class Figure {
  readonly player = new Player();
  readonly pictures = new Pictures();
  readonly transport: Transport;
  readonly cards: Cards;
  readonly sweeps: Sweeps;
  readonly stage: Stage;
  readonly basins: BasinsLoader;
  readonly clouds: Clouds;
  private readonly chart: LossCurves;
  readonly cut: CutLoader;
  readonly ruler: Ruler;
  readonly choice = new Choice();
  theme: Theme;
  layers: Layers = usualLayers;
  private explained: StepMark | null = null;
  private pointed: StepMark | null = null;
  private prediction: PredictionState = "";
  private frame = 0;
  /** A picture is set up, to be drawn right after. */
  private setting = false;
  /** How long the last picture took to draw, in ms. */
  private cost = 0;
  /** When the last picture that a hand waited for was drawn, in ms. */
  private followed = -Infinity;
  /** The timer of what was moved and waits for its picture. */
  private late: ReturnType<typeof setTimeout> | undefined;
  private before = 0;
  /** It was playing when it was last drawn. */
  private ticking = false;
  private fresh = false;
  /** What is to come was not told when it was last drawn. */
  private kept = false;
  private drawn: Drawn[] = [];
  private readonly waits = new Waits();
  /** What a hand that drags leaves for later. */
  readonly turns = new Turns([() => this.chart.draw(), () => this.tell()], () => this.invalidate());
  private afterDraw: (k: number) => void = () => {};

  constructor(private readonly events: FigureEvents) {
    this.theme = readTheme(document.documentElement);
    const invalidate = () => this.invalidate();
    this.transport = new Transport(this.player, { moved: invalidate, settled: () => this.rested(), set: events.set });
    this.cards = new Cards(byId("cards"), byId<HTMLTemplateElement>("card-template"), events.rate, (run) => this.toggleRun(run));
    this.sweeps = new Sweeps(events.sweep, () => (void this.ruler.fetch().catch(tellMissing), this.ruler.refresh()));
    this.ruler = new Ruler(this.sweeps, { invalidate, invalidateLate: () => this.invalidateLate(), rate: (run, lr, hand) => this.moveRate(run, lr, hand), rateEnd: (keys) => (this.cut.release(), this.turns.end(), events.rateEnd(keys)), range: events.rates, write: (run) => fieldOf(run).select() }, this.theme);
    this.stage = new Stage(
      {
        invalidate,
        start: events.start,
        hover: (hover) => this.mark(hover?.nearest?.k ?? null, hover?.nearest?.run),
        pick: ({ run, k }) => (this.choose(run), this.transport.seek(k)),
        zoom: (box, phase) => phase === "end" && events.set({ zoom: box ? boxText(box) : "" }),
        camera: (text, phase) => phase === "end" && events.set({ camera: text }),
        view: (box) => this.basins?.look(box),
        heights: events.heights,
      },
      stageWords(() => this.pictures.shown?.scenario.surface),
    );
    this.basins = new BasinsLoader(this.theme, {
      ask: events.basins,
      cancel: () => events.basins(null),
      show: (image) => (this.stage.setBasins(image), this.invalidate()),
    });
    this.clouds = new Clouds({
      ask: events.ensemble,
      changed: (whole) => {
        this.invalidate();
        if (whole) events.counted();
      },
    });
    this.chart = new LossCurves(byId("chart"), {
      invalidate,
      onHover: (k) => this.mark(k),
      onSeek: (k) => this.transport.seek(k),
      words: { loss: t("chart.loss"), gap: t("chart.gap"), step: t("chart.step"), off: (loss, k) => t("chart.off", { loss, k }), stop: (k) => t("chart.stop", { k }) },
    });
    this.cut = new CutLoader({ invalidate, set: events.set, shows: (cut, run) => this.stage.setCut(lineOf(cut, run)) }, this.theme);
    this.setTheme();
    addEventListener("resize", () => this.refresh());
  }

  /** Feeds what the stream brought. */
  take(message: Message | AnyFrame): void {
    if (!("type" in message)) return this.takeFrame(message);
    if (message.type === "basins") return this.basins.take(message);
    if (message.type === "sweep") return this.sweeps.take(message);
    if (message.type === "ends") return this.clouds.take(message);
    if (message.type === "error") this.sweeps.fail(message.id);
    this.takeRuns(message);
    if (message.type !== "done" || !this.waits.has(message.id)) return;
    this.drawNow();
    this.followed = performance.now();
  }

  private takeFrame(frame: AnyFrame): void {
    if (frame.kind === "iterates") this.takeRuns(frame);
    else if (frame.kind === "basins") this.basins.take(frame);
    else this.clouds.take(frame);
  }

  private takeRuns(message: Message | Frame): void {
    const { shown } = this.pictures;
    const other = "type" in message && message.type === "scenario" && message.query !== shown?.scenario.query; // the same is asked again once a line is back
    if (other && shown?.done) this.player.changed();
    if (!this.pictures.take(message)) return;
    this.fresh = true;
    if (this.waits.has(message.id)) this.invalidateLate(); // a hand waits for all of it
    else this.invalidate();
  }

  /** Remembers when the user moved something, to measure how long its picture took; dragging: it is in the hand still. */
  measure(id: number, time: number, dragging: boolean): void {
    this.waits.begin(id, time);
    if (dragging) this.turns.drag();
    else this.turns.end();
  }

  /** Shows a scenario's runs, whether or not their iterates have come; latest: none newer was asked for. */
  setScenario(scenario: ScenarioMessage, latest: boolean): void {
    this.cards.setScenario(scenario);
    this.cut.setSurface(scenario.surface);
    this.invalidateLate();
    this.ruler.setScenario(scenario, scenario.runs.map((info) => this.cards.nameOf(scenario, info)), latest);
  }

  /** A flag moves: while it is in the hand, the cut holds the step from before. */
  private moveRate(...[run, lr, hand]: Parameters<OnRate>): void {
    if (hand.held && !hand.keys) this.cut.hold(run, lr);
    this.events.rate(run, lr, hand);
  }

  setTheme(): void {
    this.theme = inked(readTheme(document.documentElement), this.drawn);
    this.stage.setTheme(this.theme);
    this.chart.setTheme(this.theme);
    this.ruler.setTheme(this.theme);
    this.cut.setTheme(this.theme);
    this.basins.setTheme(this.theme);
    this.refresh();
  }

  /** Calls back after each drawn frame that had something new. */
  onDraw(call: (k: number) => void): void {
    this.afterDraw = call;
  }

  setLayers(layers: Layers): void {
    this.layers = layers;
    this.showLayers();
  }

  /** Hides what the runs do, shows it as far as it is played, or all of it. */
  setPrediction(prediction: PredictionState): void {
    this.prediction = prediction;
    this.stage.setPredicting(prediction === "hidden");
    this.cards.setPrediction(prediction);
    this.ruler.setPrediction(prediction);
    const { scenario } = this.pictures.shown ?? {};
    if (scenario) this.setScenario(scenario, true);
    this.showLayers();
    this.refresh();
  }

  /** Some layers tell where the runs end. */
  private showLayers(): void {
    const layers = this.prediction ? withoutEnds(this.layers) : this.layers;
    this.stage.setLayers(layers);
    this.basins.setOn(layers.basins);
    this.basins.want(this.pictures.shown?.scenario ?? null, this.choice.run);
    this.invalidate();
  }

  /** The user chooses a run; one that is hidden is shown again. */
  choose(asked: number): void {
    const run = Math.max(0, Math.min(asked, this.cards.count - 1));
    if (this.choice.hidden.has(run)) this.toggleRun(run);
    this.ruler.chooseByHand(run);
    this.setChosen(run);
    this.cards.show(this.choice.run);
    this.events.set({ run: String(this.choice.run) });
  }

  /** Marks a run as the chosen one; null for none. */
  setChosen(run: number | null): void {
    this.choice.picked = run;
    this.showChoice();
    this.refresh();
  }

  private showChoice(): void {
    const { marked, run } = this.choice;
    this.cards.choose(marked ?? -1);
    this.ruler.setChosen(run, marked !== null);
  }

  /** Draws none of these runs. */
  setHidden(hidden: ReadonlySet<number>): void {
    this.choice.hidden = hidden;
    this.stage.setHidden(hidden);
    this.chart.setHidden(hidden);
    this.cards.setHidden(hidden);
    this.ruler.setHidden(hidden);
    this.showChoice();
    this.refresh();
  }

  /** Hides a run or shows it again, by its card. */
  private toggleRun(run: number): void {
    this.choice.toggle(run);
    this.setHidden(this.choice.hidden);
    this.events.set({ hidden: [...this.choice.hidden].join() });
  }

  /** Something about the runs changed: all that shows them is drawn again. */
  refresh(): void {
    this.fresh = true;
    this.invalidate();
  }

  /** Draws with the next frame; what is set while a picture is set up is drawn with it. */
  invalidate(): void {
    if (this.setting) return;
    this.frame ||= requestAnimationFrame((now) => this.draw(now));
  }

  /**
   * A hand moved something: that is drawn with the picture that it asks for, or before
   * it where that does not come soon. The dearer a draw is, the longer it waits: two
   * for one move would halve how often the picture follows the hand.
   */
  private invalidateLate(): void {
    const next = this.followed + FOLLOWED - performance.now();
    this.late ??= setTimeout(() => ((this.late = undefined), this.invalidate()), Math.max(SOON, 4 * this.cost, next));
  }

  /** Draws all at the size that there is now, before anything else happens. */
  resizeNow(): void {
    this.stage.resize();
    this.chart.resize();
    this.cut.resize();
    this.ruler.resize();
    this.drawNow();
    this.chart.drawNow();
  }

  /** Draws at once instead of in the next frame, because the user waits for this picture. */
  private drawNow(): void {
    const begun = performance.now();
    cancelAnimationFrame(this.frame);
    this.draw(begun);
    this.cost = performance.now() - begun;
  }

  /** Rings the iterate whose update is shown in numbers, while nothing else is pointed at. */
  tellStep(step: StepMark | null): void {
    this.explained = step;
    this.stage.setMark(this.pointed ?? this.explained);
    this.invalidate();
  }

  private mark(k: number | null, run?: number): void {
    this.pointed = k === null ? null : run === undefined ? { k } : { k, run };
    this.stage.setMark(this.pointed ?? this.explained);
    this.chart.setMark(k);
    this.invalidate();
  }

  /** The playhead has come to rest, or was moved by a hand. */
  rested(): void {
    this.events.rested(this.player.atEnd ? null : this.player.k);
    this.invalidate();
  }

  private draw(now: number): void {
    this.frame = 0;
    clearTimeout(this.late);
    this.late = undefined;
    const wasPlaying = this.player.playing;
    this.player.tick(wasPlaying && this.ticking ? Math.min(LONGEST_FRAME, (now - this.before) / 1000) : 0, now); // time before it played is not played
    this.before = now;
    if (wasPlaying && !this.player.playing) this.rested();
    const picture = this.pictures.shown;
    if (picture) this.drawPicture(picture);
    if (!this.turns.dragging) this.transport.draw();
    this.ticking = this.player.playing;
    if (this.ticking) this.invalidate();
  }

  private drawPicture(picture: Picture): void {
    this.setting = true;
    this.setPicture(picture);
    this.setting = false;
    this.stage.draw();
    this.ruler.draw();
    if (this.turns.dragging) this.turns.next(this.cost);
    else this.drawRest();
    this.cut.follow(picture, this.player.k, this.choice.seen);
    this.tellOnce();
    this.waits.seen(picture);
    this.afterDraw(this.player.k);
  }

  /** Draws what the eye does not follow while a hand drags. */
  private drawRest(): void {
    this.chart.draw();
    this.tell();
    this.turns.settle();
  }

  /** Says where the runs stand: after the canvases, since text asks for the style of whatever was written before. */
  private tell(): void {
    const { shown } = this.pictures;
    this.transport.draw();
    this.ruler.tell();
    if (shown) this.cards.draw(shown, this.player.k, this.player.hidesFuture, (run) => this.clouds.sentence(run));
  }

  /** Says once that all of the runs has been seen. */
  private tellOnce(): void {
    const { hidesFuture } = this.player;
    if (this.kept && !hidesFuture) this.events.seen();
    this.kept = hidesFuture;
  }

  private setPicture(picture: Picture): void {
    const { player } = this;
    if (this.fresh) this.setScene(picture);
    this.stage.setPlayhead(player.playing ? player.position : player.k);
    if (this.clouds.isFresh(player.hidesFuture)) {
      this.stage.setClouds(this.clouds.painter, !player.hidesFuture);
      this.chart.setClouds(this.clouds.painter);
    }
    this.chart.setPlayhead(player.k);
    this.chart.setFuture(player.hidesFuture ? (this.prediction ? "hidden" : "hint") : "shown");
    this.ruler.setPicture(picture, player.k);
  }

  private setScene(picture: Picture): void {
    this.player.setLast(this.pictures.longest());
    this.setInks(picture.scenario.runs);
    this.choice.count = picture.scenario.runs.length;
    this.showChoice();
    this.fresh = false;
    const scene = this.named(picture);
    this.stage.setScene(scene);
    this.chart.setScene(scene);
    nameMap(picture.scenario, this.choice.hidden);
    setText(byId("chart-caption"), t(hasGap(picture.scenario) ? "chart.gap.caption" : picture.scenario.surface.network ? "chart.net.caption" : "chart.caption"));
  }

  /** Says what the stage shows, again once there are words for it. */
  nameStage(): void {
    const { shown } = this.pictures;
    if (shown) nameMap(shown.scenario, this.choice.hidden);
    this.ruler.reword();
  }

  /** The picture with its runs named as the cards name them. */
  private named({ scenario, runs, done }: Picture): Picture {
    return { scenario, done, runs: runs.map((run) => ({ ...run, info: { ...run.info, name: this.cards.nameOf(scenario, run.info) } })) };
  }

  private setInks(runs: Drawn[]): void {
    const drawn = runs.map(({ ink, shape }) => ({ ink, shape }));
    if (JSON.stringify(drawn) === JSON.stringify(this.drawn)) return;
    this.drawn = drawn;
    this.setTheme();
  }
}
