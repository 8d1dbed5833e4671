// One run on the relief: a line of one width on the screen, its halo, the shadow
// of its arcs, a dot where each step lands, and the line again, faintly, where a
// hill stands before it. The last steps are bright and what lies behind them
// fades, as on the map. The playhead is a number for the shader: nothing is built
// anew while it moves.

import {
  BufferAttribute,
  GLSL3,
  GreaterDepth,
  InstancedBufferGeometry,
  InstancedInterleavedBuffer,
  InterleavedBufferAttribute,
  LessEqualDepth,
  Mesh,
  RawShaderMaterial,
  type Scene,
  type Vector2,
  Vector3,
} from "three";
import { type Theme, runColor } from "../draw/colors.ts";
import type { Trajectory } from "../plane/trajectories.ts";
import { Drape, type Points } from "./drape.ts";
import type { Field } from "./field.ts";
import { ink } from "./inks.ts";
import { dotFragment, dotVertex, lineFragment, lineVertex } from "./shaders.ts";

/** Widths in px, at the theme's scale 1. */
const WIDTH = 3;
const HALO = 1.6;
const DOT = 3.1;
/** Towards the eye, as a part of the distance. */
export const LIFT = 0.004;
/** How much of a run is seen behind a hill. */
const FAINT = 0.28;
/** A shadow's width in px, and its strength. */
const SHADOW = 2.4;
const SHADE = 0.24;
/** So many of the last steps are bright. */
const TAIL = 20;
/** What is left of the ink of those before them: much of a few arcs, little of so many that they would be a wall. */
const BEHIND = 0.8;
const THIN = 0.22;
const [FEW, MANY] = [15, 60];

/** What all trails share: the view's size in px, and device pixels to one. */
export interface Canvas {
  size: { value: Vector2 };
  ratio: { value: number };
}

type Uniform<T> = { value: T };

interface Look {
  ink: Uniform<Vector3>;
  alpha: Uniform<number>;
  caps: Uniform<number>;
  /** What is left of the ink behind the last steps. */
  behind: Uniform<number>;
  width: Uniform<number>;
  radius: Uniform<number>;
}

const plain = (): Look => ({ ink: { value: new Vector3() }, alpha: { value: 1 }, caps: { value: 1 }, behind: { value: BEHIND }, width: { value: WIDTH }, radius: { value: DOT } });

/** One run on the graphics card. */
export class Trail {
  private readonly drape = new Drape();
  private readonly line = new Buffer(true);
  private readonly shadow = new Buffer(true);
  private readonly dots = new Buffer(false);
  private readonly buffers: Buffer[] = [];
  private readonly meshes: Mesh<InstancedBufferGeometry, RawShaderMaterial>[] = [];
  private readonly playhead: Uniform<number> = { value: 0 };
  /** Where the fading counts from. */
  private readonly newest: Uniform<number> = { value: 0 };
  private readonly looks = { halo: plain(), line: plain(), hidden: plain(), shadow: plain() };
  private trajectory: Trajectory | null = null;
  private field: Field | null = null;

  constructor(
    private readonly scene: Scene,
    private readonly canvas: Canvas,
  ) {
    const { halo, line, hidden, shadow } = this.looks;
    hidden.caps.value = 0;
    this.add(this.line, hidden, true);
    this.add(this.shadow, shadow, false);
    this.add(this.line, halo, false);
    this.add(this.line, line, false);
    this.add(this.dots, line, false);
  }

  /** Its place among the runs, the lowest first: all that is hidden lies under all that is seen. */
  setOrder(order: number): void {
    this.meshes.forEach((mesh, i) => (mesh.renderOrder = i < 2 ? 10 + 2 * order + i : 40 + 4 * order + i));
  }

  setTheme(theme: Theme, run: number): void {
    const { halo, line, hidden, shadow } = this.looks;
    const s = theme.scale;
    shadow.ink.value = ink("#000000");
    shadow.alpha.value = theme.dark ? 1.25 * SHADE : SHADE;
    shadow.width.value = SHADOW * s;
    halo.ink.value = ink(theme.dark ? theme.paper : "#ffffff");
    halo.alpha.value = theme.dark ? 0.75 : 0.8;
    halo.width.value = (WIDTH + 2 * HALO) * s;
    line.ink.value = hidden.ink.value = ink(runColor(theme, run));
    line.width.value = hidden.width.value = WIDTH * s;
    line.radius.value = hidden.radius.value = DOT * s;
    hidden.alpha.value = FAINT;
  }

