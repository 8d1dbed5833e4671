// Heights of a surface over a box, as the server measured them.

import { onHost } from "../dom/site.ts";
import { type Box, boxOf, height, width } from "./view.ts";
import type { Surface } from "../wire/wire.ts";

/** Losses at n × n points of a box, row-major from (xmin, ymin). */
export interface Heights {
  box: Box;
  n: number;
  values: Float32Array;
  /** The loss that the values are counted from; 0 where it is not told. */
  above?: number;
}

/**
 * Where heights come from. Those of a close look are counted from the loss in
 * the middle of the box: they may differ by less than a float32 of it tells.
 */
export type HeightSource = (
  surface: Surface,
  box: Box,
  n: number,
  signal: AbortSignal,
  close?: boolean,
) => Promise<Heights>;

/** The query that names a surface: its id, or where it was typed its formula and view; a network's text is its query. */
export function surfaceQuery({ id, formula, view, network }: Surface): string {
  if (network) return formula;
  return id ? `surface=${id}` : `f=${encodeURIComponent(formula)}&view=${listed(view)}`;
}

/** Numbers in a query: a plus sign in it is one, and is not needed in an exponent. */
function listed(values: number[]): string {
  return values.map((value) => String(value).replace("+", "")).join();
}

/** The query of a box, as /api/grid reads it. */
export function boxQuery({ xmin, xmax, ymin, ymax }: Box): string {
  return `box=${listed([xmin, xmax, ymin, ymax])}`;
}

/** Fetch heights from /api/grid; rejects with the server's status, or when aborted. */
export const fetchHeights: HeightSource = async (surface, box, n, signal, close = false) => {
  const response = await fetch(onHost(`/api/grid?${surfaceQuery(surface)}&${boxQuery(box)}&n=${n}&what=poles${close ? "&above=centre" : ""}`), { signal });
  if (!response.ok) throw new Error(`/api/grid: ${response.status}`);
  const shown = response.headers.get("Grid-View")?.split(",").map(Number);
  const values = new Float32Array(await response.arrayBuffer());
  if (values.length !== n * n) throw new Error(`/api/grid: ${values.length} heights, not ${n * n}`);
  return { box: shown?.length === 4 ? boxOf(shown) : box, n, values, above: Number(response.headers.get("Grid-Above")) };
};

/** The finite heights inside a box, sorted; a few thousand of them are enough. */
export function sortedHeights(heights: Heights, within: Box = heights.box): Float32Array {
  const { n, values, box } = heights;
  const stride = Math.max(1, Math.floor(n / 96));
  const found: number[] = [];
  for (let j = 0; j < n; j += stride) {
    const y = box.ymin + (j * height(box)) / (n - 1);
    if (y < within.ymin || y > within.ymax) continue;
    for (let i = 0; i < n; i += stride) {
      const x = box.xmin + (i * width(box)) / (n - 1);
      const value = values[j * n + i];
      if (x >= within.xmin && x <= within.xmax && Number.isFinite(value)) found.push(value);
    }
  }
  return Float32Array.from(found).sort();
}

/** The height of the sample that is nearest to a point; NaN off the box. */
export function sampleAt({ box, n, values, above = 0 }: Heights, x: number, y: number): number {
  const i = Math.round(((x - box.xmin) / width(box)) * (n - 1));
  const j = Math.round(((y - box.ymin) / height(box)) * (n - 1));
  return i >= 0 && i < n && j >= 0 && j < n ? values[j * n + i]! + above : NaN;
}

/** The value below which a share q of sorted values lies. */
export function quantile(sorted: Float32Array, q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(q * (sorted.length - 1))))];
}
