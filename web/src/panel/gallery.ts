// The gallery of surfaces, grouped by what they teach, each with a thumbnail
// drawn from its real grid.
import { networks, surfaces, traces } from "../words/catalogue.ts";
import { rgbText, type Theme } from "../draw/colors.ts";
import { hypsometric, rampColor, rampOf } from "../draw/ramp.ts";
import { byId, make } from "../dom/dom.ts";
import { teaching } from "../words/names.ts";
import { onHost } from "../dom/site.ts";
import type { DataKind, Surface } from "../wire/wire.ts";
import { wordOr } from "../words/words.ts";
import { paintTraces, type Traces } from "./traces.ts";

/** Samples along each side of a thumbnail's grid. */
const samples = 65;

/** The surfaces of the catalogue to choose from. */
export class Gallery {
  private readonly host = byId("gallery");
  private tiles = new Map<string, HTMLButtonElement>();
  private grids = new Map<string, Float32Array>();
  private data = new Map<string, DataKind>();
  /** The ways of each surface's own runs. */
  private ways: Record<string, Traces> = {};
  /** The surfaces of one weight, whose picture is a curve. */
  private curves = new Set<string>();
  private started = false;

  constructor(
    private readonly theme: () => Theme,
    private readonly choose: (surface: Surface) => void,
    /** A network is to learn a kind of data. */
    private readonly learn: (data: DataKind) => void,
  ) {}

  /** Fills the gallery the first time it is seen. */
  async open(chosen: string): Promise<void> {
    if (!this.started) {
      this.started = true;
      try {
        const [list, { data }] = await Promise.all([surfaces(), networks()]);
        this.fill(list, data);
        void traces().then((ways) => ((this.ways = ways), this.paint())).catch(() => undefined); // without them the ground is a picture too
      } catch {
        this.started = false;
      }
    }
    this.mark(chosen);
  }

  /** Marks the tile of the surface that is descended. */
  mark(chosen: string): void {
    for (const [id, tile] of this.tiles) tile.setAttribute("aria-pressed", String(id === chosen));
  }

  /** Draws the thumbnails again, in the colours of another theme. */
  paint(): void {
    for (const [id, data] of this.data) {
      const canvas = this.tiles.get(id)?.querySelector("canvas");
      if (canvas) paintData(canvas, data, this.theme());
    }
    for (const [id, grid] of this.grids) {
      const canvas = this.tiles.get(id)?.querySelector("canvas");
      if (canvas) this.paintTile(id, canvas, grid);
    }
  }

  /** Draws a surface's ground, and its own runs on it. */
  private paintTile(id: string, canvas: HTMLCanvasElement, grid: Float32Array): void {
    const [theme, onCurve] = [this.theme(), this.curves.has(id)];
    (onCurve ? paintCurve : paintThumbnail)(canvas, grid, theme);
    paintTraces(canvas, this.ways[id] ?? [], theme, onCurve ? EDGE : 0);
  }

  private fill(list: Surface[], data: DataKind[]): void {
    const observer = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        observer.unobserve(entry.target);
        void this.load(entry.target as HTMLButtonElement);
      }
    });
    for (const [group, members] of grouped(list)) this.section(group, members.map((surface) => this.tile(surface)));
    for (const tile of this.tiles.values()) observer.observe(tile);
    this.section("networks", data.map((kind) => this.dataTile(kind)));
    this.paint();
  }

  private section(group: string, tiles: HTMLElement[]): void {
    const grid = make("div", "gallery-group");
    grid.append(...tiles);
    const section = make("section");
    section.append(make("h2", "", wordOr(`gallery.group.${group}`, group)), grid);
    this.host.append(section);
  }

  private tile(surface: Surface): HTMLButtonElement {
    const tile = this.button(surface.id, wordOr(`surface.${surface.id}.name`, surface.name), () => this.choose(surface));
    tile.title = teaching(surface);
    tile.dataset.surface = surface.id;
    if (surface.dimension === 1) this.curves.add(surface.id);
    return tile;
  }

  /** The tile of a kind of data, which a network learns. */
  private dataTile(data: DataKind): HTMLButtonElement {
    const key = dataTile(data.id);
    this.data.set(key, data);
    const tile = this.button(key, wordOr(`choice.data.${data.id}`, data.id), () => this.learn(data));
    tile.dataset.data = data.id;
    return tile;
  }

  private button(key: string, name: string, choose: () => void): HTMLButtonElement {
    const tile = make("button", "tile");
    tile.type = "button";
    const canvas = make("canvas");
    canvas.width = canvas.height = samples - 1;
    canvas.setAttribute("aria-hidden", "true");
    tile.append(canvas, make("span", "", name));
    tile.addEventListener("click", choose);
    this.tiles.set(key, tile);
    return tile;
  }

  private async load(tile: HTMLButtonElement): Promise<void> {
    const id = tile.dataset.surface ?? "";
    const answer = await fetch(onHost(`/api/grid?surface=${id}&n=${samples}`)).catch(() => null);
    if (!answer?.ok) return;
    this.grids.set(id, new Float32Array(await answer.arrayBuffer()));
    this.paint();
  }
}

