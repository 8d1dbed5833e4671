// The curve: a loss of one weight, with the runs hopping on it. It is shown in
// place of the map, and holds what is to be seen of it and the user's gestures.

import type { BasinImage } from "../draw/basin-image.ts";
import { readTheme, type Theme } from "../draw/colors.ts";
import type { LandscapeView, Scene } from "../draw/landscape.ts";
import type { Phase } from "../input/handle.ts";
import type { Seen } from "../map/map-picture.ts";
import { type Hover, Pointing, type PointingEvents } from "../map/pointing.ts";
import { SeenView, unseen } from "../map/seen-view.ts";
import { ZoomGestures } from "../map/zoom-gestures.ts";
import { type Box, isDrawable, type Size, View } from "../plane/view.ts";
import type { Point } from "../wire/wire.ts";
import { CurveHandle } from "./handle.ts";
import { onCurve } from "./laid.ts";
import { CurvePicture, type CurveWords, footFor, type PictureOptions } from "./picture.ts";
import { type Interval, lossRange } from "./range.ts";
import { fetchRow, Rows, type RowSource } from "./rows.ts";

export type { CurveWords } from "./picture.ts";

/** What the curve is given, and who is told of what is done on it. */
export interface CurveOptions extends PictureOptions, PointingEvents {
  words: CurveWords & { curve: string; startLabel(x: number): string };
  source?: RowSource;
  onStart(point: Point, phase: Phase): void;
  /** The user changed the zoom; null is the whole curve. */
  onZoom(box: Box | null, phase: "move" | "end"): void;
  /** Another part of the axis is seen, or the same at another size. */
  onView?(): void;
}

/** No view of more than so many times the surface's own, or less than this part of it. */
const [WIDEST, NARROWEST] = [1e3, 1e-9];
/** What is seen beyond the surface's own interval, and around a start at its end, as a part of it. */
const ROOM = 0.04;
/** Over the curve and under it there is so much room, in px, but no more than a part of the height. */
const [ABOVE, BELOW, PART] = [58, 40, 0.16];

/** The curve of a loss of one weight. */
export class Curve extends SeenView<"hops"> implements LandscapeView {
  protected readonly seen: Seen;
  private readonly rows: Rows;
  protected readonly picture: CurvePicture;
  protected readonly runs = "hops";
  private readonly pointing: Pointing;
  private readonly handle: CurveHandle;
  private readonly gestures: ZoomGestures;
  private given: Scene | null = null;
  private surface = "";
  private zoom: Interval | null = null;
  private size: Size = { width: 1, height: 1 };
  /** The start when the surface came, or when it was let go: the picture doesn't move while it is dragged. */
  private opened = 0;

  constructor(
    private readonly host: HTMLElement,
    private readonly options: CurveOptions,
  ) {
    super();
    this.seen = unseen(readTheme(host));
    this.rows = new Rows(options.source ?? fetchRow, () => this.measured());
    this.picture = new CurvePicture(host, this.seen, this.rows, options);
    this.pointing = new Pointing(host, this.seen, { onHover: (hover) => options.onHover(hover && flat(hover)), onPick: options.onPick });
    this.handle = new CurveHandle(
      host,
      { onMove: (point, phase) => this.moveStart(point, phase), label: options.words.startLabel, onFocus: (focused) => this.pointing.focus(focused ? "start" : null) },
      (x) => this.rows.at(x),
    );
    this.handle.setTheme(this.seen.theme);
    this.gestures = new ZoomGestures(host, {
      view: () => this.seen.view,
      zoomed: () => this.zoomed,
      show: (box, phase) => this.zoomByHand(box, phase),
      hover: (at) => this.pointing.hover(at),
      pick: (at, tap) => this.pointing.pick(at, tap),
      send: (at) => this.handle.glideTo(at),
    });
    this.name();
    new ResizeObserver(() => this.resize()).observe(host);
    this.resize();
  }

  get zoomed(): boolean {
    return this.zoom !== null;
  }

  setScene(scene: Scene): void {
    const { surface, start } = scene.scenario;
    const key = `${surface.formula} ${surface.view}`;
    const other = key !== this.surface;
    const lanes = this.given?.runs.length;
    this.given = scene;
    if (other) {
      this.surface = key;
      this.opened = start[0];
      this.rows.setSurface(surface);
    }
    this.lay();
    if (!this.handle.held) this.seen.start = this.seen.scene!.scenario.start;
    if (other || lanes !== scene.runs.length) this.setView();
    if (this.rows.known.length > 0) this.handle.place([this.seen.start[0], 0], this.seen.view);
    this.picture.retrace();
  }

  /** A curve has no basins to show. */
  setBasins(_: BasinImage | null): void {}

  setTheme(theme: Theme): void {
    const scaled = theme.scale !== this.seen.theme.scale;
    this.seen.theme = theme;
    this.handle.setTheme(theme);
    if (scaled) this.setView();
    this.picture.retrace();
    this.picture.invalidate("ground");
  }

  /** Shows a part of the axis, or with null all of it; of a box its x alone is read. */
  setZoom(box: Box | null): void {
    this.zoom = box && [box.xmin, box.xmax];
    this.setView();
  }

  reset(): void {
    this.gestures.reset();
  }

