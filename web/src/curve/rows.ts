// The curve as the server measured it: fetched for what is in sight, finer where
// it is looked at closely, and closer still where it may be broken.

import { onHost } from "../dom/site.ts";
import { Newest } from "../dom/newest.ts";
import { surfaceQuery } from "../plane/heights.ts";
import { written } from "../words/numbers.ts";
import type { Surface } from "../wire/wire.ts";
import { type Doubt, doubtsOf, settle } from "./doubts.ts";
import type { Break } from "./outline.ts";
import type { Interval } from "./range.ts";
import { endsOf, lossAt, type Row, splice } from "./row.ts";

/** Asks for the losses at n places of an interval. */
export type RowSource = (surface: Surface, interval: Interval, n: number, signal: AbortSignal) => Promise<Row>;

/** Samples of what is in sight and a margin, and of a closer look at a doubtful place. */
const [SAMPLES, CLOSER] = [1025, 65];
/** A row reaches so much further than what is in sight, as a part of it, each way. */
const MARGIN = 0.25;
/** A row this many times wider than what is in sight is too coarse for it. */
const COARSE = 2.2;
/** More samples than this are not kept. */
const MOST = 20_000;
/** So many doubtful places are looked at, so many times closer one after the other. */
const [DOUBTS, LOOKS] = [12, 3];

/** Fetches a row from /api/grid; rejects with the server's status, or when aborted. */
export const fetchRow: RowSource = async (surface, [from, to], n, signal) => {
  const response = await fetch(onHost(`/api/grid?${surfaceQuery(surface)}&box=${written(from)},${written(to)}&n=${n}&what=poles&above=centre`), { signal });
  if (!response.ok) throw new Error(`/api/grid: ${response.status}`);
  const above = Number(response.headers.get("Grid-Above"));
  const heights = new Float32Array(await response.arrayBuffer());
  if (heights.length !== n) throw new Error(`/api/grid: ${heights.length} losses, not ${n}`);
  const losses = Float64Array.from(heights, (height) => height + above);
  return { xs: Float64Array.from(heights, (_, i) => from + (i * (to - from)) / (n - 1)), losses };
};

/** Holds what is known of a curve. */
export class Rows {
  known: Row[] = [];
  breaks: Break[] = [];
  private asked: Interval[] = [];
  private surface: Surface | null = null;
  private readonly newest: Newest<Interval, Row>;
  /** Counts the surfaces: an answer about an older one is let go. */
  private turn = 0;

  constructor(
    private readonly source: RowSource,
    private readonly changed: () => void,
    private readonly retryAfter = 2000,
  ) {
    this.newest = new Newest((interval, signal) => this.ask(interval, signal), (row) => this.take(row));
  }

  /** Takes another curve, of which nothing is known. */
  setSurface(surface: Surface): void {
    this.surface = surface;
    this.turn++;
    [this.known, this.breaks, this.asked] = [[], [], []];
    this.newest.drop();
  }

  /** Asks for what is in sight, unless it is here or on its way. */
  need([from, to]: Interval): void {
    const width = to - from;
    const suits = ([a, b]: Interval) => a <= from && b >= to && b - a <= COARSE * (1 + 2 * MARGIN) * width;
    if (!this.surface || this.asked.some(suits)) return;
    const interval: Interval = [from - MARGIN * width, to + MARGIN * width];
    this.asked.push(interval);
    this.newest.want(interval);
  }

  /** The loss at a place, as far as it is known. */
  at(x: number): number {
    return lossAt(this.known, x);
  }

  private async ask(interval: Interval, signal: AbortSignal): Promise<Row> {
    try {
      return await this.source(this.surface!, interval, SAMPLES, signal);
    } catch (error) {
      if (!signal.aborted) setTimeout(() => this.forget(interval), this.retryAfter); // the server may be restarting
      throw error;
    }
  }

  private forget(interval: Interval): void {
    this.asked = this.asked.filter((other) => other !== interval);
    this.changed();
  }

  private take(row: Row): void {
    const [from, to] = endsOf(row);
    this.breaks = this.breaks.filter(([a, b]) => b < from || a > to);
    if (this.known.reduce((sum, { xs }) => sum + xs.length, 0) > MOST) this.keepOnly(row);
    this.known = splice(this.known, row);
    this.changed();
    for (const doubt of doubtsOf(row).slice(0, DOUBTS)) void this.look(doubt, LOOKS, this.turn).catch(() => undefined);
  }

  private keepOnly(row: Row): void {
    const [from, to] = endsOf(row);
    [this.known, this.breaks] = [[], []];
    this.asked = this.asked.filter(([a, b]) => a <= from && b >= to);
  }

  /** Looks closer at a doubtful place, until the curve is seen to go on, or to be broken. */
  private async look(doubt: Doubt, looks: number, turn: number): Promise<void> {
    const row = await this.source(this.surface!, [doubt.from, doubt.to], CLOSER, new AbortController().signal);
    if (turn !== this.turn) return;
    this.known = splice(this.known, row);
    const next = settle(doubt, row);
    if (next && looks > 1) return this.look(next, looks - 1, turn);
    if (next && next.broken) this.breaks.push([next.from, next.to]);
    this.changed();
  }
}
