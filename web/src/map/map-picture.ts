// The picture of the map: three canvases lie on each other, each drawn again
// only when what it shows has changed: the ground, the trails, and the heads. Where
// all trails are new the heads are on their canvas: each canvas that was drawn on is
// copied by the browser, and while a hand drags that is so in every picture.

import type { BasinImage } from "../draw/basin-image.ts";
import type { Theme } from "../draw/colors.ts";
import { Crossings } from "../draw/crossings.ts";
import { EllipseSource } from "../draw/ellipse-source.ts";
import type { Facts } from "../plane/facts.ts";
import { FieldSource } from "../draw/field-source.ts";
import { paintHeads, reserveHeads, spareHeads } from "../draw/heads.ts";
import { paintAxes } from "./axes.ts";
import { FlatSheet } from "./flat-sheet.ts";
import { type GroundNames, type GroundStyle, paintBeyond, paintGround, placeNames } from "./ground.ts";
import { Labels, type LabelBox } from "../draw/labels.ts";
import type { CloudPainter, MapWords, Scene, StepMark } from "../draw/landscape.ts";
import { Canvas, sharpness } from "../draw/canvas.ts";
import { type LayerSources, type Layers, paintLayers } from "../draw/layers.ts";
import { paintMarkLabels, reserveMarks } from "../draw/marks.ts";
import { type Probe, paintProbe } from "../draw/probe.ts";
import { paintStartLabel, startRoom } from "../draw/tags.ts";
import type { Terrain } from "./terrain.ts";
import { Trails } from "./trails.ts";
import type { Size, View } from "../plane/view.ts";
import type { Point } from "../wire/wire.ts";

/** All that the map shows. */
export interface Seen {
  view: View;
  theme: Theme;
  scene: Scene | null;
  layers: Layers;
  basins: BasinImage | null;
  hidden: ReadonlySet<number>;
  mark: StepMark | null;
  probe: Probe | null;
  predicting: boolean;
  clouds: CloudPainter | null;
  /** How many members end at each minimum is told. */
  shares: boolean;
  position: number;
  start: Point;
  /** Whether the keys' focus is on the map itself or on the start; what they move is looked at. */
  keyed: "map" | "start" | null;
}

/** What the picture is given. */
export interface PictureOptions {
  /** Something is to be drawn again. */
  invalidate(): void;
  words: MapWords;
  /** What the page has laid over the map, where no label may go. */
  covered?(): LabelBox[];
}

type Part = "ground" | "trails" | "heads";

/** The numbers of the axes take so much of the map's edges, and with room about them so much, in px. */
const [NUMBERS, EDGE] = [16, 24];
/** The name of the lowest minimum may reach so far to either side of it, in px. */
const NAMED = 100;

/** What is written in one line with something else keeps so far from it, in px: "lowest 0" and a contour's 10 were read as one. */
const ASIDE = 14;

/** Runs that did not change for so long are at rest, in milliseconds: a drag never waits for the ground. */
const REST = 250;

/** For so long trails and heads stay apart once one of them was drawn alone, in milliseconds. */
const APART = 1000;

/** The canvases of the map. */
export class MapPicture {
  private readonly ground: Canvas;
  /** Under the trails; null until there is an ensemble. */
  private cloudCanvas: Canvas | null = null;
  private readonly trailCanvas: Canvas;
  private readonly headCanvas: Canvas;
  private readonly trails: Trails;
  private readonly sources: LayerSources;
  private crossings: Crossings | null = null;
  private covered: LabelBox[] | null = null;
  /** What is written on each ground. */
  private names: readonly GroundNames[] = [];
  /** Waits for the runs to rest. */
  private resting = 0;
  private readonly host: HTMLElement;
  private size: Size = { width: 1, height: 1 };
  private dirty = new Set<Part>();
  /** All trails are to be drawn again. */
  private anew = true;
  /** The heads are on the trails' canvas. */
  private together = false;
  private apartAt = -Infinity; // when one of them was drawn alone

  constructor(
    host: HTMLElement,
    private readonly seen: Readonly<Seen>,
    private readonly terrain: Terrain,
    facts: Facts,
    private readonly options: PictureOptions,
  ) {
    this.host = host;
    this.ground = new Canvas(host, true);
    this.trailCanvas = new Canvas(host);
    this.headCanvas = new Canvas(host);
    this.trails = new Trails(this.trailCanvas);
    this.sources = {
      field: new FieldSource(() => this.invalidate("ground")),
      ellipses: new EllipseSource(facts, () => this.invalidate("heads")),
    };
  }

