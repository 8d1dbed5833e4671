// The map: the landscape from above with the runs on it. It holds what is to be
// seen and where, and handles the user's gestures on it.

import type { BasinImage } from "../draw/basin-image.ts";
import { type Theme, readTheme } from "../draw/colors.ts";
import type { LevelScale } from "../plane/contours.ts";
import { Facts } from "../plane/facts.ts";
import { forHands } from "../dom/hands-come.ts";
import type { Phase } from "../input/handle.ts";
import { type HeightSource, type Heights, fetchHeights } from "../plane/heights.ts";
import type { LandscapeView, Scene } from "../draw/landscape.ts";
import { MapHandle } from "./map-handle.ts";
import { MapPicture, type PictureOptions, type Seen } from "./map-picture.ts";
import { Pointing, type PointingEvents } from "./pointing.ts";
import { SeenView, unseen } from "./seen-view.ts";
import { Terrain } from "./terrain.ts";
import type { ZoomGestures } from "./zoom-gestures.ts";
import { type Box, type Covered, type Size, View, below, boxOf, fitBox, isDrawable, width, withRoom } from "../plane/view.ts";
import type { Point } from "../wire/wire.ts";

/** What the map is given, and who is told of what is done on it. */
export interface MapOptions extends PictureOptions, PointingEvents {
  grid?: HeightSource;
  facts?: Facts;
  onStart(point: Point, phase: Phase): void;
  /** The user changed the zoom; null is the whole map. */
  onZoom(box: Box | null, phase: "move" | "end"): void;
  /** What always lies over the map: the start is not shown under it. */
  buttons?(): Covered[];
  /** Another part of the plane is seen, or the same at another size. */
  onView?(): void;
  /** The heights of the whole map came, with the scale of their levels and colours. */
  onHeights?(heights: Heights, scale: LevelScale): void;
}

/** No view of more than so many times the surface's own, or less than this part of it. */
const WIDEST = 1e3;
const NARROWEST = 1e-9;
/** So much room about the start is kept off the buttons, in px. */
const ROOM = 16;

/** The landscape from above. */
export class MapView extends SeenView<"trails"> implements LandscapeView {
  protected readonly seen: Seen;
  protected readonly picture: MapPicture;
  protected readonly runs = "trails";
  private readonly pointing: Pointing;
  private readonly handle: MapHandle;
  /** Once their script has come. */
  private gestures: ZoomGestures | null = null;
  private readonly terrain: Terrain;
  private surface = "";
  private zoom: Box | null = null;
  /** What is seen without a zoom. */
  private own: Box | null = null;
  /** The start when the surface came: the map doesn't move while it is dragged. */
  private opened: Point = [0, 0];

  constructor(
    private readonly host: HTMLElement,
    private readonly options: MapOptions,
  ) {
    super();
    this.seen = unseen(readTheme(host));
    this.terrain = new Terrain(options.grid ?? fetchHeights, (heights, scale) => {
      if (heights && scale) options.onHeights?.(heights, scale);
      this.picture.invalidate("ground");
    });
    this.picture = new MapPicture(host, this.seen, this.terrain, options.facts ?? new Facts(), options);
    this.pointing = new Pointing(host, this.seen, options);
    this.handle = new MapHandle(host, {
      onMove: (point, phase) => this.moveStart(point, phase),
      label: options.words.startLabel,
      onFocus: (focused) => this.pointing.focus(focused ? "start" : null),
    });
    this.handle.setTheme(this.seen.theme);
    forHands(() => this.takeHands());
    this.name();
    new ResizeObserver(() => this.resize()).observe(host);
    this.resize();
  }

  private async takeHands(): Promise<void> {
    const { ZoomGestures } = await import("./hands.ts");
    this.gestures = new ZoomGestures(this.host, {
      view: () => this.seen.view,
      zoomed: () => this.zoomed,
      show: (box, phase) => this.zoomByHand(box, phase),
      hover: (at) => this.pointing.hover(at),
      pick: (at, tap) => this.pointing.pick(at, tap),
      send: (at) => this.handle.glideTo(at),
    });
    this.letScroll();
  }

  /** One finger scrolls the page over the whole map, and moves a part of it. */
  private letScroll(): void {
    this.host.style.touchAction = this.zoom ? "none" : "pan-y";
  }

  /** The part of the plane that is seen. */
  get box(): Box {
    return this.seen.view.box;
  }

  get zoomed(): boolean {
    return this.zoom !== null;
  }

