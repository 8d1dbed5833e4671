// The weights of runs at each step, fetched some steps at a time and kept, up to a
// number of bytes.
import { onHost } from "../dom/site.ts";
import { edit } from "../wire/query.ts";
import type { RunInfo, ScenarioMessage } from "../wire/wire.ts";

/** Bytes that are kept, and about how many come together. */
const KEPT = 24 << 20;
const TOGETHER = 96 << 10;

type Fetch = (address: string) => Promise<Response>;

/** The query of one run by itself: that of the scenario, without what the weights don't depend on. */
export function aloneQuery({ query, surface }: Pick<ScenarioMessage, "query" | "surface">, { optimizer, lr, rateless }: Pick<RunInfo, "optimizer" | "lr" | "rateless">): string {
  const plane: Record<string, null> = surface.network && ["runs", "ends"].includes(surface.network.plane.kind) ? { plane: null } : {};
  const opt = optimizer === "sgd" ? null : optimizer;
  return edit(query, { opt, lr: rateless ? null : String(lr).replace("e+", "e"), names: null, ...plane });
}

/** Some consecutive rows of one run. */
interface Chunk {
  rows: Float64Array;
  bytes: number;
}

/** Fetches and keeps the weights of runs. */
export class Weights {
  private readonly chunks = new Map<string, Chunk>(); // the longest unused first
  private readonly underWay = new Set<string>();
  private bytes = 0;

  constructor(
    /** Weights came. */
    private readonly came: () => void,
    private readonly fetcher: Fetch = (address) => fetch(onHost(address)),
    private readonly most = KEPT,
  ) {}

  /** The weights of a run at a step; null while they are on their way. count is how many a row has. */
  at(query: string, k: number, count: number): Float64Array | null {
    const some = Math.max(1, Math.min(256, Math.floor(TOGETHER / (8 * count))));
    const from = k - (k % some);
    const key = `${from} ${query}`;
    const chunk = this.chunks.get(key);
    if (!chunk) {
      void this.fetch(key, query, from, some);
      return null;
    }
    this.chunks.delete(key);
    this.chunks.set(key, chunk);
    const row = (k - from) * count;
    return row + count <= chunk.rows.length ? chunk.rows.subarray(row, row + count) : null;
  }

  private async fetch(key: string, query: string, from: number, n: number): Promise<void> {
    if (this.underWay.size > 0 && this.underWay.has(key)) return;
    this.underWay.add(key);
    try {
      const answer = await this.fetcher(`/api/weights?${query}&run=0&k=${from}&n=${n}`);
      if (answer.ok) this.keep(key, new Float64Array(await answer.arrayBuffer()));
    } catch {
      // what is drawn stays; the next step asks again
    } finally {
      this.underWay.delete(key);
    }
  }

  private keep(key: string, rows: Float64Array): void {
    this.chunks.set(key, { rows, bytes: rows.byteLength });
    this.bytes += rows.byteLength;
    for (const [old, chunk] of this.chunks) {
      if (this.bytes <= this.most || old === key) break;
      this.chunks.delete(old);
      this.bytes -= chunk.bytes;
    }
    this.came();
  }
}
