// The map: the landscape from above with the runs on it. Three canvases lie on
// each other, each drawn again only when what it shows has changed: the ground,
// the trails, and the heads.

import type { BasinImage } from "./basins.ts";
import { type Theme, readTheme } from "./colors.ts";
import { Crossings } from "./crossings.ts";
import { Curvatures } from "./curvatures.ts";
import { Facts } from "./facts.ts";
import { FieldSource } from "./field-source.ts";
import { paintField } from "./field.ts";
import { Gestures } from "./gestures.ts";
import { paintBeyond, paintGround } from "./ground.ts";
import { type Phase, StartHandle } from "./handle.ts";
import { paintEllipses, paintHeads, paintStartLabel } from "./heads.ts";
import { type HeightSource, type Heights, fetchHeights } from "./heights.ts";
import { Labels, type Place } from "./labels.ts";
import type { LandscapeView, Scene, StepMark } from "./landscape.ts";
import { Layer } from "./layer.ts";
import { type Layers, usualLayers } from "./layers.ts";
import type { LevelScale } from "./contours.ts";
import { paintAxes, paintMarks, paintMinimumLabel } from "./marks.ts";
import { nearestIterate } from "./nearest.ts";
import { type Probe, paintProbe } from "./probe.ts";
import { Terrain } from "./terrain.ts";
import { Trails } from "./trails.ts";
import { type Box, View, boxAround, boxOf, fitBox, height, width, withRoom } from "./view.ts";
import type { Point } from "./wire.ts";

export interface MapWords {
  /** What the map is and how keys move it. */
  map: string;
  start: string;
  startLabel(x: number, y: number): string;
  globalMinimum: string;
  w1: string;
  w2: string;
  leaves(name: string, k: number, loss: number): string;
}

export interface Hover {
  at: Point;
  px: [number, number];
  /** How much of the plane a pixel is, each way. */
  pixel: [number, number];
  nearest: { run: number; k: number } | null;
  /** Looked at by keys. */
  spoken?: boolean;
}

export interface MapOptions {
  /** Something inside changed: draw() is wanted. */
  invalidate(): void;
  words: MapWords;
  grid?: HeightSource;
  facts?: Facts;
  /** What the page has laid over the map, where no label may go. */
  covered?(): Place[];
  onStart(point: Point, phase: Phase): void;
  onHover(hover: Hover | null): void;
  onPick(at: { run: number; k: number }): void;
  /** The zoom changed by hand; null is the whole map. */
  onZoom(box: Box | null, phase: "move" | "end"): void;
  /** Another part of the plane is seen, or the same at another size. */
  onView?(): void;
  /** The heights of the whole map came, with the scale of their levels and colours. */
  onHeights?(heights: Heights, scale: LevelScale): void;
}

/** How close to an iterate the pointer must be to mean it, in px. */
const REACH = 14;
/** No view of more than so many times the surface's own, or less than this part of it. */
const WIDEST = 1e3;
const NARROWEST = 1e-9;

export class MapView implements LandscapeView {
  private readonly ground: Layer;
  private readonly trailLayer: Layer;
  private readonly headLayer: Layer;
  private readonly trails: Trails;
  private crossings: Crossings | null = null;
  private readonly handle: StartHandle;
  private readonly gestures: Gestures;
  private readonly terrain: Terrain;
  private readonly field: FieldSource;
  private readonly curvatures: Curvatures;
  private readonly observer: ResizeObserver;
  private theme: Theme;
  private scene: Scene | null = null;
  private surface = "";
  private zoom: Box | null = null;
  private view: View = new View({ xmin: -1, xmax: 1, ymin: -1, ymax: 1 }, { width: 1, height: 1 });
  private covered: Place[] | null = null;
  private layers: Layers = usualLayers;
  private basins: BasinImage | null = null;
  private hidden = new Set<number>();
  private mark: StepMark | null = null;
  private probe: Probe | null = null;
  /** Whether the keys' focus is on the map itself or on the start; what they move is looked at. */
  private keyed: "map" | "start" | null = null;
  private veiled = false;
  private position = 0;
  private start: Point = [0, 0];
  /** The start when the surface came: the map doesn't move while it is dragged. */
  private opened: Point = [0, 0];
  private dirty = { ground: true, trails: true, heads: true };

