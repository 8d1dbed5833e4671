// The relief: the landscape in three dimensions with the runs on it. The ground
// and the runs are drawn by the graphics card; stars, balls and labels lie over
// them on two canvases, as sharp as on the map. Each is drawn again only when
// what it shows has changed.

import { PerspectiveCamera, Scene as Stage, Vector2, type WebGLRenderer } from "three";
import type { BasinImage } from "../basins.ts";
import { type Theme, readTheme } from "../colors.ts";
import type { LevelScale } from "../contours.ts";
import { Curvatures } from "../curvatures.ts";
import { Facts } from "../facts.ts";
import { FieldSource } from "../field-source.ts";
import type { Phase } from "../handle.ts";
import type { Heights } from "../heights.ts";
import { Labels } from "../labels.ts";
import type { LandscapeView, Scene, StepMark } from "../landscape.ts";
import { Layer } from "../layer.ts";
import { type Layers, usualLayers } from "../layers.ts";
import type { MapWords } from "../map.ts";
import type { Size } from "../view.ts";
import type { Point } from "../wire.ts";
import { t } from "../words.ts";
import { paintAxes } from "./axes.ts";
import { paintEllipses, paintField, paintNext, planOf } from "./draped.ts";
import { chooseOrbit, poseOf } from "./eye.ts";
import { Field } from "./field.ts";
import { Grip } from "./grip.ts";
import { Ground } from "./ground.ts";
import { Hands } from "./hands.ts";
import { paintHeads, paintMarks, paintMinimumLabel, paintStartLabel, reserveHeads } from "./marks.ts";
import { nearestSeen } from "./nearest.ts";
import { heightsNote } from "./note.ts";
import { DEFAULT, FOV, type Orbit, Pose, limited, orbitText, parseOrbit } from "./orbit.ts";
import { hitOf } from "./pick.ts";
import { Shadow } from "./shadow.ts";
import { Strand } from "./strand.ts";
import { Swing } from "./swing.ts";
import { makeRenderer } from "./webgl.ts";

export { NoWebGL } from "./webgl.ts";

export interface ReliefOptions {
  /** Something inside changed: draw() is wanted. */
  invalidate(): void;
  words: MapWords;
  facts?: Facts;
  onStart(point: Point, phase: Phase): void;
  /** What the pointer is over; null off the surface. */
  onHover(hover: { at: Point; nearest: { run: number; k: number } | null } | null): void;
  onPick(at: { run: number; k: number }): void;
  /** The eye moved by hand; empty where it stands as at first. */
  onCamera(text: string, phase: "move" | "end"): void;
  /** The graphics card gave up, and did not come back. */
  onLost(): void;
}

/** How long a lost graphics card may take to come back, in ms. */
const PATIENCE = 3000;
/** How close to an iterate the pointer must be to mean it, in px. */
const REACH = 14;

/** Makes the relief in its host; throws NoWebGL. */
export function createRelief(host: HTMLElement, options: ReliefOptions): Relief {
  return new Relief(host, options, makeRenderer());
}

export class Relief implements LandscapeView {
  private readonly stage = new Stage();
  private readonly lens = new PerspectiveCamera(FOV);
  private readonly ground = new Ground(this.stage);
  private readonly shadow = new Shadow(this.stage);
  private readonly strands: Strand[] = [];
  private readonly canvas = { size: { value: new Vector2(1, 1) }, ratio: { value: 1 } };
  private readonly fixed: Layer;
  private readonly moving: Layer;
  private readonly grip: Grip;
  private readonly hands: Hands;
  private readonly swing = new Swing();
  private readonly gradients: FieldSource;
  private readonly curvatures: Curvatures;
  private readonly note = document.createElement("p");
  private readonly observer: ResizeObserver;
  private readonly stop = new AbortController();
  private patience: ReturnType<typeof setTimeout> | undefined;
  private size: Size = { width: 0, height: 0 };
  private theme: Theme;
  private scene: Scene | null = null;
  private field: Field | null = null;
  private layers: Layers = usualLayers;
  private basins: BasinImage | null = null;
  private hidden = new Set<number>();
  private mark: StepMark | null = null;
  private veiled = false;
  private position = 0;
  private start: Point = [0, 0];
  private surface = "";
  /** The eye as the hand or a link placed it; null where it was chosen here. */
  private orbit: Orbit | null = null;
  /** The eye as it is chosen for the scene. */
  private usual: Orbit = DEFAULT;
  /** Whether the eye is to be chosen: the surface or the view's shape is another one. */
  private unseen = true;
  private pose: Pose | null = null;
  private dirty = { runs: true, eye: true, scene: true, fixed: true, moving: true };

