// The stage: the landscape as a map, as a relief, or as both side by side; a loss
// of one weight as a curve in their place. They get the same calls.

import type { BasinImage } from "../draw/basin-image.ts";
import { type Theme, readTheme } from "../draw/colors.ts";
import { byId, maybe } from "../dom/dom.ts";
import { Facts } from "../plane/facts.ts";
import type { Phase } from "../input/handle.ts";
import type { Heights } from "../plane/heights.ts";
import { undefinedMask } from "../plane/undefined.ts";
import { moreWords } from "../words/catalogue.ts";
import { t } from "../words/words.ts";
import type { Inspect, Look } from "./inspect.ts";
import type { LabelBox } from "../draw/labels.ts";
import type { CloudPainter, LandscapeView, MapWords, Scene, StepMark } from "../draw/landscape.ts";
import { type Layers, usualLayers } from "../draw/layers.ts";
import type { LevelScale } from "../plane/contours.ts";
import { MapView } from "../map/map.ts";
import type { Hover } from "../map/pointing.ts";
import type { Probe } from "../draw/probe.ts";
import { CurveLoader } from "./curve-loader.ts";
import type { Curve, CurveWords } from "../curve/index.ts";
import { ReliefLoader } from "./relief-loader.ts";
import type { Relief, StepLine } from "../relief/index.ts";
import { type HeightKind, usualHeights } from "../plane/height-kind.ts";
import { type Box, isFlat } from "../plane/view.ts";
import type { Point } from "../wire/wire.ts";

/** The ways in which the landscape is shown. */
export const MODES = ["2d", "3d", "both"] as const;
/** One of the ways in which the landscape is shown. */
export type Mode = (typeof MODES)[number];

/** What is written on the landscape, and on a curve. */
export interface StageWords extends MapWords {
  curve: CurveWords & { curve: string; startLabel(x: number): string };
}

/** Who is told of what is done on the landscape. */
export interface StageEvents {
  invalidate(): void;
  start(point: Point, phase: Phase): void;
  hover(at: Pointed | null): void;
  pick(at: { run: number; k: number }): void;
  zoom(box: Box | null, phase: "move" | "end"): void;
  camera(text: string, phase: "move" | "end"): void;
  /** The user asks for the other kind of heights. */
  heights(): void;
  /** Another part of the plane is seen. */
  view(box: Box): void;
}

/** What lies over the map, where no label may go. */
function covered(): LabelBox[] {
  return ["map-bar", "basins-key"].map((id) => {
    const { offsetLeft: x, offsetTop: y, offsetWidth: width, offsetHeight: height } = byId(id);
    return { x, y, width, height };
  });
}

/** The buttons over the map that are always there: the one that shows the whole map again is not, once it is shown. */
function buttons(): LabelBox[] {
  const { offsetLeft, offsetTop, children } = byId("map-bar");
  const always = [...children].filter((child): child is HTMLElement => child instanceof HTMLElement && child.id !== "reset" && child.offsetWidth > 0);
  return always.map(({ offsetLeft: x, offsetTop: y, offsetWidth: width, offsetHeight: height }) => ({ x: offsetLeft + x, y: offsetTop + y, width, height }));
}

/** What is looked at, on the map or the relief. */
type Pointed = Pick<Hover, "at" | "nearest">;

/** The map and the relief, which are shown the same. */
export class Stage implements LandscapeView {
  readonly map: MapView;
  private readonly facts = new Facts();
  /** The card of what is looked at; its script is fetched for the first such thing, which waits for it. */
  private inspect: Inspect | null = null;
  private fetching = false;
  private looking: Parameters<Inspect["show"]> | null = null;
  /** Where the pointer is on the relief, in its px. */
  private pointer: [number, number] = [0, 0];
  private readonly loader: ReliefLoader;
  private readonly curves: CurveLoader;
  /** Whether the loss is of one weight: then the curve alone is shown. */
  private oneWeight = false;
  private zoom: Box | null = null;
  private mode: Mode = "2d";
  private kind: HeightKind | null = null;
  private theme: Theme = readTheme(document.documentElement);
  private layers: Layers = usualLayers;
  private basins: BasinImage | null = null;
  private hidden: ReadonlySet<number> = new Set();
  private mark: StepMark | null = null;
  private predicting = false;
  private clouds: CloudPainter | null = null;
  private shares = false;
  private cut: StepLine | null = null;
  private scene: Scene | null = null;
  private position = 0;
  private heights: { heights: Heights; scale: LevelScale } | null = null;
  private camera: string | null = null;

