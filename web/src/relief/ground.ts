// The ground as a mesh: the surface over its grid, and the four walls that it
// is cut out by, with the levels as strata.

import { BufferAttribute, BufferGeometry, CanvasTexture, GLSL3, Mesh, NearestFilter, RawShaderMaterial, type Scene, Vector2, Vector3, Vector4 } from "three";
import type { BasinImage } from "../draw/basin-image.ts";
import type { Theme } from "../draw/colors.ts";
import { toScale } from "../plane/contours.ts";
import type { Heights } from "../plane/heights.ts";
import { width } from "../plane/view.ts";
import { type Bands, bandsOf } from "./bands.ts";
import { BASE } from "./base.ts";
import { type Field, TALL } from "./field.ts";
import { ink } from "./inks.ts";
import { smoothRims } from "./rim.ts";
import { groundFragment, groundVertex } from "./shaders.ts";


/** From the upper left of the default view, as on a shaded map. */
const LIGHT = new Vector3(-0.55, 0.72, 0.42).normalize();

/** The surface and its walls on the graphics card. */
export class Ground {
  private readonly surface: Mesh<BufferGeometry, RawShaderMaterial>;
  private readonly walls: Mesh<BufferGeometry, RawShaderMaterial>;
  private readonly uniforms = {
    low: { value: new Vector3() },
    mid: { value: new Vector3() },
    high: { value: new Vector3() },
    ink: { value: new Vector3() },
    first: { value: 0 },
    gap: { value: 1 },
    last: { value: 0 },
    middle: { value: 0 },
    beneath: { value: 0 },
    from: { value: 0 },
    to: { value: 1 },
    line: { value: 1 },
    lineAlpha: { value: 0.6 },
    half2: { value: new Vector2(1, 1) },
    light: { value: LIGHT },
    shades: { value: new Vector2(0.7, 1.05) },
    trueScale: { value: new Vector4(0, 0, 1, 1) },
    basins: { value: null as CanvasTexture | null },
    basinsBox: { value: new Vector4(0, 0, 1, 1) },
    basinsAlpha: { value: 0 },
  };
  private field: Field | null = null;
  private image: BasinImage | null = null;
  private n = 0;

  constructor(private readonly scene: Scene) {
    this.surface = this.mesh(0);
    this.walls = this.mesh(1);
  }

  setHeights(heights: Heights, field: Field): void {
    this.field = field;
    if (this.n !== field.n) this.allot(field.n);
    fillSurface(this.surface.geometry, heights, field);
    fillWalls(this.walls.geometry, heights, field);
    const bands: Bands = bandsOf(heights, field.scale);
    for (const key of Object.keys(bands) as (keyof Bands)[]) this.uniforms[key].value = bands[key];
    this.uniforms.half2.value.set(field.hx, field.hz);
    this.uniforms.trueScale.value.copy(trueScaleOf(field));
    this.placeBasins();
  }

  setTheme(theme: Theme, ratio: number): void {
    const u = this.uniforms;
    u.low.value = ink(theme.low);
    u.mid.value = ink(theme.mid);
    u.high.value = ink(theme.high);
    u.ink.value = ink(theme.contour);
    u.line.value = Math.max(1, theme.scale * ratio);
    u.shades.value.set(theme.dark ? 0.62 : 0.72, theme.dark ? 1.3 : 1.02);
  }

  setLines(shown: boolean, dark: boolean): void {
    this.uniforms.lineAlpha.value = shown ? (this.image ? 0.75 : dark ? 0.6 : 0.65) : 0;
  }

  setBasins(image: BasinImage | null): void {
    if (image === this.image) return;
    this.image = image;
    this.uniforms.basins.value?.dispose();
    const texture = image && new CanvasTexture(image.canvas);
    if (texture) texture.magFilter = texture.minFilter = NearestFilter;
    if (texture) texture.generateMipmaps = false;
    this.uniforms.basins.value = texture;
    this.uniforms.basinsAlpha.value = image ? 0.8 : 0;
    this.placeBasins();
  }

  destroy(): void {
    this.setBasins(null);
    for (const mesh of [this.surface, this.walls]) {
      mesh.geometry.dispose();
      mesh.material.dispose();
      this.scene.remove(mesh);
    }
  }

  private mesh(wall: number): Mesh<BufferGeometry, RawShaderMaterial> {
    const material = new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: groundVertex,
      fragmentShader: groundFragment,
      uniforms: { ...this.uniforms, wall: { value: wall } },
      polygonOffset: true,
      polygonOffsetFactor: 1,
      polygonOffsetUnits: 1,
    });
    const mesh = new Mesh(new BufferGeometry(), material);
    mesh.frustumCulled = false;
    this.scene.add(mesh);
    return mesh;
  }

  /** Allocates n × n samples, and frees what was there. */
  private allot(n: number): void {
    this.n = n;
    for (const [mesh, count] of [[this.surface, n * n], [this.walls, 8 * n]] as const) {
      mesh.geometry.dispose();
      const geometry = new BufferGeometry();
      geometry.setAttribute("position", new BufferAttribute(new Float32Array(3 * count), 3));
      geometry.setAttribute("normal", new BufferAttribute(new Float32Array(3 * count), 3));
      geometry.setAttribute("level", new BufferAttribute(new Float32Array(count), 1));
      mesh.geometry = geometry;
    }
    this.surface.geometry.setIndex(new BufferAttribute(new Uint32Array(6 * (n - 1) * (n - 1)), 1));
    this.walls.geometry.setIndex(new BufferAttribute(new Uint32Array(24 * (n - 1)), 1));
  }

  /** Where the basins lie on the plan: from the lower left corner of their first cell. */
  private placeBasins(): void {
    const { field, image } = this;
    if (!field || !image) return;
    const { box, n } = image;
    const half = [width(box) / (n - 1) / 2, (box.ymax - box.ymin) / (n - 1) / 2];
    const [x0, x1] = [field.x(box.xmin - half[0]), field.x(box.xmax + half[0])];
    const [z0, z1] = [field.z(box.ymin - half[1]), field.z(box.ymax + half[1])];
    this.uniforms.basinsBox.value.set(x0, z0, x1 - x0, z1 - z0);
  }
}

