// The grids behind a map: one of the whole surface, which fixes the levels and
// colours, and a finer one of what is being looked at.

import { type LevelScale, closeShade, levelScale, shade } from "../plane/contours.ts";
import { type Ground, makeGround } from "./ground.ts";
import { type HeightSource, type Heights } from "../plane/heights.ts";
import { type Box, boxOf, contains, scaleBox, width } from "../plane/view.ts";
import type { Surface } from "../wire/wire.ts";

/** Samples a side. */
const SAMPLES = 257;
/** Of a network's plane: samples a side, finer and finer, of at most so much work (weights × points × samples). */
const NETWORK_SAMPLES = [33, 65, 129];
const NETWORK_WORK = 1.2e9;
/** A grid reaches so much further than what is seen, so that a small pan needs none. */
const MARGIN = 1.25;
/** A grid this many times wider than what is seen is too coarse for it. */
const COARSE = 2.2;
/** The whole map's grid has the colours of all of it: a view that is this many times narrower has its own. */
const OTHER = 1.15;

/** Fetches and keeps the grids of heights. */
export class Terrain {
  scale: LevelScale | null = null;
  whole: Ground | null = null;
  detail: Ground | null = null;
  private surface: Surface | null = null;
  /** Whether the whole ground is of this surface; until its heights come it is of the one before. */
  private measured = false;
  private wanted: Box | null = null;
  private request: AbortController | null = null;
  /** Whether the last request was for a closer look. */
  private closer = false;

  constructor(
    private readonly source: HeightSource,
    /** Something came, or is to be asked for again; the heights are the whole map's. */
    private readonly changed: (whole?: Heights, scale?: LevelScale) => void,
    private readonly retryAfter = 2000,
  ) {}

  /** What is drawn for a box, lowest first. */
  groundsFor(box: Box): Ground[] {
    if (!this.whole) return [];
    if (!this.detail || suits(this.whole.box, box, OTHER)) return [this.whole];
    return [this.whole, this.detail];
  }

  /** Take another surface; the old ground stays until the new one is there. */
  setSurface(surface: Surface): void {
    this.surface = surface;
    this.measured = false;
    this.wanted = null;
    this.request?.abort();
    this.request = null;
  }

  /**
   * Fetch what a box needs, unless it is here or on its way: the whole map
   * first, since it has the levels and colours, then what a closer look asks for.
   */
  need(seen: Box, own: Box, zoomed: boolean): void {
    if (!zoomed) this.leaveDetail();
    const whole = !zoomed || !this.measured;
    const box = whole ? own : seen;
    if (!this.surface || (this.wanted && suits(this.wanted, box))) return;
    if (this.measured && this.whole && suits(this.whole.box, box, whole ? COARSE : OTHER)) return;
    const grid = whole ? scaleBox(box, 1.02, 1.02) : scaleBox(box, MARGIN, MARGIN);
    this.wanted = grid;
    void this.fetch(this.surface, grid, whole);
  }

  /** All is seen again: lets go of the closer look's ground, millions of bytes, and of one that is on its way. */
  private leaveDetail(): void {
    this.detail = null;
    if (!this.closer) return;
    this.closer = false;
    this.wanted = null;
    this.request?.abort();
    this.request = null;
  }

  /** The server may be restarting: ask again in a while, not in every frame. */
  private retryLater(request: AbortController): void {
    setTimeout(() => {
      if (this.request !== request) return;
      this.wanted = null;
      this.changed();
    }, this.retryAfter);
  }

  private async fetch(surface: Surface, box: Box, whole: boolean): Promise<void> {
    this.request?.abort();
    const request = new AbortController();
    this.request = request;
    this.closer = !whole;
    let shown = false;
    try {
      for (const samples of stagesOf(surface)) {
        const heights = await this.source(surface, box, samples, request.signal, !whole);
        if (request.signal.aborted) return;
        this.take(surface, heights, whole);
        shown = true;
      }
    } catch {
      if (this.request === request && !shown) this.retryLater(request); // else what is there is as fine as it gets
    }
  }

  private take(surface: Surface, heights: Heights, whole: boolean): void {
    if (whole) {
      const scale = levelScale(heights, boxOf(surface.view), surface.unbounded ? null : surface.best, surface.scale === "log");
      this.scale = scale;
      this.whole = makeGround(heights, this.scale, (loss) => shade(scale, loss));
      this.detail = null;
      this.measured = true;
      return this.changed(heights, this.scale);
    }
    if (this.scale) this.detail = makeGround(heights, this.scale, closeShade(this.scale, heights));
    this.changed();
  }
}

/** Samples a side of the grids that are fetched one after the other: those of a network's plane take long. */
function stagesOf({ network }: Surface): number[] {
  if (!network) return [SAMPLES];
  const finest = Math.floor(Math.sqrt(NETWORK_WORK / (network.weights * network.size)));
  const stages = NETWORK_SAMPLES.filter((samples) => samples <= finest);
  return stages.length > 0 ? stages : [Math.max(17, finest)];
}

/** Whether a grid covers a box, finely enough. */
function suits(grid: Box, box: Box, coarse = COARSE): boolean {
  return contains(grid, box) && width(grid) < coarse * width(box);
}
