// The gallery of surfaces, grouped by what they teach, each with a thumbnail
// drawn from its real grid.
import { surfaces } from "../words/catalogue.ts";
import type { Theme } from "../draw/colors.ts";
import { hypsometric, rampOf } from "../draw/ramp.ts";
import { byId, make } from "../dom/dom.ts";
import { teaching } from "../words/names.ts";
import { onHost } from "../dom/site.ts";
import type { Surface } from "../wire/wire.ts";
import { wordOr } from "../words/words.ts";

/** Samples along each side of a thumbnail's grid. */
const samples = 65;

/** The surfaces of the catalogue to choose from. */
export class Gallery {
  private readonly host = byId("gallery");
  private tiles = new Map<string, HTMLButtonElement>();
  private grids = new Map<string, Float32Array>();
  private started = false;

  constructor(
    private readonly theme: () => Theme,
    private readonly choose: (surface: Surface) => void,
  ) {}

  /** Fills the gallery the first time it is seen. */
  async open(chosen: string): Promise<void> {
    if (!this.started) {
      this.started = true;
      try {
        this.fill(await surfaces());
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
    for (const [id, grid] of this.grids) {
      const canvas = this.tiles.get(id)?.querySelector("canvas");
      if (canvas) paintThumbnail(canvas, grid, this.theme());
    }
  }

  private fill(list: Surface[]): void {
    const observer = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        observer.unobserve(entry.target);
        void this.load(entry.target as HTMLButtonElement);
      }
    });
    for (const [group, members] of grouped(list)) {
      const grid = make("div", "gallery-group");
      grid.append(...members.map((surface) => this.tile(surface)));
      const section = make("section");
      section.append(make("h2", "", wordOr(`gallery.group.${group}`, group)), grid);
      this.host.append(section);
    }
    for (const tile of this.tiles.values()) observer.observe(tile);
  }

  private tile(surface: Surface): HTMLButtonElement {
    const tile = make("button", "tile");
    tile.type = "button";
    tile.title = teaching(surface);
    tile.dataset.surface = surface.id;
    const canvas = make("canvas");
    canvas.width = canvas.height = samples - 1;
    canvas.setAttribute("aria-hidden", "true");
    tile.append(canvas, make("span", "", wordOr(`surface.${surface.id}.name`, surface.name)));
    tile.addEventListener("click", () => this.choose(surface));
    this.tiles.set(surface.id, tile);
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

function paintThumbnail(canvas: HTMLCanvasElement, heights: Float32Array, theme: Theme): void {
  const context = canvas.getContext("2d");
  const n = Math.round(Math.sqrt(heights.length));
  if (!context || n < 2) return;
  canvas.width = canvas.height = n;
  context.putImageData(new ImageData(hypsometric(ranks(heights), n, [1, 1], rampOf(theme)), n, n), 0, 0);
}
