// The relief: the landscape in three dimensions with the runs on it. The
// graphics card draws the ground and the runs; stars, balls and labels lie over
// them. Each is drawn again only when what it shows has changed.

import type { BasinImage } from "../draw/basin-image.ts";
import { type Theme, readTheme } from "../draw/colors.ts";
import type { LevelScale } from "../plane/contours.ts";
import type { Facts } from "../plane/facts.ts";
import type { Phase } from "../input/handle.ts";
import type { Heights } from "../plane/heights.ts";
import type { LabelBox } from "../draw/labels.ts";
import type { CloudPainter, LandscapeView, MapWords, Scene, StepMark } from "../draw/landscape.ts";
import { sharpness } from "../draw/canvas.ts";
import { type Layers, usualLayers } from "../draw/layers.ts";
import { nearestIterate } from "../plane/nearest.ts";
import type { Probe } from "../draw/probe.ts";
import type { Size } from "../plane/view.ts";
import type { Point } from "../wire/wire.ts";
import { t } from "../words/words.ts";
import { Camera } from "./camera.ts";
import { type Room, spanOf } from "./eye.ts";
import { Field } from "./field.ts";
import type { StepLine } from "./glass.ts";
import { Graphics } from "./graphics.ts";
import { type HeightKind, usualHeights } from "../plane/height-kind.ts";
import { HeightsNote } from "./note.ts";
import { OrbitGestures } from "./orbit-gestures.ts";
import { type Pose, orbitText } from "./orbit.ts";
import { Overlay } from "./overlay.ts";
import { hitOf, isSeen } from "./pick.ts";
import { ReliefHandle } from "./relief-handle.ts";
import { makeRenderer } from "./webgl.ts";

export type { StepLine };
export { NoWebGL } from "./webgl.ts";

/** What the pointer is over. */
export interface ReliefHover {
  at: Point;
  nearest: { run: number; k: number } | null;
}

/** What the relief is given, and who is told of what is done on it. */
export interface ReliefOptions {
  /** Something inside changed: draw() is wanted. */
  invalidate(): void;
  words: MapWords;
  facts?: Facts;
  /** What the page has laid over the stage, in the px of the host's parent: no label may go there. */
  covered?(): LabelBox[];
  onStart(point: Point, phase: Phase): void;
  /** The pointer moved; null off the surface. */
  onHover(hover: ReliefHover | null): void;
  /** The user presses the button that changes what height is. */
  onHeights(): void;
  onPick(at: { run: number; k: number }): void;
  /** The user moved the camera; empty for its first position. */
  onCamera(text: string, phase: "move" | "end"): void;
  /** The graphics context was lost and not restored. */
  onLost(): void;
}

/** How close to an iterate the pointer must be to mean it, in px. */
const REACH = 14;
/** A view whose shape changed by this factor is another one. */
const RESHAPED = 1.15;

/** Makes the relief in its host; throws NoWebGL. */
export function createRelief(host: HTMLElement, options: ReliefOptions): Relief {
  return new Relief(host, options, new Graphics(makeRenderer()));
}

/** The landscape in three dimensions. */
export class Relief implements LandscapeView {
  private readonly overlay: Overlay;
  private readonly handle: ReliefHandle;
  private readonly gestures: OrbitGestures;
  private readonly viewer: Camera;
  private readonly note: HeightsNote;
  private readonly observer: ResizeObserver;
  private size: Room = { width: 0, height: 0, top: 0 };
  private theme: Theme;
  private scene: Scene | null = null;
  private ground: { heights: Heights; scale: LevelScale } | null = null;
  private kind: HeightKind | null = null;
  private field: Field | null = null;
  private layers: Layers = usualLayers;
  private basins: BasinImage | null = null;
  private hidden: ReadonlySet<number> = new Set();
  private mark: StepMark | null = null;
  private probe: Probe | null = null;
  private predicting = false;
  private clouds: { painter: CloudPainter; shares: boolean } | null = null;
  private position = 0;
  private start: Point = [0, 0];
  private surface = "";
  private covered: LabelBox[] = [];
  /** The field whose heights the note told when its place was taken. */
  private noted: Field | null = null;
  private dirty = { runs: true, members: true, eye: true, scene: true, fixed: true, moving: true };

  constructor(
    private readonly host: HTMLElement,
    private readonly options: ReliefOptions,
    private readonly graphics: Graphics,
  ) {
    this.theme = readTheme(host);
    this.addCanvas();
    this.note = new HeightsNote(host, () => options.onHeights());
    this.overlay = new Overlay(host, options.words, options.facts, (what) => this.invalidate(what));
    this.handle = new ReliefHandle(host, { onMove: (point, phase) => this.moveStart(point, phase), label: options.words.startLabel });
    this.viewer = new Camera({ turned: () => this.invalidate("eye"), onCamera: (text, phase) => options.onCamera(text, phase) });
    this.gestures = this.makeGestures();
    graphics.watch(() => options.onLost(), () => this.invalidate("scene"));
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(host);
    this.resize();
  }