/** The tile that a surface is chosen by. */
export function tileOf({ id, network }: Pick<Surface, "id" | "network">): string {
  return network ? dataTile(network.data) : id;
}

function dataTile(data: string): string {
  return `data ${data}`;
}

/** The surfaces by group, in the catalogue's order. */
export function grouped(list: Surface[]): Map<string, Surface[]> {
  const groups = new Map<string, Surface[]>();
  for (const surface of list) groups.set(surface.group, [...(groups.get(surface.group) ?? []), surface]);
  return groups;
}

/**
 * Where each height ranks among all, 0 to 1: a spike or a pole then takes no
 * more of the ramp than its share of the plane.
 */
export function ranks(heights: Float32Array): Float32Array {
  const order = Float32Array.from(heights).sort();
  return heights.map((h) => (Number.isFinite(h) ? lowerBound(order, h) / order.length : 1));
}

function lowerBound(sorted: Float32Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const mid = (low + high) >> 1;
    if (sorted[mid]! < value) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** Points of data: of two classes filled and hollow. */
function paintData(canvas: HTMLCanvasElement, { points, inputs }: DataKind, theme: Theme): void {
  const pen = canvas.getContext("2d");
  if (!pen || points.length === 0) return;
  [canvas.width, canvas.height] = [240, 160];
  pen.fillStyle = theme.paper;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const places = points.map(([x, second, y]) => [x, inputs > 1 ? second : y] as const);
  const span = (values: number[]) => [Math.min(...values), Math.max(...values)] as const;
  const [[left, right], [bottom, top]] = [span(places.map(([x]) => x)), span(places.map(([, y]) => y))];
  const unit = Math.min(210 / (right - left || 1), 130 / (top - bottom || 1));
  const [sx, sy] = inputs > 1 ? [unit, unit] : [210 / (right - left || 1), 130 / (top - bottom || 1)];
  places.forEach(([x, y], i) => {
    pen.beginPath();
    pen.arc(120 + sx * (x - (left + right) / 2), 80 - sy * (y - (bottom + top) / 2), 4, 0, 2 * Math.PI);
    pen.strokeStyle = pen.fillStyle = theme.runs[inputs > 1 && points[i]![2] > 0.5 ? 0 : 2] ?? theme.text;
    pen.lineWidth = 1.6;
    if (inputs === 1 || points[i]![2] > 0.5) pen.fill();
    else pen.stroke();
  });
}

function paintThumbnail(canvas: HTMLCanvasElement, heights: Float32Array, theme: Theme): void {
  const context = canvas.getContext("2d");
  const n = Math.round(Math.sqrt(heights.length));
  if (!context || n < 2) return;
  const ground = new OffscreenCanvas(n, n);
  ground.getContext("2d")?.putImageData(new ImageData(hypsometric(ranks(heights), n, [1, 1], rampOf(theme)), n, n), 0, 0);
  [canvas.width, canvas.height] = [WIDE, HIGH];
  context.imageSmoothingQuality = "high";
  context.drawImage(ground, 0, 0, WIDE, HIGH);
}

/** A curve's picture in px, and how far it stays from the edge. */
const [WIDE, HIGH, EDGE] = [240, 160, 16];

/** Draws a loss of one weight as a curve over its ground. */
function paintCurve(canvas: HTMLCanvasElement, losses: Float32Array, theme: Theme): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  [canvas.width, canvas.height] = [WIDE, HIGH];
  const [low, high] = [losses.reduce((a, b) => Math.min(a, b), Infinity), losses.reduce((a, b) => Math.max(a, b), -Infinity)];
  const curve = new Path2D();
  losses.forEach((loss, i) => curve.lineTo((i * WIDE) / (losses.length - 1), HIGH - EDGE - ((loss - low) / (high - low || 1)) * (HIGH - 2 * EDGE)));
  const ground = new Path2D(curve);
  ground.lineTo(WIDE, HIGH);
  ground.lineTo(0, HIGH);
  const ink = context.createLinearGradient(0, HIGH - EDGE, 0, EDGE);
  for (const t of [0, 0.25, 0.5, 0.75, 1]) ink.addColorStop(t, rgbText(rampColor(theme, t)));
  context.fillStyle = theme.paper;
  context.fillRect(0, 0, WIDE, HIGH);
  context.fillStyle = ink;
  context.fill(ground);
  context.strokeStyle = theme.text;
  context.lineWidth = 4;
  context.stroke(curve);
}