  invalidate(...parts: Part[]): void {
    for (const part of parts) this.dirty.add(part);
    this.options.invalidate();
  }

  /** All lines are drawn again, because the view or the runs changed. */
  retrace(): void {
    this.anew = true;
    this.crossings = null;
    this.invalidate("trails", "heads");
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => this.clearNames(), REST);
  }

  /** Discard what was requested about a surface. */
  clear(): void {
    this.sources.field.clear();
    this.sources.ellipses.clear();
  }

  resize(size: Size): void {
    const ratio = sharpness(3);
    this.size = size;
    for (const layer of [this.ground, this.cloudCanvas, this.trailCanvas, this.headCanvas]) layer?.resize(size, ratio);
    this.covered = null;
  }

  /** Draw what changed since the last time. */
  draw(scene: Scene): void {
    if (this.dirty.has("ground")) this.drawGround(scene);
    if (this.dirty.has("trails") || this.dirty.has("heads")) this.drawRuns(scene);
    this.dirty.clear();
  }

  /** Draws trails and heads: on one canvas where both are new, and apart as soon as only one of them is, and for a while: as while a start is dragged, whose picture comes before its runs. */
  private drawRuns(scene: Scene): void {
    const both = this.dirty.has("trails") && this.dirty.has("heads");
    if (!both) this.apartAt = performance.now();
    const together = this.anew && both && performance.now() - this.apartAt > APART;
    const parted = this.together && !together;
    if (this.anew || parted) this.trails.reset();
    if (this.dirty.has("trails") || parted) this.drawTrails(scene);
    if (together !== this.together) this.headCanvas.canvas.style.visibility = together ? "hidden" : "";
    if (!together) this.headCanvas.clear();
    this.drawHeads(scene, together ? this.trailCanvas : this.headCanvas);
    [this.anew, this.together] = [false, together];
  }

  private drawGround(scene: Scene): void {
    const { scenario } = scene;
    const { pen } = this.ground;
    const { view, theme, layers } = this.seen;
    this.ground.clear();
    paintBeyond(pen, view, theme);
    const style = this.groundStyle;
    this.names = this.placeGroundNames(scene);
    this.terrain.groundsFor(view.box).forEach((ground, i) => paintGround(pen, ground, view, style, this.names[i]!));
    this.dirty.add("heads"); // what is written beside them makes way for the contours' names
    paintLayers("fixed", layers, new FlatSheet(pen, view, theme), { surface: scenario.surface, heads: null, basins: style.basins }, this.sources);
    paintAxes(pen, view, theme, this.options.words);
    this.ground.show();
  }

  private get groundStyle(): GroundStyle {
    const { theme, layers, basins } = this.seen;
    return { theme, lines: layers.contours, basins: layers.basins ? basins : null, undefined: this.options.words.undefined };
  }

  /** Where the names of the grounds stand while the runs are as they are. */
  private placeGroundNames({ scenario, runs }: Scene): GroundNames[] {
    const { view, hidden } = this.seen;
    const taken = this.takenOnGround(scenario.surface);
    const crossings = (this.crossings ??= new Crossings(runs, hidden, view));
    return this.terrain.groundsFor(view.box).map((ground) => placeNames(this.ground.pen, ground, view, this.groundStyle, taken, (place) => crossings.crosses(place)));
  }

  /** Runs that have come to rest may lie on names that were placed before: then the ground is drawn again. */
  private clearNames(): void {
    const { scene } = this.seen;
    if (scene && JSON.stringify(this.placeGroundNames(scene)) !== JSON.stringify(this.names)) this.invalidate("ground");
  }

  /** Where no contour is named: under the stars, the start and its name, the numbers of the axes, and what lies over the map. */
  private takenOnGround({ minima, saddles }: Scene["scenario"]["surface"]): Labels {
    const { view, theme, layers, start } = this.seen;
    const { width, height } = view.size;
    const labels = new Labels(width, height);
    const edge = EDGE * theme.scale;
    for (const place of atEdges(view.size, edge)) labels.reserve(place);
    for (const place of (this.covered ??= this.options.covered?.() ?? [])) labels.reserve(place);
    const name = startRoom(this.ground.pen, theme, this.options.words.start);
    labels.reserve(broader({ x: view.x(start[0]) - name.width / 2, y: view.y(start[1]) - name.above, width: name.width, height: name.above + name.below }, ASIDE * theme.scale));
    for (const [x, y] of layers.marks ? [...minima.map(({ at }) => at), ...saddles] : []) {
      labels.reserve({ x: view.x(x) - edge, y: view.y(y) - edge, width: 2 * edge, height: 2 * edge });
    }
    const lowest = minima.filter(({ global }) => global);
    if (layers.marks && lowest.length === 1) {
      const [x, y] = [view.x(lowest[0]!.at[0]), view.y(lowest[0]!.at[1])];
      labels.reserve({ x: x - NAMED * theme.scale, y: y - edge / 2, width: 2 * NAMED * theme.scale, height: edge });
    }
    return labels;
  }

  private drawTrails({ runs }: Scene): void {
    const { predicting, hidden, position, view, theme } = this.seen;
    this.drawClouds();
    if (predicting) return this.trailCanvas.clear();
    this.trails.draw(runs, hidden, Math.floor(position), view, theme);
  }

  private drawClouds(): void {
    const { predicting, clouds } = this.seen;
    if (this.cloudCanvas) this.cloudCanvas.canvas.hidden = predicting;
    if (!clouds || predicting) return;
    if (!this.cloudCanvas) {
      this.cloudCanvas = new Canvas(this.host);
      this.cloudCanvas.resize(this.size, sharpness(2)); // a thin line needs no finer one
      this.host.insertBefore(this.cloudCanvas.canvas, this.trailCanvas.canvas);
    }
    clouds.paintTrails(this.cloudCanvas, this.seen);
  }

  private drawHeads({ scenario, runs }: Scene, { pen }: Canvas): void {
    const { options } = this;
    const { view, theme, start, layers, hidden, predicting, position, mark, probe, keyed } = this.seen;
    const crossings = (this.crossings ??= new Crossings(runs, hidden, view));
    const { leaves, offPlane } = options.words;
    const heads = predicting ? null : { runs, hidden, position, mark, leaves, offPlane, clearest: (places: LabelBox[]) => crossings.clearest(places), crosses: (place: LabelBox) => crossings.crosses(place) };
    if (heads) this.trails.drawTails(pen, runs, hidden, Math.floor(position), view, theme); // under all that is written
    const labels = new Labels(view.size.width, view.size.height);
    const [x, y] = [view.x(start[0]), view.y(start[1])];
    labels.reserve({ x: x - 12, y: y - 12, width: 24, height: 24 });
    for (const place of (this.covered ??= options.covered?.() ?? [])) labels.reserve(place);
    for (const place of atEdges(view.size, NUMBERS * theme.scale)) labels.spare(place);
    for (const { levels, gap } of this.names) for (const place of [...levels.map((level) => level.place), ...(gap ? [gap] : [])]) labels.spare(broader(place, ASIDE * theme.scale));
    const sheet = new FlatSheet(pen, view, theme, this.covered);
    if (heads) spareHeads(sheet, heads, labels);
    if (layers.marks) reserveMarks(sheet, scenario.surface, labels);
    if (view.shows(x, y)) paintStartLabel(pen, theme, options.words.start, [x, y], labels, heads?.clearest); // while the room guesses it tells nothing of where the runs go
    const { surface } = scenario;
    const { clouds, shares } = this.seen;
    clouds?.paintStarts(sheet, labels);
    if (clouds && !predicting) clouds.paintLast(pen, this.seen);
    if (clouds && !predicting) clouds.paintHeads(sheet, this.seen);
    if (clouds && !predicting) clouds.paintOutside(sheet, view.size, labels, this.seen);
    if (layers.marks) paintMarkLabels(sheet, surface, options.words, labels, crossings);
    if (clouds && shares && heads) {
      reserveHeads(sheet, heads, labels);
      clouds.paintShares(sheet, labels, hidden); // after a star's name: they have more places
    }
    paintLayers("moving", layers, sheet, { surface, heads }, this.sources);
    if (heads) paintHeads(sheet, heads, labels);
    if (probe) paintProbe(sheet, probe, keyed === "map");
  }
}

/** Where the numbers of the axes are: below, and to the left. */
function atEdges({ width, height }: Size, edge: number): LabelBox[] {
  return [{ x: 0, y: height - edge, width, height: edge }, { x: 0, y: 0, width: 1.6 * edge, height }];
}

/** A place with so much more room to its left and to its right. */
function broader({ x, y, width, height }: LabelBox, by: number): LabelBox {
  return { x: x - by, y, width: width + 2 * by, height };
}