  constructor(
    private readonly events: StageEvents,
    private readonly words: StageWords,
  ) {
    const { facts } = this;
    this.map = new MapView(byId("map"), {
      invalidate: events.invalidate,
      words,
      facts,
      covered,
      buttons,
      onStart: events.start,
      onHover: (hover) => this.hover(hover, byId("map"), hover),
      onPick: events.pick,
      onZoom: events.zoom,
      onView: () => this.looked(),
      onHeights: (heights, scale) => this.setHeights(heights, scale),
    });
    this.loader = this.makeLoader();
    this.curves = this.makeCurves();
    byId("relief").addEventListener("pointermove", ({ clientX, clientY }) => {
      const { left, top } = byId("relief").getBoundingClientRect();
      this.pointer = [clientX - left, clientY - top];
    }, { capture: true });
  }

  private makeLoader(): ReliefLoader {
    const { events, words, facts } = this;
    const options = {
      invalidate: events.invalidate,
      words,
      facts,
      covered,
      onStart: events.start,
      onHover: (hover: Pointed | null) => this.hoverRelief(hover),
      onPick: events.pick,
      onHeights: events.heights,
      onCamera: (text: string, phase: "move" | "end") => {
        byId("reset").hidden = !this.moved;
        events.camera(text, phase);
      },
    };
    return new ReliefLoader(options, (relief) => this.inform(relief), () => void this.setMode("2d"));
  }

  private makeCurves(): CurveLoader {
    const { events, words } = this;
    const options = {
      invalidate: events.invalidate,
      words: words.curve,
      covered,
      onStart: events.start,
      onHover: (hover: Hover | null) => this.hover(hover, byId("one-weight"), hover),
      onPick: events.pick,
      onZoom: events.zoom,
      onView: () => (byId("reset").hidden = !this.moved),
    };
    return new CurveLoader(({ Curve }) => new Curve(byId("one-weight"), options), (curve) => this.informCurve(curve));
  }

  /** The curve, once it is there. */
  private get curve(): Curve | null {
    return this.curves.curve;
  }

  /** The relief, once it is there. */
  get relief(): Relief | null {
    return this.loader.relief;
  }

  /** Shows what is known of a point that is looked at, on the map or the relief. */
  private hover(hover: Pointed | null, host: HTMLElement, place: Pick<Look, "px" | "pixel" | "spoken"> | null): void {
    const nearest = hover?.nearest ?? null;
    const run = nearest && this.scene?.runs[nearest.run];
    const iterate = nearest && run ? { ...nearest, name: run.info.name } : null;
    this.looking = [hover && place && { ...place, at: hover.at, iterate, marked: this.layers.marks }, host];
    if (this.inspect) this.inspect.show(...this.looking);
    else if (hover && !this.fetching) void this.fetchInspect();
    this.events.hover(hover);
  }

  private async fetchInspect(): Promise<void> {
    this.fetching = true;
    const [script] = await Promise.all([import("./inspect.ts"), moreWords()]).catch(() => [null]); // without a line nothing is known of a point either
    this.fetching = false;
    if (!script) return;
    this.inspect = new script.Inspect(this.theme, this.facts, {
      slope: (at, gradient) => this.setProbe(at && { at, gradient }),
    });
    if (this.scene) this.inspect.setSurface(this.scene.scenario.surface);
    if (this.looking) this.inspect.show(...this.looking);
  }