  constructor(
    private readonly host: HTMLElement,
    private readonly options: ReliefOptions,
    private readonly renderer: WebGLRenderer,
  ) {
    host.append(renderer.domElement);
    this.name();
    this.theme = readTheme(host);
    this.fixed = new Layer(host);
    this.moving = new Layer(host);
    this.grip = new Grip(host, { onMove: (point, phase) => this.moveStart(point, phase), label: options.words.startLabel });
    this.hands = new Hands(host, {
      orbit: () => this.eye,
      show: (orbit) => this.show(orbit),
      settle: () => options.onCamera(this.camera, "end"),
      reach: () => this.reach(),
      hover: (at) => options.onHover(at && this.hoverAt(at)),
      pick: (at) => this.pick(at),
      fling: (azimuth, elevation) => this.fling(azimuth, elevation),
    });
    this.gradients = new FieldSource(() => this.spoil("fixed"));
    this.curvatures = new Curvatures(options.facts ?? new Facts(), () => this.spoil("moving"));
    this.note.className = "relief-heights";
    host.append(this.note);
    this.watchContext();
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(host);
    this.resize();
  }

  /** The eye as a link has it; empty where it stands as at first. */
  get camera(): string {
    return this.orbit ? orbitText(this.orbit) : "";
  }

  /** Take the eye from a link; null is the one that is chosen for the scene. */
  setCamera(text: string | null): void {
    this.orbit = text ? parseOrbit(text) : null;
    this.spoilEye();
  }

  /** Take the heights of the whole map, and the scale of its levels and colours. */
  setHeights(heights: Heights, scale: LevelScale): void {
    this.field = new Field(heights, scale);
    this.ground.setHeights(heights, this.field);
    this.shadow.setField(this.field);
    this.note.textContent = heightsNote(this.field);
    this.note.hidden = this.note.textContent === "";
    this.spoil("runs");
    this.spoilEye();
  }

  setScene(scene: Scene): void {
    this.scene = scene;
    const { surface, start } = scene.scenario;
    const key = `${surface.formula} ${surface.view}`;
    if (key !== this.surface) this.meet(key);
    if (!this.grip.held) this.start = start;
    this.spoil("runs", "scene", "fixed", "moving");
  }

  /** Another surface: the eye is chosen for it, and nothing asked of the old one holds. */
  private meet(surface: string): void {
    this.surface = surface;
    this.unseen = true;
    this.gradients.clear();
    this.curvatures.clear();
  }

  setPlayhead(position: number): void {
    if (position === this.position) return;
    this.position = position;
    this.spoil("scene", "moving");
  }

  setHidden(hidden: Set<number>): void {
    this.hidden = hidden;
    this.spoil("scene", "moving");
  }

  setMark(mark: StepMark | null): void {
    if (mark?.k === this.mark?.k && mark?.run === this.mark?.run) return;
    this.mark = mark;
    this.spoil("moving");
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.grip.setTheme(theme);
    this.shadow.setTheme(theme);
    this.dressGround();
    this.strands.forEach((strand, i) => strand.setTheme(theme, i));
    this.spoil("scene", "fixed", "moving");
  }

  setLayers(layers: Layers): void {
    this.layers = layers;
    this.dressGround();
    this.spoil("scene", "fixed", "moving");
  }

  setBasins(image: BasinImage | null): void {
    this.basins = image;
    this.dressGround();
    this.spoil("scene");
  }

  setVeiled(veiled: boolean): void {
    this.veiled = veiled;
    this.spoil("scene", "moving");
  }

