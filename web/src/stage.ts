// The stage: the landscape as a map, as a relief, or as both side by side. They
// are told the same; the relief's script is fetched when it is first asked for.

import type { BasinImage } from "./basins.ts";
import { type Theme, readTheme } from "./colors.ts";
import { byId, maybe, setText } from "./dom.ts";
import type { Phase } from "./handle.ts";
import type { Heights } from "./heights.ts";
import type { LandscapeView, Scene, StepMark } from "./landscape.ts";
import { type Layers, usualLayers } from "./layers.ts";
import type { LevelScale } from "./contours.ts";
import { MapView, type Hover, type MapWords } from "./map.ts";
import type { Relief } from "./relief/index.ts";
import type { Box } from "./view.ts";
import type { Point } from "./wire.ts";
import { t } from "./words.ts";

export const MODES = ["2d", "3d", "both"] as const;
export type Mode = (typeof MODES)[number];

export interface StageEvents {
  invalidate(): void;
  start(point: Point, phase: Phase): void;
  hover(at: { at: Point; nearest: { run: number; k: number } | null } | null): void;
  pick(at: { run: number; k: number }): void;
  zoom(box: Box | null, phase: "move" | "end"): void;
  camera(text: string, phase: "move" | "end"): void;
}

export class Stage implements LandscapeView {
  readonly map: MapView;
  private relief: Relief | null = null;
  private mode: Mode = "2d";
  private theme: Theme = readTheme(document.documentElement);
  private layers: Layers = usualLayers;
  private basins: BasinImage | null = null;
  private hidden = new Set<number>();
  private mark: StepMark | null = null;
  private veiled = false;
  private scene: Scene | null = null;
  private position = 0;
  private heights: { heights: Heights; scale: LevelScale } | null = null;
  private camera: string | null = null;

  constructor(
    private readonly events: StageEvents,
    private readonly words: MapWords,
  ) {
    this.map = new MapView(byId("map"), {
      invalidate: events.invalidate,
      words,
      covered: () => [byId("map-bar")].map(({ offsetLeft: x, offsetTop: y, offsetWidth, offsetHeight }) => ({ x, y, width: offsetWidth, height: offsetHeight })),
      onStart: events.start,
      onHover: (hover: Hover | null) => events.hover(hover),
      onPick: events.pick,
      onZoom: events.zoom,
      onHeights: (heights, scale) => this.setHeights(heights, scale),
    });
  }

  /** Shows the map, the relief or both; without WebGL it stays with the map, and says so. */
  async setMode(mode: Mode): Promise<void> {
    this.mode = mode;
    if (mode !== "2d") await this.raise();
    const shown = this.relief ? this.mode : "2d";
    byId("stage").dataset.mode = shown;
    byId("relief").hidden = shown === "2d";
    for (const name of MODES) maybe(`mode-${name}`)?.setAttribute("aria-pressed", String(name === shown));
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

  setScene(scene: Scene): void {
    this.scene = scene;
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

  setVeiled(veiled: boolean): void {
    this.veiled = veiled;
    this.tell((view) => view.setVeiled(veiled));
  }

  draw(): void {
    this.map.survey();
    for (const view of this.views) view.draw();
  }

  destroy(): void {
    this.map.destroy();
    this.relief?.destroy();
    this.relief = null;
  }

  private setHeights(heights: Heights, scale: LevelScale): void {
    this.heights = { heights, scale };
    this.relief?.setHeights(heights, scale);
  }

  /** Both are told, shown or not, so that neither is ever behind. */
  private tell(what: (view: LandscapeView) => void): void {
    what(this.map);
    if (this.relief) what(this.relief);
  }

  private raising: Promise<void> | null = null;

  /** Makes the relief, once. */
  private async raise(): Promise<void> {
    if (this.relief) return;
    await (this.raising ??= this.makeRelief().finally(() => (this.raising = null)));
  }

  private async makeRelief(): Promise<void> {
    const note = byId("relief-note");
    const host = byId("relief");
    host.hidden = false; // it is measured while it is made
    note.hidden = true;
    try {
      const { createRelief } = await import("./relief/index.ts");
      this.relief = createRelief(host, {
        invalidate: this.events.invalidate,
        words: this.words,
        onStart: this.events.start,
        onHover: this.events.hover,
        onPick: this.events.pick,
        onCamera: this.events.camera,
        onLost: () => this.lose(),
      });
      this.inform(this.relief);
    } catch {
      host.hidden = true;
      setText(note, t("relief.missing"));
      note.hidden = false;
    }
  }

  /** The graphics went away: the map goes on. */
  private lose(): void {
    this.relief?.destroy();
    this.relief = null;
    void this.setMode("2d");
  }

  private inform(relief: Relief): void {
    relief.setTheme(this.theme);
    relief.setLayers(this.layers);
    relief.setBasins(this.basins);
    relief.setHidden(this.hidden);
    relief.setVeiled(this.veiled);
    if (this.heights) relief.setHeights(this.heights.heights, this.heights.scale);
    if (this.scene) relief.setScene(this.scene);
    relief.setPlayhead(this.position);
    relief.setMark(this.mark);
    relief.setCamera(this.camera);
  }
}