  /** The eye as a link has it; empty where it stands as at first. */
  get camera(): string {
    return this.viewer.text;
  }

  /** Take the eye from a link; null is the one that is chosen for the scene. */
  setCamera(text: string | null): void {
    this.viewer.take(text);
  }

  /** Take the heights of the whole map, and the scale of its levels and colours. */
  setHeights(heights: Heights, scale: LevelScale): void {
    this.ground = { heights, scale };
    this.makeField();
  }

  /** What height is: the loss or its logarithm; null as it is usual on the surface. */
  setHeightKind(kind: HeightKind | null): void {
    if (kind === this.kind) return;
    this.kind = kind;
    this.makeField();
  }

  /** Makes the field anew, of the heights that there are. */
  private makeField(): void {
    if (!this.ground) return;
    const { heights, scale } = this.ground;
    const surface = this.scene?.scenario.surface;
    const kind = this.kind ?? (surface ? usualHeights(surface) : "log");
    const about = surface ? [surface.start, ...surface.minima.map(({ at }) => at), ...surface.saddles] : [];
    this.field = new Field(heights, scale, kind, about);
    this.graphics.setHeights(heights, this.field);
    this.note.show(this.field);
    this.host.dataset.heights = kind; // for those who look from outside
    this.invalidate("runs", "members", "eye");
  }

  setScene(scene: Scene): void {
    this.scene = scene;
    const { surface, start } = scene.scenario;
    const key = `${surface.formula} ${surface.view}`;
    if (key !== this.surface) {
      this.surface = key;
      this.overlay.clear();
      this.viewer.renew();
      this.makeField();
    }
    this.handle.setFixed(scene.scenario.surface.network !== undefined);
    if (!this.handle.held) this.start = start;
    this.invalidate("runs", "scene", "fixed", "moving");
  }

  setPlayhead(position: number): void {
    if (position === this.position) return;
    this.position = position;
    this.invalidate("scene", "moving");
  }

  setHidden(hidden: ReadonlySet<number>): void {
    this.hidden = hidden;
    this.invalidate("scene", "moving");
  }

  setMark(mark: StepMark | null): void {
    if (mark?.k === this.mark?.k && mark?.run === this.mark?.run && mark?.paint === this.mark?.paint) return;
    this.mark = mark;
    this.invalidate("moving");
  }

  /** A point that is looked at, here or on the map, with the slope there. */
  setProbe(probe: Probe | null): void {
    if (!probe && !this.probe) return;
    this.probe = probe;
    this.invalidate("moving");
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.handle.setTheme(theme);
    this.applyTheme();
    this.invalidate("scene", "fixed", "moving");
  }

  setLayers(layers: Layers): void {
    this.layers = layers;
    this.applyTheme();
    this.invalidate("scene", "fixed", "moving");
  }

  setBasins(image: BasinImage | null): void {
    this.basins = image;
    this.applyTheme();
    this.invalidate("scene", "fixed");
  }

  setClouds(painter: CloudPainter | null, shares: boolean): void {
    this.clouds = painter && { painter, shares };
    this.invalidate("members", "moving");
  }

  /** The line of a step that is cut along; null for none. */
  setCut(line: StepLine | null): void {
    this.graphics.setCut(line, this.theme);
    this.host.dataset.cut = String(line !== null); // for those who look from outside
    this.invalidate("scene");
  }

  setPredicting(predicting: boolean): void {
    this.predicting = predicting;
    this.invalidate("scene", "moving");
  }

  /** Draw what changed since the last time. */
  draw(): void {
    const { scene, field } = this;
    if (!scene || !field || this.size.width === 0) return;
    this.viewer.continueTurn();
    if (this.dirty.runs) this.graphics.setRuns(scene.runs, field, this.theme);
    if (this.dirty.members) this.graphics.setMembers(this.clouds?.painter.ways() ?? [], field);
    if (this.dirty.eye) this.aim(scene, field);
    if (this.dirty.runs || this.dirty.members || this.dirty.eye || this.dirty.scene) this.render();
    if (this.noted !== field) this.cover(field);
    const eye = { field, pose: this.viewer.pose as Pose, theme: this.theme };
    if (this.dirty.fixed) this.overlay.drawFixed(eye, scene.scenario.surface, this.layers, this.basins);
    if (this.dirty.moving) this.drawMoving(eye, scene);
    this.dirty = { runs: false, members: false, eye: false, scene: false, fixed: false, moving: false };
    if (this.viewer.moving) this.invalidate("eye");
  }

  destroy(): void {
    this.observer.disconnect();
    this.gestures.destroy();
    this.overlay.clear();
    this.graphics.destroy();
    this.host.replaceChildren();
  }

  /** The canvas, and what it is for those who hear the page. */
  private addCanvas(): void {
    const { host, graphics } = this;
    host.tabIndex = 0;
    host.setAttribute("role", "application");
    host.setAttribute("aria-label", t("relief.label"));
    graphics.element.setAttribute("aria-hidden", "true");
    host.append(graphics.element);
  }