  private setProbe(probe: Probe | null): void {
    this.map.setProbe(probe);
    this.relief?.setProbe(probe);
    this.curve?.setProbe(probe);
  }

  /** Another part of the plane is shown: the reset button appears or goes. */
  private looked(): void {
    if (!this.map) return; // it is being made
    byId("reset").hidden = !this.moved;
    this.events.view(this.map.box);
  }

  /** Whether the map or the relief is not seen as at first. */
  private get moved(): boolean {
    if (this.oneWeight) return Boolean(this.curve?.zoomed);
    const zoomed = this.shownMode !== "3d" && this.map.zoomed;
    return zoomed || (this.shownMode !== "2d" && Boolean(this.relief?.camera));
  }

  /** Shows the landscape as at first. */
  reset(): void {
    if (this.oneWeight) return this.curve?.reset();
    if (this.shownMode !== "3d" && this.map.zoomed) this.map.reset();
    if (this.relief?.camera) {
      this.setCamera(null);
      this.events.camera("", "end");
    }
    byId("reset").hidden = !this.moved;
  }

  /** Shows a part of the map, or of a curve's axis; with null the whole. */
  setZoom(box: Box | null): void {
    this.zoom = box;
    this.map.setZoom(box && isFlat(box) ? null : box);
    this.curve?.setZoom(box);
  }

  /** Shows all that the runs reached. */
  fitRuns(): void {
    if (this.oneWeight) this.curve?.fitRuns();
    else void this.map.fitRuns().catch(() => undefined); // without a line the map stays
  }

  /** Shows the map, the relief or both; where there is no relief it stays with the map, and says why. */
  async setMode(mode: Mode): Promise<void> {
    this.mode = mode;
    this.loader.say("");
    if (this.oneWeight) await this.curves.load();
    else if (mode !== "2d") await this.loader.load();
    const shown = this.shownMode;
    byId("stage").dataset.mode = shown;
    byId("one-weight").hidden = shown !== "1d";
    byId("map").hidden = shown === "1d";
    byId("relief").hidden = shown === "2d" || shown === "1d";
    for (const name of MODES) maybe(`mode-${name}`)?.setAttribute("aria-pressed", String(name === shown));
    byId("reset").hidden = !this.moved;
    this.looking = null;
    this.inspect?.hide();
    this.events.invalidate();
  }

  get shownMode(): Mode | "1d" {
    if (this.oneWeight) return "1d";
    return this.relief ? this.mode : "2d";
  }

  get views(): LandscapeView[] {
    if (this.oneWeight) return this.curve ? [this.curve] : [];
    const views: LandscapeView[] = [];
    if (this.shownMode !== "3d") views.push(this.map);
    if (this.relief && this.shownMode !== "2d") views.push(this.relief);
    return views;
  }

  setCamera(text: string | null): void {
    this.camera = text;
    this.relief?.setCamera(text);
  }

  /** What height is on the relief; null as it is usual on the surface. */
  setHeightKind(kind: HeightKind | null): void {
    this.kind = kind;
    this.relief?.setHeightKind(kind);
  }

  /** What height is on the relief, and what it usually is on this surface. */
  get heightKinds(): { shown: HeightKind; usual: HeightKind } {
    const surface = this.scene?.scenario.surface;
    const usual = surface ? usualHeights(surface) : "true";
    return { shown: this.kind ?? usual, usual };
  }

  /** Take the size that there is now. */
  resize(): void {
    this.tell((view) => view.resize());
  }

  setScene(scene: Scene): void {
    this.scene = scene;
    this.inspect?.setSurface(scene.scenario.surface);
    const one = scene.scenario.surface.dimension === 1;
    if (one !== this.oneWeight) {
      this.oneWeight = one;
      void this.setMode(this.mode);
    }
    this.tell((view) => view.setScene(scene));
  }

