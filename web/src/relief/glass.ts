// The cut in the relief: a plane of glass through the line of a step, and on it,
// where it meets the ground, the curve of the loss.

import { BufferAttribute, BufferGeometry, DoubleSide, GLSL3, Mesh, RawShaderMaterial, type Scene } from "three";
import { type Theme, runColor } from "../draw/colors.ts";
import { clipSegment } from "../plane/clip.ts";
import type { Point } from "../wire/wire.ts";
import { type Field, TALL } from "./field.ts";
import { ink } from "./inks.ts";

/** The line of a step: where it starts, which way it goes, whose it is. */
export interface StepLine {
  from: Point;
  update: Point;
  run: number;
}

/** How far the glass rises above the highest ground, and how thick the curve is, in the scene's units. */
const ABOVE = 0.06;
const CURVE = 0.013;
/** At most so many pieces. */
const PIECES = 600;

const vertex = `
in vec3 position;
in float part;
uniform mat4 modelViewMatrix;
uniform mat4 projectionMatrix;
out float vPart;
void main() {
  vPart = part;
  vec4 view = modelViewMatrix * vec4(position, 1.0);
  gl_Position = projectionMatrix * vec4(view.xyz * 0.997, 1.0);
}`;

/** Above 1 it is the curve, below it the glass, whose rim is brighter. */
const fragment = `
precision highp float;
in float vPart;
uniform vec3 glass, curve;
uniform float strength;
out vec4 color;
void main() {
  float rim = smoothstep(0.97, 0.99, vPart);
  color = vPart > 1.5 ? vec4(curve, 1.0) : vec4(glass, strength + rim * 0.4);
}`;

/** Corners of the glass and of its curve, and the triangles between them. */
export interface GlassShape {
  position: Float32Array;
  part: Float32Array;
  index: Uint16Array;
}

/** Lays the plane through the whole of the relief; null where it does not meet it. */
export function glassOver(field: Field, { from, update }: Pick<StepLine, "from" | "update">): GlassShape | null {
  const [x, z] = [field.x(from[0]), field.z(from[1])];
  const [dx, dz] = [field.x(from[0] + update[0]) - x, field.z(from[1] + update[1]) - z];
  const far = (4 + Math.hypot(x, z)) / Math.hypot(dx, dz);
  const { hx, hz } = field;
  const cut = clipSegment(x - far * dx, z - far * dz, x + far * dx, z + far * dz, { left: -hx, right: hx, top: -hz, bottom: hz });
  if (!cut) return null;
  const length = Math.hypot(cut.x1 - cut.x0, cut.y1 - cut.y0);
  const pieces = Math.min(PIECES, Math.max(1, Math.ceil(length / field.cell)));
  return shapeOf(Array.from({ length: pieces + 1 }, (_, i) => {
    const [px, pz] = [cut.x0 + ((cut.x1 - cut.x0) * i) / pieces, cut.y0 + ((cut.y1 - cut.y0) * i) / pieces];
    return [px, field.height(px, pz), pz];
  }));
}

/** Four corners a place: the ground and the top of the glass, the foot and the top of the curve. Where there is no ground there is neither. */
function shapeOf(places: number[][]): GlassShape {
  const position = new Float32Array(12 * places.length);
  const part = new Float32Array(4 * places.length);
  const index: number[] = [];
  places.forEach(([x = 0, y = 0, z = 0], i) => {
    const ground = Number.isNaN(y) ? 0 : y;
    position.set([x, ground, z, x, TALL + ABOVE, z, x, ground, z, x, ground + CURVE, z], 12 * i);
    part.set([0, 1, 2, 2], 4 * i);
    const next = places[i + 1];
    if (!next || Number.isNaN(y) || Number.isNaN(next[1])) return;
    for (const a of [4 * i, 4 * i + 2]) index.push(a, a + 1, a + 4, a + 4, a + 1, a + 5);
  });
  return { position, part, index: Uint16Array.from(index) };
}

/** The glass on the graphics card. */
export class Glass {
  private readonly mesh: Mesh<BufferGeometry, RawShaderMaterial>;
  private readonly uniforms = {
    glass: { value: ink("#000000") },
    curve: { value: ink("#000000") },
    strength: { value: 0.2 },
  };
  private line: StepLine | null = null;
  private field: Field | null = null;

  constructor(private readonly scene: Scene) {
    const material = new RawShaderMaterial({
      glslVersion: GLSL3, vertexShader: vertex, fragmentShader: fragment, uniforms: this.uniforms,
      transparent: true, depthWrite: false, side: DoubleSide,
    });
    this.mesh = new Mesh(new BufferGeometry(), material);
    this.mesh.frustumCulled = false;
    this.mesh.visible = false;
    this.mesh.renderOrder = 5; // over the ground, under the runs
    scene.add(this.mesh);
  }

  /** Shows the glass through a line; null for none. */
  setLine(line: StepLine | null): void {
    this.line = line;
    this.lay();
  }

  setField(field: Field): void {
    this.field = field;
    this.lay();
  }

  setTheme(theme: Theme): void {
    this.uniforms.glass.value = ink(runColor(theme, this.line?.run ?? 0));
    this.uniforms.curve.value = ink(theme.text);
    this.uniforms.strength.value = theme.dark ? 0.3 : 0.24;
  }

  destroy(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.scene.remove(this.mesh);
  }

  private lay(): void {
    const shape = this.line && this.field ? glassOver(this.field, this.line) : null;
    this.mesh.visible = shape !== null;
    this.mesh.geometry.dispose();
    this.mesh.geometry = new BufferGeometry();
    if (!shape) return;
    this.mesh.geometry.setAttribute("position", new BufferAttribute(shape.position, 3));
    this.mesh.geometry.setAttribute("part", new BufferAttribute(shape.part, 1));
    this.mesh.geometry.setIndex(new BufferAttribute(shape.index, 1));
  }
}