  /** Draw what changed since the last time. */
  draw(): void {
    const { scene, field } = this;
    if (!scene || !field || this.size.width === 0) return;
    this.coast();
    if (this.dirty.runs) this.layRuns(scene, field);
    if (this.dirty.eye) this.aim(scene, field);
    const pose = this.pose as Pose;
    if (this.dirty.scene) this.render();
    if (this.dirty.fixed) this.drawFixed(scene, field, pose);
    if (this.dirty.moving) this.drawMoving(scene, field, pose);
    this.dirty = { runs: false, eye: false, scene: false, fixed: false, moving: false };
    if (this.swing.moving) this.spoilEye();
  }

  destroy(): void {
    clearTimeout(this.patience);
    this.stop.abort();
    this.observer.disconnect();
    this.hands.destroy();
    this.gradients.clear();
    this.curvatures.clear();
    for (const strand of this.strands) strand.destroy();
    this.ground.destroy();
    this.shadow.destroy();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
    this.host.replaceChildren();
  }

  private get eye(): Orbit {
    return this.orbit ?? this.usual;
  }

  /** What it is, for those who hear the page. */
  private name(): void {
    this.host.tabIndex = 0;
    this.host.setAttribute("role", "application");
    this.host.setAttribute("aria-label", t("relief.label"));
    this.renderer.domElement.setAttribute("aria-hidden", "true");
  }

  private dressGround(): void {
    this.ground.setBasins(this.layers.basins ? this.basins : null);
    this.ground.setTheme(this.theme, this.canvas.ratio.value);
    this.ground.setLines(this.layers.contours, this.theme.dark);
  }

  /** Lay the runs on the ground: what is new of them, or all where the ground is. */
  private layRuns({ runs }: Scene, field: Field): void {
    while (this.strands.length > runs.length) this.strands.pop()?.destroy();
    while (this.strands.length < runs.length) {
      const strand = new Strand(this.stage, this.canvas, this.strands.length);
      strand.setTheme(this.theme, this.strands.length);
      this.strands.push(strand);
    }
    runs.forEach(({ trajectory }, i) => this.strands[i].take(trajectory, field));
    this.dirty.scene = true;
  }

  /** Place the eye. */
  private aim(scene: Scene, field: Field): void {
    if (this.unseen) this.usual = chooseOrbit(field, scene, this.size);
    this.unseen = false;
    const pose = poseOf(this.eye, this.usual, field, this.size);
    this.pose = pose;
    const { eye, axes } = pose;
    const far = Math.hypot(...eye);
    this.lens.position.set(...eye);
    this.lens.up.set(...axes.up);
    this.lens.lookAt(eye[0] + axes.forward[0], eye[1] + axes.forward[1], eye[2] + axes.forward[2]);
    this.lens.aspect = this.size.width / this.size.height;
    this.lens.near = Math.max(0.05, far - 2.6);
    this.lens.far = far + 3;
    this.lens.updateProjectionMatrix();
    this.dirty.scene = this.dirty.fixed = this.dirty.moving = true;
    this.host.dataset.camera = orbitText(this.eye); // where the eye is, for those who look from outside
  }

  private render(): void {
    const k = this.veiled ? -1 : this.position;
    this.strands.forEach((strand, i) => strand.show(this.hidden.has(i) ? -1 : k));
    this.renderer.render(this.stage, this.lens);
    const { geometries, textures } = this.renderer.info.memory;
    this.host.dataset.gpu = `${geometries},${textures}`;
  }

  private drawFixed({ scenario }: Scene, field: Field, pose: Pose): void {
    const { theme, fixed } = this;
    const sight = { pen: fixed.pen, field, pose, theme };
    fixed.clear();
    paintAxes(fixed.pen, field, pose, theme, this.options.words);
    if (this.layers.field) this.gradients.need(scenario.surface, planOf(field), theme.scale);
    if (this.layers.field && this.gradients.gradients) paintField(sight, this.gradients.gradients);
    if (this.layers.marks) paintMarks(sight, scenario.surface);
  }