  /** Shows all that the runs reached. */
  fitRuns(): void {
    const members = (this.seen.clouds?.reach() ?? []).map(([x]) => x);
    const places = (this.given?.runs ?? []).flatMap(({ trajectory: { x, length } }) => [...x.subarray(0, length)]).concat(members).filter(Number.isFinite);
    const [from, to] = [places.reduce((a, b) => Math.min(a, b), Infinity), places.reduce((a, b) => Math.max(a, b), -Infinity)];
    const room = 0.12 * (to - from);
    if (to > from) this.zoomByHand({ xmin: from - room, xmax: to + room, ymin: 0, ymax: 0 }, "end");
  }

  /** Draws what changed since the last time. */
  draw(): void {
    const { scene } = this.seen;
    if (!scene) return;
    this.rows.need(this.interval());
    this.picture.draw(scene);
  }

  /** Takes the host's size as it is now. */
  resize(): void {
    const { width, height } = this.host.getBoundingClientRect();
    if (width === 0 || height === 0) return;
    this.size = { width, height };
    this.picture.resize(this.size);
    this.setView();
  }

  /** Losses came: what stands on the curve stands as high as it does. */
  private measured(): void {
    this.lay();
    if (!this.handle.held && this.seen.scene) this.seen.start = this.seen.scene.scenario.start;
    this.setView();
  }

  private lay(): void {
    this.seen.scene = this.given && onCurve(this.given, (x) => this.loss(x));
  }

  /** The loss at a place; at the start it is known from the runs too. */
  private loss(x: number): number {
    const loss = this.rows.at(x);
    const first = this.given?.runs[0]?.trajectory;
    return Number.isNaN(loss) && first && first.length > 0 && first.x[0] === x ? first.loss[0]! : loss;
  }

  /** The interval that is wanted, and the losses that it has, at the size there is. */
  private setView(): void {
    const { seen, picture } = this;
    const runs = this.given?.runs.length ?? 0;
    picture.foot = footFor(runs, this.size, seen.theme);
    const [xmin, xmax] = this.interval();
    const size = { width: this.size.width, height: Math.max(1, this.size.height - picture.foot.height) };
    picture.losses = lossRange(this.rows.known, [xmin, xmax], this.opened >= xmin && this.opened <= xmax ? this.loss(this.opened) : NaN);
    seen.view = new View({ xmin, xmax, ...withRoom(picture.losses, size.height, seen.theme.scale) }, size);
    this.host.dataset.box = Object.values(seen.view.box).join(); // where the world is, for those who look from outside
    this.host.dataset.plot = String(size.height);
    this.host.style.touchAction = this.zoom ? "none" : "pan-y";
    if (this.rows.known.length > 0) this.handle.place([seen.start[0], 0], seen.view); // before, it is not known how high it stands
    picture.retrace();
    picture.invalidate("ground");
    this.options.onView?.();
    this.pointing.follow();
  }

  /** What is seen: the zoom, or the surface's own interval with room around the start it was shown with. */
  private interval(): Interval {
    if (this.zoom) return this.zoom;
    const [from = -1, to = 1] = this.given?.scenario.surface.view ?? [];
    const room = ROOM * (to - from);
    const around = (x: number) => (x >= from && x <= to ? x : (from + to) / 2);
    return [Math.min(from, around(this.opened) - room) - room, Math.max(to, around(this.opened) + room) + room];
  }

  private zoomByHand(box: Box | null, phase: "move" | "end"): void {
    if (box && !this.allows(box)) return;
    this.setZoom(box);
    this.options.onZoom(box && { xmin: box.xmin, xmax: box.xmax, ymin: 0, ymax: 0 }, phase);
  }

  private allows({ xmin, xmax }: Box): boolean {
    const [from = 0, to = 0] = this.given?.scenario.surface.view ?? [];
    const part = (xmax - xmin) / (to - from);
    return part < WIDEST && part > NARROWEST && isDrawable({ xmin, xmax, ymin: 0, ymax: 0 });
  }

  private moveStart([x]: Point, phase: Phase): void {
    this.seen.start = [x, this.rows.at(x)];
    this.picture.invalidate("heads");
    this.options.onStart([x, 0], phase);
    if (this.seen.keyed) this.pointing.focus("start");
    else if (phase === "start") this.pointing.hover(null);
    if (phase === "end") this.settle(x);
  }

  /** A start that was let go is in sight, however high it stands. */
  private settle(x: number): void {
    this.opened = x;
    this.setView();
  }

  /** What it is, for those who hear the page; the keys move it. */
  private name(): void {
    this.host.tabIndex = 0;
    this.host.setAttribute("role", "application");
    this.host.setAttribute("aria-label", this.options.words.curve);
  }
}

/** A place that is looked at, as a place of the plane: the other weight is 0. */
function flat(hover: Hover): Hover {
  return { ...hover, at: [hover.at[0], 0] };
}

/** The losses from the lower to the upper edge of a picture so high, in px. */
function withRoom([low, high]: Interval, height: number, scale: number): { ymin: number; ymax: number } {
  const [above, below] = [ABOVE, BELOW].map((room) => Math.min(room * scale, PART * height)) as [number, number];
  const px = (high - low) / Math.max(1, height - above - below);
  return { ymin: low - below * px, ymax: high + above * px };
}