  /** Take what is new of a trajectory, all of it where it or the ground is another one. */
  take(trajectory: Trajectory, field: Field): void {
    if (trajectory !== this.trajectory || field !== this.field) {
      this.drape.reset();
      this.line.sent = this.shadow.sent = this.dots.sent = 0;
    }
    this.trajectory = trajectory;
    this.field = field;
    if (!this.drape.extend(field, trajectory)) return;
    this.line.send(this.drape.line);
    this.shadow.send(this.drape.shadow);
    this.dots.send(this.drape.dots);
    this.meshes.forEach((mesh, i) => (mesh.geometry = this.buffers[i]!.geometry));
    const { halo, line, hidden, shadow } = this.looks;
    for (const look of [halo, line, hidden, shadow]) look.behind.value = behind(this.drape.arcs);
  }

  /** Show it up to a step; below 0 not at all. */
  show(playhead: number): void {
    this.playhead.value = playhead;
    this.newest.value = Math.min(playhead, this.trajectory?.last ?? 0);
    const pieces = (points: Points) => Math.max(0, Math.min(points.until(playhead) + 1, points.count) - 1);
    const { line, shadow, dots, drape } = this;
    line.geometry.instanceCount = playhead < 0 ? 0 : pieces(drape.line);
    shadow.geometry.instanceCount = playhead < 0 ? 0 : pieces(drape.shadow);
    dots.geometry.instanceCount = playhead < 0 ? 0 : drape.dots.until(playhead);
    this.meshes.forEach((mesh, i) => (mesh.visible = this.buffers[i]!.geometry.instanceCount > 0));
  }

  destroy(): void {
    for (const mesh of this.meshes) {
      this.scene.remove(mesh);
      mesh.material.dispose();
    }
    this.line.geometry.dispose();
    this.shadow.geometry.dispose();
    this.dots.geometry.dispose();
  }

  private add(buffer: Buffer, look: Look, hidden: boolean): void {
    const lines = buffer !== this.dots;
    const material = new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: lines ? lineVertex : dotVertex,
      fragmentShader: lines ? lineFragment : dotFragment,
      uniforms: { ...this.canvas, ...look, playhead: this.playhead, newest: this.newest, tail: { value: TAIL }, lift: { value: LIFT } },
      transparent: true,
      depthWrite: false,
      depthFunc: hidden ? GreaterDepth : LessEqualDepth,
    });
    const mesh = new Mesh(buffer.geometry, material);
    mesh.frustumCulled = false;
    this.scene.add(mesh);
    this.meshes.push(mesh);
    this.buffers.push(buffer);
  }
}

function behind(arcs: number): number {
  const part = Math.min(1, Math.max(0, (arcs - FEW) / (MANY - FEW)));
  return BEHIND + part * (THIN - BEHIND);
}

/** The corners of a piece: along it from 0 to 1, and to both sides. */
const CORNERS = new Float32Array([0, -1, 1, -1, 0, 1, 1, 1]);

/** Points on the graphics card. It grows by doubling; what is new is sent alone. */
class Buffer {
  geometry = new InstancedBufferGeometry();
  /** So many points are there already. */
  sent = 0;
  private held: InstancedInterleavedBuffer | null = null;

  constructor(private readonly pairs: boolean) {
    this.geometry.instanceCount = 0;
  }

  send(points: Points): void {
    if (!this.held || this.held.array !== points.data) this.hold(points.data);
    const held = this.held as InstancedInterleavedBuffer;
    held.addUpdateRange(4 * this.sent, 4 * (points.count - this.sent));
    held.needsUpdate = true;
    this.sent = points.count;
  }

  /** The array has grown: frees the old buffer and its geometry. */
  private hold(data: Float32Array): void {
    this.geometry.dispose();
    this.geometry = new InstancedBufferGeometry();
    this.held = new InstancedInterleavedBuffer(data, 4);
    this.geometry.setAttribute("corner", new BufferAttribute(CORNERS, 2));
    this.geometry.setAttribute("a", new InterleavedBufferAttribute(this.held, 4, 0));
    if (this.pairs) this.geometry.setAttribute("b", new InterleavedBufferAttribute(this.held, 4, 4));
    this.geometry.setIndex(new BufferAttribute(new Uint16Array([0, 1, 2, 2, 1, 3]), 1));
    this.geometry.instanceCount = 0;
    this.sent = 0;
  }
}
