// The stage: the landscape as a map, as a relief, or as both side by side. They
// get the same calls.

import type { BasinImage } from "../draw/basins.ts";
import { type Theme, readTheme } from "../draw/colors.ts";
import { byId, maybe } from "../dom/dom.ts";
import { Facts } from "../plane/facts.ts";
import type { Phase } from "../input/handle.ts";
import type { Heights } from "../plane/heights.ts";
import { Inspect, type Look } from "./inspect.ts";
import type { Place } from "../draw/labels.ts";
import type { LandscapeView, MapWords, Scene, StepMark } from "../draw/landscape.ts";
import { type Layers, usualLayers } from "../draw/layers.ts";
import type { LevelScale } from "../plane/contours.ts";
import { MapView } from "../map/map.ts";
import type { Hover } from "../map/pointing.ts";
import type { Probe } from "../draw/probe.ts";
import { ReliefLoader } from "./relief-loader.ts";
import type { Relief } from "../relief/index.ts";
import type { Box } from "../plane/view.ts";
import type { Point } from "../wire/wire.ts";

/** The ways in which the landscape is shown. */
export const MODES = ["2d", "3d", "both"] as const;
/** One of the ways in which the landscape is shown. */
export type Mode = (typeof MODES)[number];

/** Who is told of what is done on the landscape. */
export interface StageEvents {
  invalidate(): void;
  start(point: Point, phase: Phase): void;
  hover(at: Pointed | null): void;
  pick(at: { run: number; k: number }): void;
  zoom(box: Box | null, phase: "move" | "end"): void;
  camera(text: string, phase: "move" | "end"): void;
  /** Another part of the plane is seen. */
  view(box: Box): void;
}

/** What lies over the map, where no label may go. */
function covered(): Place[] {
  return ["map-bar", "basins-key"].map((id) => {
    const { offsetLeft: x, offsetTop: y, offsetWidth: width, offsetHeight: height } = byId(id);
    return { x, y, width, height };
  });
}

/** What is looked at, on the map or the relief. */
type Pointed = Pick<Hover, "at" | "nearest">;

/** The map and the relief, which are shown the same. */
export class Stage implements LandscapeView {
  readonly map: MapView;
  private readonly facts = new Facts();
  private readonly inspect: Inspect;
  /** Where the pointer is on the relief, in its px. */
  private pointer: [number, number] = [0, 0];
  private readonly loader: ReliefLoader;
  private mode: Mode = "2d";
  private theme: Theme = readTheme(document.documentElement);
  private layers: Layers = usualLayers;
  private basins: BasinImage | null = null;
  private hidden = new Set<number>();
  private mark: StepMark | null = null;
  private predicting = false;
  private scene: Scene | null = null;
  private position = 0;
  private heights: { heights: Heights; scale: LevelScale } | null = null;
  private camera: string | null = null;