/**
 * How the strata of a wall follow from its height where height is the loss and
 * levels are by its logarithm: whether it is so, L − floor at height 0, what it
 * gains with height, and the shift of the logarithm.
 */
function trueScaleOf({ scale, heightScale: { log, low, high } }: Field): Vector4 {
  return new Vector4(scale.log && !log ? 1 : 0, low - scale.floor, (high - low) / TALL, scale.shift);
}

interface Arrays {
  position: Float32Array;
  normal: Float32Array;
  level: Float32Array;
  index: Uint32Array;
}

function arraysOf(geometry: BufferGeometry): Arrays {
  const of = (name: string) => geometry.getAttribute(name).array as Float32Array;
  return { position: of("position"), normal: of("normal"), level: of("level"), index: geometry.index?.array as Uint32Array };
}

function changed(geometry: BufferGeometry, count: number): void {
  for (const name of ["position", "normal", "level"]) geometry.getAttribute(name).needsUpdate = true;
  if (geometry.index) geometry.index.needsUpdate = true;
  geometry.setDrawRange(0, count);
}

function fillSurface(geometry: BufferGeometry, heights: Heights, field: Field): void {
  const { position, normal, level, index } = arraysOf(geometry);
  const { n, y } = field;
  for (let j = 0, v = 0; j < n; j++) {
    const z = field.hz - (2 * field.hz * j) / (n - 1);
    for (let i = 0; i < n; i++, v++) {
      position[3 * v] = (2 * field.hx * i) / (n - 1) - field.hx;
      position[3 * v + 1] = Number.isNaN(y[v]) ? 0 : y[v];
      position[3 * v + 2] = z;
      level[v] = levelOf(field, heights.values[v]);
    }
  }
  if (y.some(Number.isNaN)) smoothRims(position, level, y, n);
  fillNormals(normal, field);
  changed(geometry, fillTriangles(index, field));
}

/** A loss on the level scale, kept to what is shown. */
function levelOf(field: Field, loss: number): number {
  const { bottom, top } = field.heightScale;
  const t = toScale(field.scale, loss);
  return Number.isNaN(t) ? bottom : Math.min(top, Math.max(bottom, t));
}

/** Normals from the heights' central differences. */
function fillNormals(normal: Float32Array, { n, y, hx, hz }: Field): void {
  const [cx, cz] = [(2 * hx) / (n - 1), (2 * hz) / (n - 1)];
  for (let j = 0, v = 0; j < n; j++) {
    const [south, north] = [j > 0 ? n : 0, j < n - 1 ? n : 0];
    for (let i = 0; i < n; i++, v++) {
      const [west, east] = [i > 0 ? 1 : 0, i < n - 1 ? 1 : 0];
      const gx = (y[v + east] - y[v - west]) / (cx * (west + east)) || 0;
      const gz = (y[v - south] - y[v + north]) / (cz * ((south + north) / n)) || 0;
      const length = Math.hypot(gx, 1, gz);
      normal[3 * v] = -gx / length;
      normal[3 * v + 1] = 1 / length;
      normal[3 * v + 2] = -gz / length;
    }
  }
}

/** Two triangles a cell, split as Field.height splits it; none where a corner has no height. */
function fillTriangles(index: Uint32Array, { n, y }: Field): number {
  let count = 0;
  const add = (a: number, b: number, c: number) => {
    if (Number.isNaN(y[a] + y[b] + y[c])) return;
    index[count++] = a;
    index[count++] = b;
    index[count++] = c;
  };
  for (let j = 0; j < n - 1; j++) {
    for (let i = 0; i < n - 1; i++) {
      const a = j * n + i;
      add(a, a + 1, a + n);
      add(a + n + 1, a + n, a + 1);
    }
  }
  return count;
}

/** The grid's index of the i-th sample of a wall, which way the wall looks, in the order that faces outwards. */
function walls(n: number): { at: (i: number) => number; out: [number, number] }[] {
  return [
    { at: (i) => i, out: [0, 1] },
    { at: (i) => i * n + n - 1, out: [1, 0] },
    { at: (i) => n * n - 1 - i, out: [0, -1] },
    { at: (i) => (n - 1 - i) * n, out: [-1, 0] },
  ];
}

function fillWalls(geometry: BufferGeometry, heights: Heights, field: Field): void {
  const { position, normal, level, index } = arraysOf(geometry);
  const { n, y, heightScale } = field;
  const depth = heightScale.bottom - (BASE / TALL) * (heightScale.top - heightScale.bottom);
  let [v, count] = [0, 0];
  for (const { at, out } of walls(n)) {
    for (let i = 0; i < n; i++, v += 2) {
      const s = at(i);
      const [x, z] = [(2 * field.hx * (s % n)) / (n - 1) - field.hx, field.hz - (2 * field.hz * Math.floor(s / n)) / (n - 1)];
      position.set([x, Number.isNaN(y[s]) ? -BASE : y[s], z, x, -BASE, z], 3 * v);
      normal.set([out[0], 0, out[1], out[0], 0, out[1]], 3 * v);
      level.set([levelOf(field, heights.values[s]), depth], v);
      if (i < n - 1) index.set([v, v + 1, v + 2, v + 2, v + 1, v + 3], count);
      if (i < n - 1) count += 6;
    }
  }
  changed(geometry, count);
}