  constructor(
    private readonly host: HTMLElement,
    private readonly options: MapOptions,
  ) {
    this.ground = new Layer(host);
    this.trailLayer = new Layer(host);
    this.headLayer = new Layer(host);
    this.trails = new Trails(this.trailLayer);
    this.theme = readTheme(host);
    this.terrain = new Terrain(options.grid ?? fetchHeights, (heights, scale) => {
      if (heights && scale) options.onHeights?.(heights, scale);
      this.spoil("ground");
    });
    this.field = new FieldSource(() => this.spoil("ground"));
    this.curvatures = new Curvatures(options.facts ?? new Facts(), () => this.spoil("heads"));
    this.handle = new StartHandle(host, {
      onMove: (point, phase) => this.moveStart(point, phase),
      label: options.words.startLabel,
      onFocus: (focused) => this.lookByKeys(focused ? "start" : null),
    });
    this.handle.setTheme(this.theme);
    this.gestures = new Gestures(host, {
      view: () => this.view,
      zoomed: () => this.zoomed,
      show: (box, phase) => this.zoomByHand(box, phase),
      hover: (at) => this.hover(at),
      pick: (at, tap) => this.pick(at, tap),
    });
    this.name();
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(host);
    this.resize();
  }

  /** The part of the plane that is seen. */
  get box(): Box {
    return this.view.box;
  }

  get zoomed(): boolean {
    return this.zoom !== null;
  }

  setScene(scene: Scene): void {
    this.scene = scene;
    const { surface, start } = scene.scenario;
    const key = `${surface.formula} ${surface.view}`;
    if (key !== this.surface) {
      this.surface = key;
      this.opened = start;
      this.terrain.setSurface(surface);
      this.field.clear();
      this.curvatures.clear();
      this.setView();
    }
    if (!this.handle.held) this.start = start;
    this.handle.place(this.start, this.view);
    this.retrace();
    this.spoil("trails", "heads");
  }

  /** The playhead's step; between two while playing. */
  setPlayhead(position: number): void {
    if (position === this.position) return;
    const rests = Number.isInteger(position) && !Number.isInteger(this.position);
    if (rests) this.retrace(); // while playing, what is new lies on top
    this.position = position;
    this.spoil("trails", "heads");
  }

  setHidden(hidden: Set<number>): void {
    this.hidden = hidden;
    this.retrace();
    this.spoil("trails", "heads");
  }

  setLayers(layers: Layers): void {
    this.layers = layers;
    this.spoil("ground", "heads");
  }

  setVeiled(veiled: boolean): void {
    if (veiled === this.veiled) return;
    this.veiled = veiled;
    this.retrace();
    this.spoil("trails", "heads");
  }

  setBasins(basins: BasinImage | null): void {
    this.basins = basins;
    this.spoil("ground");
  }

  /** Ring a step of one run, or of all. */
  setMark(mark: StepMark | null): void {
    if (mark?.k === this.mark?.k && mark?.run === this.mark?.run) return;
    this.mark = mark;
    this.spoil("heads");
  }

  /** Show the way of steepest descent from a point, or nothing. */
  setProbe(probe: Probe | null): void {
    if (!probe && !this.probe) return;
    this.probe = probe;
    this.spoil("heads");
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.handle.setTheme(theme);
    this.retrace();
    this.spoil("ground", "trails", "heads");
  }

  setStartEditable(editable: boolean): void {
    this.handle.setEditable(editable);
  }

  /** Show a box, or with null the whole map. */
  setZoom(box: Box | null): void {
    this.zoom = box;
    this.setView();
  }

  reset(): void {
    this.gestures.reset();
  }