  constructor(
    private readonly events: StageEvents,
    private readonly words: MapWords,
  ) {
    const { facts } = this;
    this.inspect = new Inspect(this.theme, facts, {
      slope: (at, gradient) => this.setProbe(at && { at, gradient }),
    });
    this.map = new MapView(byId("map"), {
      invalidate: events.invalidate,
      words,
      facts,
      covered,
      onStart: events.start,
      onHover: (hover) => this.hover(hover, byId("map"), hover),
      onPick: events.pick,
      onZoom: events.zoom,
      onView: () => this.looked(),
      onHeights: (heights, scale) => this.setHeights(heights, scale),
    });
    this.loader = this.makeLoader();
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
      onCamera: (text: string, phase: "move" | "end") => {
        byId("reset").hidden = !this.moved;
        events.camera(text, phase);
      },
    };
    return new ReliefLoader(options, (relief) => this.inform(relief), () => void this.setMode("2d"));
  }

  /** The relief, once it is there. */
  private get relief(): Relief | null {
    return this.loader.relief;
  }

  /** Shows what is known of a point that is looked at, on the map or the relief. */
  private hover(hover: Pointed | null, host: HTMLElement, place: Pick<Look, "px" | "pixel" | "spoken"> | null): void {
    const nearest = hover?.nearest ?? null;
    const run = nearest && this.scene?.runs[nearest.run];
    const iterate = nearest && run ? { ...nearest, name: run.info.name } : null;
    this.inspect.show(hover && place && { ...place, at: hover.at, iterate }, host);
    this.events.hover(hover);
  }

  private setProbe(probe: Probe | null): void {
    this.map.setProbe(probe);
    this.relief?.setProbe(probe);
  }

  /** Another part of the plane is shown: the reset button appears or goes. */
  private looked(): void {
    if (!this.map) return; // it is being made
    byId("reset").hidden = !this.moved;
    this.events.view(this.map.box);
  }

  /** Whether the map or the relief is not seen as at first. */
  private get moved(): boolean {
    const zoomed = this.shownMode !== "3d" && this.map.zoomed;
    return zoomed || (this.shownMode !== "2d" && Boolean(this.relief?.camera));
  }

  /** Shows the landscape as at first. */
  reset(): void {
    if (this.shownMode !== "3d" && this.map.zoomed) this.map.reset();
    if (this.relief?.camera) {
      this.setCamera(null);
      this.events.camera("", "end");
    }
    byId("reset").hidden = !this.moved;
  }

  /** Shows the map, the relief or both; where there is no relief it stays with the map, and says why. */
  async setMode(mode: Mode): Promise<void> {
    this.mode = mode;
    this.loader.say("");
    if (mode !== "2d") await this.loader.load();
    const shown = this.relief ? this.mode : "2d";
    byId("stage").dataset.mode = shown;
    byId("relief").hidden = shown === "2d";
    for (const name of MODES) maybe(`mode-${name}`)?.setAttribute("aria-pressed", String(name === shown));
    byId("reset").hidden = !this.moved;
    this.inspect.hide();
    this.events.invalidate();
  }

  get shownMode(): Mode {
    return this.relief ? this.mode : "2d";
  }

  get views(): LandscapeView[] {
    const views: LandscapeView[] = [];
    if (this.shownMode !== "3d") views.push(this.map);
    if (this.relief && this.shownMode !== "2d") views.push(this.relief);
    return views;
  }

  setCamera(text: string | null): void {
    this.camera = text;
    this.relief?.setCamera(text);
  }

  /** Take the size that there is now. */
  resize(): void {
    this.tell((view) => view.resize());
  }

  setScene(scene: Scene): void {
    this.scene = scene;
    this.inspect.setSurface(scene.scenario.surface);
    this.tell((view) => view.setScene(scene));
  }

  setPlayhead(position: number): void {
    this.position = position;
    this.tell((view) => view.setPlayhead(position));
  }

  setHidden(hidden: Set<number>): void {
    this.hidden = hidden;
    this.tell((view) => view.setHidden(hidden));
  }

  setMark(mark: StepMark | null): void {
    this.mark = mark;
    this.tell((view) => view.setMark(mark));
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.inspect.setTheme(theme);
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

  setPredicting(predicting: boolean): void {
    this.predicting = predicting;
    this.tell((view) => view.setPredicting(predicting));
  }

  draw(): void {
    this.map.survey();
    for (const view of this.views) view.draw();
  }

  private setHeights(heights: Heights, scale: LevelScale): void {
    this.heights = { heights, scale };
    this.relief?.setHeights(heights, scale);
  }

  /** Calls both, even the one that is not shown, so that both are up to date. */
  private tell(what: (view: LandscapeView) => void): void {
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
    relief.setPredicting(this.predicting);
    if (this.heights) relief.setHeights(this.heights.heights, this.heights.scale);
    if (this.scene) relief.setScene(this.scene);
    relief.setPlayhead(this.position);
    relief.setMark(this.mark);
    relief.setCamera(this.camera);
  }
}
