// What the server knows of a point of a surface: loss, gradient, curvature.

import { surfaceQuery } from "./heights.ts";
import { onHost } from "../dom/site.ts";
import type { Point, PointFacts, Surface } from "../wire/wire.ts";

/** So many answers are kept. */
const KEPT = 256;

/** Asks /api/eval, and keeps the last answers. */
export class Facts {
  private readonly known = new Map<string, PointFacts>();

  constructor(private readonly fetcher: (path: string, init: RequestInit) => Promise<Response> = (path, init) => fetch(onHost(path), init)) {}

  /** The facts at a point; rejects with the server's status, or when aborted. */
  async at(surface: Surface, [x, y]: Point, signal: AbortSignal): Promise<PointFacts> {
    const path = `/api/eval?${surfaceQuery(surface)}&at=${written(x)},${written(y)}`;
    const known = this.known.get(path);
    if (known) return known;
    const response = await this.fetcher(path, { signal });
    if (!response.ok) throw new Error(`/api/eval: ${response.status}`);
    const facts = (await response.json()) as PointFacts;
    if (this.known.size >= KEPT) this.known.delete(this.known.keys().next().value as string);
    this.known.set(path, facts);
    return facts;
  }
}

/** A plus sign in a query is one, and is not needed in an exponent. */
function written(value: number): string {
  return String(value).replace("+", "");
}