  setPlayhead(position: number): void {
    this.position = position;
    this.tell((view) => view.setPlayhead(position));
  }

  setHidden(hidden: ReadonlySet<number>): void {
    this.hidden = hidden;
    this.tell((view) => view.setHidden(hidden));
  }

  setMark(mark: StepMark | null): void {
    this.mark = mark;
    this.tell((view) => view.setMark(mark));
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.inspect?.setTheme(theme);
    this.tell((view) => view.setTheme(theme));
  }

  setLayers(layers: Layers): void {
    this.layers = layers;
    this.tell((view) => view.setLayers(layers));
  }

  setBasins(image: BasinImage | null): void {
    this.basins = image;
    this.tell((view) => view.setBasins(image));
  }

  setClouds(clouds: CloudPainter | null, shares: boolean): void {
    [this.clouds, this.shares] = [clouds, shares];
    this.tell((view) => view.setClouds(clouds, shares));
  }

  /** The line of a step that is cut along: in the relief, glass; null for none. */
  setCut(line: StepLine | null): void {
    this.cut = line;
    this.relief?.setCut(line);
    this.events.invalidate();
  }

  setPredicting(predicting: boolean): void {
    this.predicting = predicting;
    this.tell((view) => view.setPredicting(predicting));
  }

  draw(): void {
    if (!this.oneWeight) this.map.survey();
    for (const view of this.views) view.draw();
  }

  private setHeights(heights: Heights, scale: LevelScale): void {
    this.heights = { heights, scale };
    const gap = undefinedMask(heights) !== null;
    byId("map").toggleAttribute("data-gap", gap); // for those who look from outside
    if (gap) byId("map").setAttribute("aria-description", t("map.undefined.what"));
    else byId("map").removeAttribute("aria-description");
    this.relief?.setHeights(heights, scale);
  }

  /** Calls those of a plane, even the one that is not shown, so that both are up to date; or the curve alone. */
  private tell(what: (view: LandscapeView) => void): void {
    if (this.curve) what(this.curve);
    what(this.map);
    if (this.relief) what(this.relief);
  }

  /** The pointer is over a point of the relief; its coordinates are rounded to 1/600 of the view. */
  private hoverRelief(hover: Pointed | null): void {
    const { view } = this.scene?.scenario.surface ?? { view: [0, 1, 0, 1] };
    const { nearest } = hover ?? {};
    const t = nearest && this.scene?.runs[nearest.run]?.trajectory;
    const at: Point | undefined = nearest && t ? [t.x[nearest.k], t.y[nearest.k]] : hover?.at;
    const place = { px: this.pointer, pixel: [(view[1] - view[0]) / 600, (view[3] - view[2]) / 600] as [number, number] };
    this.hover(hover && at ? { at, nearest: nearest ?? null } : null, byId("relief"), place);
  }

  /** Gives a new relief all that the map was given. */
  private inform(relief: Relief): void {
    relief.setTheme(this.theme);
    relief.setLayers(this.layers);
    relief.setBasins(this.basins);
    relief.setHidden(this.hidden);
    relief.setHeightKind(this.kind);
    relief.setPredicting(this.predicting);
    relief.setClouds(this.clouds, this.shares);
    if (this.heights) relief.setHeights(this.heights.heights, this.heights.scale);
    if (this.scene) relief.setScene(this.scene);
    relief.setPlayhead(this.position);
    relief.setMark(this.mark);
    relief.setCut(this.cut);
    relief.setCamera(this.camera);
  }

  /** Gives a new curve all that the map was given. */
  private informCurve(curve: Curve): void {
    curve.setTheme(this.theme);
    curve.setLayers(this.layers);
    curve.setHidden(this.hidden);
    curve.setPredicting(this.predicting);
    curve.setClouds(this.clouds, this.shares);
    curve.setZoom(this.zoom);
    if (this.scene) curve.setScene(this.scene);
    curve.setPlayhead(this.position);
    curve.setMark(this.mark);
  }
}