  private drawMoving({ scenario, runs }: Scene, field: Field, pose: Pose): void {
    const { theme, size, options } = this;
    const { pen } = this.moving;
    const sight = { pen, field, pose, theme };
    this.moving.clear();
    this.grip.place(this.start, field, pose);
    const labels = new Labels(size.width, size.height);
    const at = this.grip.px;
    if (at) labels.reserve({ x: at[0] - 12, y: at[1] - 12, width: 24, height: 24 });
    const heads = { runs, hidden: this.hidden, position: this.position, mark: this.mark, leaves: options.words.leaves };
    if (!this.veiled) reserveHeads(sight, heads, labels);
    if (at) paintStartLabel(sight, options.words.start, at, labels);
    if (this.layers.marks) paintMinimumLabel(sight, scenario.surface, options.words.globalMinimum, labels);
    if (this.veiled) return;
    if (this.layers.ellipse) {
      this.curvatures.want(scenario.surface, runs, this.hidden, this.position);
      paintEllipses(sight, heads, (run) => this.curvatures.hessian(run));
    }
    paintNext(sight, heads);
    paintHeads(sight, heads, labels);
  }

  private resize(): void {
    const size = { width: this.host.clientWidth, height: this.host.clientHeight };
    if (size.width === 0 || size.height === 0) return;
    const stretched = (size.width / size.height) * (this.size.height / this.size.width);
    if (!(stretched > 0.87 && stretched < 1.15)) this.unseen = true;
    this.size = size;
    const ratio = Math.min(2, devicePixelRatio || 1);
    this.renderer.setPixelRatio(ratio);
    this.renderer.setSize(size.width, size.height);
    this.canvas.size.value.set(size.width, size.height);
    this.canvas.ratio.value = ratio;
    for (const layer of [this.fixed, this.moving]) layer.resize(size, ratio);
    this.dressGround();
    this.spoilEye();
  }

  /** A graphics card may be taken away, and mostly comes back: then all is sent to it again. */
  private watchContext(): void {
    const { signal } = this.stop;
    const canvas = this.renderer.domElement;
    canvas.addEventListener("webglcontextlost", () => (this.patience = setTimeout(() => this.options.onLost(), PATIENCE)), { signal });
    canvas.addEventListener("webglcontextrestored", () => this.comeBack(), { signal });
  }

  private comeBack(): void {
    clearTimeout(this.patience);
    this.spoil("scene");
  }

  private show(orbit: Orbit | null): void {
    this.swing.stop();
    this.orbit = orbit && limited(orbit);
    this.spoilEye();
    this.options.onCamera(this.camera, "move");
  }

  private fling(azimuth: number, elevation: number): void {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    this.swing.start(azimuth, elevation);
    this.spoilEye();
  }

  /** Turn on after a fling, until it has died away. */
  private coast(): void {
    if (!this.swing.moving) return;
    const turn = this.swing.step(performance.now());
    this.orbit = limited({ ...this.eye, azimuth: this.eye.azimuth + turn[0], elevation: this.eye.elevation + turn[1] });
    this.dirty.eye = true;
    this.options.onCamera(this.camera, this.swing.moving ? "move" : "end");
  }

  /** Half-sides that a pixel moves at the distance of what is looked at. */
  private reach(): [number, number] {
    const { pose, field } = this;
    if (!pose || !field) return [0, 0];
    const unit = Math.hypot(...pose.eye) / pose.focal;
    return [unit / field.hx, unit / field.hz];
  }

  private moveStart(point: Point, phase: Phase): void {
    this.start = point;
    this.spoil("moving");
    this.options.onStart(point, phase);
  }

  private hoverAt(px: [number, number]): { at: Point; nearest: { run: number; k: number } | null } | null {
    const { field, pose } = this;
    const hit = field && pose && hitOf(field, pose.eye, pose.ray(...px));
    if (!field || !hit || hit.wall) return null;
    return { at: [field.w1(hit.x), field.w2(hit.z)], nearest: this.nearest(px) };
  }

  private pick(px: [number, number]): void {
    const nearest = this.nearest(px);
    if (nearest) this.options.onPick(nearest);
  }

  private nearest(px: [number, number]): { run: number; k: number } | null {
    const { scene, field, pose } = this;
    if (!scene || !field || !pose || this.veiled) return null;
    return nearestSeen(scene.runs, this.hidden, Math.floor(this.position), field, pose, px, REACH * this.theme.scale);
  }

  private spoilEye(): void {
    this.spoil("eye");
  }

  private spoil(...parts: (keyof typeof this.dirty)[]): void {
    for (const part of parts) this.dirty[part] = true;
    this.options.invalidate();
  }
}