  /** Show all that the runs reached, but not further than a map of runs is of use. */
  fitRuns(): void {
    const points: Point[] = [];
    for (const { trajectory: t } of this.scene?.runs ?? []) {
      for (let k = 0; k < t.length; k++) points.push([t.x[k], t.y[k]]);
    }
    const box = boxAround(points, 0.12);
    if (box) this.zoomByHand(fitBox(box, this.view.size), "end");
  }

  /** Draw what changed since the last time. */
  draw(): void {
    if (!this.scene) return;
    this.survey();
    if (this.layers.field) this.field.need(this.scene.scenario.surface, this.view, this.theme.scale);
    if (this.dirty.ground) this.drawGround(this.scene);
    if (this.dirty.trails) this.drawTrails(this.scene);
    if (this.dirty.heads) this.drawHeads(this.scene);
    this.dirty = { ground: false, trails: false, heads: false };
  }

  /** Asks for the heights that are missing: the relief needs them too. */
  survey(): void {
    if (this.scene) this.terrain.need(this.view.box, fitBox(this.whole(this.scene), this.view.size), this.zoomed);
  }

  destroy(): void {
    this.observer.disconnect();
    this.gestures.destroy();
    this.terrain.destroy();
    this.field.clear();
    this.curvatures.clear();
    this.host.replaceChildren();
  }

  private drawGround({ scenario }: Scene): void {
    const { pen } = this.ground;
    const { view, theme, terrain, layers } = this;
    this.ground.clear();
    paintBeyond(pen, view, theme);
    const style = { theme, lines: layers.contours, basins: layers.basins ? this.basins : null };
    for (const ground of terrain.groundsFor(view.box)) paintGround(pen, ground, view, style);
    if (layers.field && this.field.gradients) paintField(pen, this.field.gradients, view, theme);
    paintAxes(pen, view, theme, this.options.words);
    if (layers.marks) paintMarks(pen, scenario.surface, view, theme);
  }

  /** The lines are to be drawn anew, and lie elsewhere. */
  private retrace(): void {
    this.trails.reset();
    this.crossings = null;
  }

  private drawTrails({ runs }: Scene): void {
    if (this.veiled) return this.trailLayer.clear();
    this.trails.draw(runs, this.hidden, Math.floor(this.position), this.view, this.theme);
  }

  private drawHeads({ scenario, runs }: Scene): void {
    const { pen } = this.headLayer;
    const { view, theme, options } = this;
    this.headLayer.clear();
    const labels = new Labels(view.size.width, view.size.height);
    const [x, y] = [view.x(this.start[0]), view.y(this.start[1])];
    labels.reserve({ x: x - 12, y: y - 12, width: 24, height: 24 });
    for (const place of (this.covered ??= options.covered?.() ?? [])) labels.reserve(place);
    if (view.shows(x, y)) paintStartLabel(pen, options.words.start, x, y, theme, labels);
    if (this.layers.marks) {
      this.crossings ??= new Crossings(runs, this.hidden, view);
      paintMinimumLabel(pen, scenario.surface, view, theme, options.words.globalMinimum, labels, this.crossings);
    }
    if (!this.veiled) this.drawRuns(scenario, runs, labels);
    if (this.probe) paintProbe(pen, this.probe, view, theme, this.keyed === "map");
  }

  private drawRuns({ surface }: Scene["scenario"], runs: Scene["runs"], labels: Labels): void {
    const { pen } = this.headLayer;
    const { view, theme, hidden, position, mark, curvatures } = this;
    const heads = { runs, hidden, position, view, theme, mark, leaves: this.options.words.leaves };
    if (this.layers.ellipse) {
      curvatures.want(surface, runs, hidden, position);
      paintEllipses(pen, heads, (run) => curvatures.hessian(run));
    }
    paintHeads(pen, heads, labels);
  }

  private resize(): void {
    const { width, height } = this.host.getBoundingClientRect(); // which has parts of pixels, as the pointer's place has
    const size = { width, height };
    if (size.width === 0 || size.height === 0) return;
    const ratio = Math.min(3, devicePixelRatio || 1);
    for (const layer of [this.ground, this.trailLayer, this.headLayer]) layer.resize(size, ratio);
    this.view = new View(this.view.box, size);
    this.covered = null;
    this.setView();
  }