  setScene(scene: Scene): void {
    this.seen.scene = scene;
    const { surface, start } = scene.scenario;
    const key = `${surface.formula} ${surface.view}`;
    if (key !== this.surface) {
      this.surface = key;
      this.opened = start;
      this.own = null;
      this.handle.setFixed(surface.network !== undefined);
      this.terrain.setSurface(surface);
      this.picture.clear();
      this.setView();
    }
    const was = this.seen.start;
    if (!this.handle.held) this.seen.start = start;
    if (this.seen.start[0] !== was[0] || this.seen.start[1] !== was[1]) this.picture.invalidate("ground"); // no contour is named where the start is
    this.handle.place(this.seen.start, this.seen.view);
    this.picture.retrace();
  }

  setBasins(basins: BasinImage | null): void {
    this.seen.basins = basins;
    this.picture.invalidate("ground");
  }

  setTheme(theme: Theme): void {
    this.seen.theme = theme;
    this.handle.setTheme(theme);
    this.picture.retrace();
    this.picture.invalidate("ground");
  }

  /** Show a box, or with null the whole map. */
  setZoom(box: Box | null): void {
    this.zoom = box;
    this.setView();
  }

  reset(): void {
    if (this.gestures) this.gestures.reset();
    else this.zoomByHand(null, "end");
  }

  /** Show all that the runs reached, but not further than a map of runs is of use. */
  async fitRuns(): Promise<void> {
    const { boxAround } = await import("../plane/box-around.ts"); // no first picture needs it
    const points: Point[] = [];
    for (const { trajectory: t } of this.seen.scene?.runs ?? []) {
      for (let k = 0; k < t.length; k++) points.push([t.x[k], t.y[k]]);
    }
    const boxes = [[...points, ...(this.seen.clouds?.reach() ?? [])], points].map((all) => boxAround(all, 0.12));
    const box = boxes.map((each) => each && fitBox(each, this.seen.view.size)).find((each) => each && this.allows(each)); // members may go too far
    if (box) this.zoomByHand(box, "end");
  }

  /** Draw what changed since the last time. */
  draw(): void {
    const { scene } = this.seen;
    if (!scene) return;
    this.survey();
    this.picture.draw(scene);
  }

  /** Asks for the heights that are missing: the relief needs them too. */
  survey(): void {
    const { scene, view } = this.seen;
    if (scene && this.own) this.terrain.need(view.box, this.own, this.zoomed);
  }

  /** Take the host's size as it is now. */
  resize(): void {
    const { width, height } = this.host.getBoundingClientRect(); // which has parts of pixels, as the pointer's place has
    if (width === 0 || height === 0) return;
    const size = { width, height };
    this.picture.resize(size);
    this.own = null;
    this.seen.view = new View(this.box, size);
    this.setView();
  }

  /** The box that is wanted, at the size there is. */
  private setView(): void {
    const { seen } = this;
    const { size } = seen.view;
    if (!this.zoom || !this.own) this.own = seen.scene && this.whole(seen.scene, size); // where the buttons are is not measured while a hand pans
    seen.view = new View(this.zoom ? fitBox(this.zoom, size) : (this.own ?? fitBox(this.box, size)), size);
    this.host.dataset.box = Object.values(this.box).join(); // where the world is, for those who look from outside
    this.letScroll();
    if (seen.scene) this.handle.place(seen.start, seen.view);
    this.picture.retrace();
    this.picture.invalidate("ground");
    this.options.onView?.();
    this.pointing.follow();
  }

  /** What is seen without a zoom: the surface's own box, with room around the start it was shown with, which no button covers. */
  private whole({ scenario }: Scene, size: Size): Box {
    const box = fitBox(withRoom(boxOf(scenario.surface.view), this.opened), size);
    return below(this.options.buttons?.() ?? [], box, size, this.opened, ROOM * this.seen.theme.scale);
  }

  private zoomByHand(box: Box | null, phase: "move" | "end"): void {
    if (box && !this.allows(box)) return;
    this.setZoom(box);
    this.options.onZoom(box, phase);
  }

  private allows(box: Box): boolean {
    const { scene } = this.seen;
    if (!scene) return false;
    const part = width(box) / width(boxOf(scene.scenario.surface.view));
    return part < WIDEST && part > NARROWEST && isDrawable(box);
  }

  private moveStart(point: Point, phase: Phase): void {
    this.seen.start = point;
    this.picture.invalidate("heads");
    this.options.onStart(point, phase);
    if (this.seen.keyed) this.pointing.focus("start");
    else if (phase === "start") this.pointing.hover(null);
  }

  /** What it is, for those who hear the page; the keys move it. */
  private name(): void {
    this.host.tabIndex = 0;
    this.host.setAttribute("role", "application");
    this.host.setAttribute("aria-label", this.options.words.map);
  }
}