  private makeGestures(): OrbitGestures {
    const { options, viewer } = this;
    return new OrbitGestures(this.host, {
      orbit: () => viewer.orbit,
      show: (orbit) => viewer.show(orbit),
      settle: () => viewer.settle(),
      reach: () => (this.field ? viewer.reach(this.field) : [0, 0]),
      hover: (at) => options.onHover(at && this.hoverAt(at)),
      pick: (at) => this.pick(at),
      send: (at) => this.hoverAt(at) && this.handle.glideTo(at),
      fling: (azimuth, elevation) => viewer.fling(azimuth, elevation),
    });
  }

  private applyTheme(): void {
    this.graphics.applyTheme(this.theme, this.layers.contours, this.layers.basins ? this.basins : null);
  }

  /** LabelBox the eye. */
  private aim(scene: Scene, field: Field): void {
    this.graphics.setPose(this.viewer.aim(scene.scenario.surface, field, this.size));
    this.dirty.fixed = this.dirty.moving = true;
    this.host.dataset.camera = orbitText(this.viewer.orbit); // where the eye is, for those who look from outside
    this.host.dataset.block = spanOf(this.viewer.pose as Pose, field).map(Math.round).join();
  }

  private render(): void {
    this.graphics.render((run) => (this.predicting || this.hidden.has(run) ? -1 : this.position));
    this.host.dataset.gpu = this.graphics.held.join();
  }

  private drawMoving(eye: { field: Field; pose: Pose; theme: Theme }, { scenario, runs }: Scene): void {
    this.handle.place(this.start, eye.field, eye.pose);
    const { hidden, position, mark } = this;
    const heads = this.predicting ? null : { runs, hidden, position, mark, leaves: this.options.words.leaves, offPlane: this.options.words.offPlane };
    this.overlay.drawMoving(eye, scenario.surface, this.layers, this.handle.px, heads, this.probe, this.clouds);
  }

  /** Take the host's size as it is now. */
  resize(): void {
    const { offsetLeft: x, offsetTop: y, clientWidth, clientHeight } = this.host;
    const size = { width: clientWidth, height: clientHeight };
    if (size.width === 0 || size.height === 0) return;
    const stretched = (size.width / size.height) * (this.size.height / this.size.width);
    if (!(stretched < RESHAPED && stretched > 1 / RESHAPED)) this.viewer.renew();
    const covered = (this.options.covered?.() ?? []).map((place) => ({ ...place, x: place.x - x, y: place.y - y }));
    this.size = { ...size, top: coveredTop(covered, size) };
    const ratio = sharpness(2);
    this.graphics.resize(size, ratio);
    this.covered = covered;
    this.overlay.resize(size, ratio, covered);
    this.noted = null;
    this.applyTheme();
    this.invalidate("eye");
  }

  /** No label may go where the page and the note of heights lie, whose text is of a field. */
  private cover(field: Field): void {
    this.noted = field;
    this.overlay.cover([...this.covered, this.note.box]);
  }

  private moveStart(point: Point, phase: Phase): void {
    this.start = point;
    this.invalidate("moving");
    this.options.onStart(point, phase);
  }

  private hoverAt(px: [number, number]): ReliefHover | null {
    const { field } = this;
    const { pose } = this.viewer;
    const hit = field && pose && hitOf(field, pose.eye, pose.ray(...px));
    if (!field || !hit || hit.wall) return null;
    return { at: [field.w1(hit.x), field.w2(hit.z)], nearest: this.nearest(px) };
  }

  private pick(px: [number, number]): boolean {
    const nearest = this.nearest(px);
    if (nearest) this.options.onPick(nearest);
    return nearest !== null;
  }

  private nearest(px: [number, number]): { run: number; k: number } | null {
    const { scene, field } = this;
    const { pose } = this.viewer;
    if (!scene || !field || !pose || this.predicting) return null;
    const sighting = {
      pixel: (x: number, y: number): [number, number] | null => {
        if (!field.holds(field.x(x), field.z(y))) return null;
        const [sx, sy] = pose.project(field.place(x, y));
        return [sx, sy];
      },
      seen: (x: number, y: number) => isSeen(field, pose.eye, field.place(x, y)),
    };
    return nearestIterate(scene.runs, this.hidden, Math.floor(this.position), sighting, px, REACH * this.theme.scale);
  }

  private invalidate(...parts: (keyof typeof this.dirty)[]): void {
    for (const part of parts) this.dirty[part] = true;
    this.options.invalidate();
  }
}

/** How far down from the top a view is covered; what lies lower is not at its top. */
function coveredTop(covered: LabelBox[], { width, height }: Size): number {
  const over = covered.filter((p) => p.width > 0 && p.x < width && p.x + p.width > 0 && p.y >= 0 && p.y + p.height < height / 3);
  return Math.max(0, ...over.map((p) => p.y + p.height + 10));
}