  /** The box that is wanted, at the size there is. */
  private setView(): void {
    const own = this.scene ? this.whole(this.scene) : this.view.box;
    this.view = new View(fitBox(this.zoom ?? own, this.view.size), this.view.size);
    this.host.dataset.box = Object.values(this.view.box).join(); // where the world is, for those who look from outside
    this.host.style.touchAction = this.zoom ? "none" : "pan-y";
    this.handle.place(this.start, this.view);
    this.retrace();
    this.spoil("ground", "trails", "heads");
    this.options.onView?.();
    if (this.keyed) this.lookByKeys(this.keyed);
  }

  /** What is seen without a zoom: the surface's own box, with room around the start it was shown with. */
  private whole({ scenario }: Scene): Box {
    return withRoom(boxOf(scenario.surface.view), this.opened);
  }

  private zoomByHand(box: Box | null, phase: "move" | "end"): void {
    if (box && !this.allows(box)) return;
    this.setZoom(box);
    this.options.onZoom(box, phase);
  }

  private allows(box: Box): boolean {
    if (!this.scene) return false;
    const part = width(box) / width(boxOf(this.scene.scenario.surface.view));
    return part < WIDEST && part > NARROWEST;
  }

  private moveStart(point: Point, phase: Phase): void {
    this.start = point;
    this.spoil("heads");
    this.options.onStart(point, phase);
    if (this.keyed) this.lookByKeys("start");
    else if (phase === "start") this.hover(null);
  }

  /** The keys' focus is on the map: what is in its middle is looked at; or on the start. */
  private lookByKeys(keyed: "map" | "start" | null): void {
    this.keyed = keyed;
    if (!keyed || !this.scene) return this.hover(null);
    const { width, height } = this.view.size;
    const px: [number, number] = keyed === "map" ? [width / 2, height / 2] : [this.view.x(this.start[0]), this.view.y(this.start[1])];
    const at: Point = keyed === "map" ? this.worldAt(px) : this.start;
    const seen = this.view.shows(...px);
    this.options.onHover(seen ? { at, px, pixel: this.pixel, nearest: null, spoken: true } : null);
  }

  /** What it is, for those who hear the page; the keys move it. */
  private name(): void {
    const { host, options } = this;
    host.tabIndex = 0;
    host.setAttribute("role", "application");
    host.setAttribute("aria-label", options.words.map);
    host.addEventListener("focus", () => host.matches(":focus-visible") && this.lookByKeys("map"));
    host.addEventListener("blur", () => this.lookByKeys(null));
  }

  /** How much of the plane a pixel is, each way. */
  private get pixel(): [number, number] {
    const { box, size } = this.view;
    return [width(box) / size.width, height(box) / size.height];
  }

  private worldAt(px: [number, number]): Point {
    return [this.view.worldX(px[0]), this.view.worldY(px[1])];
  }

  private hover(at: [number, number] | null): void {
    this.options.onHover(at ? this.hoverAt(at) : null);
  }

  /** What a place in px is about: an iterate near it, else the point itself. */
  private hoverAt(px: [number, number]): Hover {
    const nearest = this.nearest(px);
    const t = nearest && this.scene?.runs[nearest.run]?.trajectory;
    const at: Point = nearest && t ? [t.x[nearest.k], t.y[nearest.k]] : this.worldAt(px);
    return { at, px, pixel: this.pixel, nearest };
  }

  private pick(at: [number, number], tap: boolean): void {
    const nearest = this.nearest(at);
    if (nearest) this.options.onPick(nearest);
    if (tap) this.hover(at);
  }

  private nearest(px: [number, number]): { run: number; k: number } | null {
    const runs = this.veiled ? [] : (this.scene?.runs ?? []);
    const until = Math.floor(this.position);
    return nearestIterate(runs, this.hidden, until, this.view, px, REACH * this.theme.scale);
  }

  private spoil(...layers: (keyof typeof this.dirty)[]): void {
    for (const layer of layers) this.dirty[layer] = true;
    this.options.invalidate();
  }
}
