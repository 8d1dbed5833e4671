// What the graphics card draws: the ground with its shadow, and the runs on it.

import { PerspectiveCamera, Scene as World, Vector2, type WebGLRenderer } from "three";
import type { BasinImage } from "../draw/basin-image.ts";
import type { Theme } from "../draw/colors.ts";
import type { MemberWays } from "../draw/landscape.ts";
import type { Heights } from "../plane/heights.ts";
import { paintOrder } from "../plane/paint-order.ts";
import type { ShownRun } from "../plane/trajectories.ts";
import type { Size } from "../plane/view.ts";
import type { Field } from "./field.ts";
import { Glass, type StepLine } from "./glass.ts";
import { Ground } from "./ground.ts";
import { Members } from "./members.ts";
import { FOV, type Pose } from "./orbit.ts";
import { Shadow } from "./shadow.ts";
import { Trail } from "./trail.ts";

/** How long a lost graphics card may take to come back, in ms. */
const PATIENCE = 3000;

/** The scene on the graphics card. */
export class Graphics {
  private readonly world = new World();
  private readonly lens = new PerspectiveCamera(FOV);
  private readonly ground = new Ground(this.world);
  private readonly shadow = new Shadow(this.world);
  private readonly glass = new Glass(this.world);
  private readonly members = new Members(this.world);
  private readonly trails: Trail[] = [];
  private readonly canvas = { size: { value: new Vector2(1, 1) }, ratio: { value: 1 } };
  private readonly stop = new AbortController();
  private patience: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly renderer: WebGLRenderer) {}

  get element(): HTMLCanvasElement {
    return this.renderer.domElement;
  }

  /** How many geometries and textures the card holds. */
  get held(): [geometries: number, textures: number] {
    const { geometries, textures } = this.renderer.info.memory;
    return [geometries, textures];
  }

  resize({ width, height }: Size, ratio: number): void {
    this.renderer.setPixelRatio(ratio);
    this.renderer.setSize(width, height);
    this.canvas.size.value.set(width, height);
    this.canvas.ratio.value = ratio;
    this.lens.aspect = width / height;
  }

  setHeights(heights: Heights, field: Field): void {
    this.ground.setHeights(heights, field);
    this.shadow.setField(field);
    this.glass.setField(field);
  }

  /** Take the theme's colours, and whether contours and basins are shown. */
  applyTheme(theme: Theme, contours: boolean, basins: BasinImage | null): void {
    this.ground.setBasins(basins);
    this.ground.setTheme(theme, this.canvas.ratio.value);
    this.ground.setLines(contours, theme.dark);
    this.shadow.setTheme(theme);
    this.glass.setTheme(theme);
    this.members.setTheme(theme, this.canvas.ratio.value);
    this.trails.forEach((trail, i) => trail.setTheme(theme, i));
  }

  /** Take the line that is cut along; null for none. */
  setCut(line: StepLine | null, theme: Theme): void {
    this.glass.setLine(line);
    this.glass.setTheme(theme);
  }

  /** Take the runs: only what is new of them, unless the ground is new as well. */
  setRuns(runs: readonly ShownRun[], field: Field, theme: Theme): void {
    while (this.trails.length > runs.length) this.trails.pop()?.destroy();
    while (this.trails.length < runs.length) {
      const trail = new Trail(this.world, this.canvas);
      trail.setTheme(theme, this.trails.length);
      this.trails.push(trail);
    }
    runs.forEach(({ trajectory }, i) => this.trails[i].take(trajectory, field));
    paintOrder(runs).forEach((run, order) => this.trails[run].setOrder(order));
  }

  /** Takes the members of the runs' ensembles: only those that are new, unless the ground is new as well. */
  setMembers(ways: readonly (MemberWays | null)[], field: Field): void {
    this.members.take(ways, field);
  }

  /** Sees the scene from a pose. */
  setPose({ eye, axes }: Pose): void {
    const away = Math.hypot(...eye);
    this.lens.position.set(...eye);
    this.lens.up.set(...axes.up);
    this.lens.lookAt(eye[0] + axes.forward[0], eye[1] + axes.forward[1], eye[2] + axes.forward[2]);
    this.lens.near = Math.max(0.05, away - 2.6);
    this.lens.far = away + 3;
    this.lens.updateProjectionMatrix();
  }

  /** Draw each run up to its step, below 0 not at all. */
  render(upTo: (run: number) => number): void {
    this.members.show(upTo);
    this.trails.forEach((trail, i) => trail.show(upTo(i)));
    this.renderer.render(this.world, this.lens);
  }

  /** The browser may take the graphics card away, and mostly gives it back: then all is sent to it again. */
  watch(onLost: () => void, onBack: () => void): void {
    const { signal } = this.stop;
    this.element.addEventListener("webglcontextlost", () => (this.patience = setTimeout(onLost, PATIENCE)), { signal });
    this.element.addEventListener("webglcontextrestored", () => (clearTimeout(this.patience), onBack()), { signal });
  }

  destroy(): void {
    clearTimeout(this.patience);
    this.stop.abort();
    for (const trail of this.trails) trail.destroy();
    this.members.destroy();
    this.ground.destroy();
    this.shadow.destroy();
    this.glass.destroy();
    this.renderer.dispose();
    if (!this.renderer.getContext().isContextLost()) this.renderer.forceContextLoss();
  }
}
