// What the server knows of a point of a surface: loss, gradient, curvature.

import { surfaceQuery } from "./heights.ts";
import { onHost } from "./site.ts";
import type { Point, Surface } from "./wire.ts";

/** The answer of /api/eval; null stands for what is not finite. */
export interface PointFacts {
  loss: number | null;
  gradient: [number | null, number | null];
  hessian: [[number | null, number | null], [number | null, number | null]];
  /** The larger first. */
  eigenvalues: [number | null, number | null];
  /** 2/λ of the larger eigenvalue; null where that is not above 0. */
  critical_rate: number | null;
}

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
