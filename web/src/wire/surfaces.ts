// The surfaces that a connection has brought. The server sends each once, before
// the first scenario that names it, and counts on the page to keep the newest.

import type { Surface, SurfaceName } from "./wire.ts";

/** So many are kept, here and by the server's count. */
export const SURFACES_KEPT = 64;

/** Surfaces by what a scenario calls them; empty at the start of a connection. */
export class Surfaces {
  private readonly kept = new Map<string, Surface>(); // the oldest first

  /** Keep a surface that came. */
  add(surface: Surface): void {
    const key = keyOf(surface.id && !surface.network ? { id: surface.id } : surface);
    this.kept.delete(key);
    this.kept.set(key, surface);
    if (this.kept.size > SURFACES_KEPT) this.kept.delete(this.kept.keys().next().value!);
  }

  /** The surface of a name; undefined where it did not come on this connection. */
  get(name: SurfaceName): Surface | undefined {
    return this.kept.get(keyOf(name));
  }

  /** Another connection: nothing has come on it. */
  clear(): void {
    this.kept.clear();
  }
}

function keyOf({ id, formula, view }: SurfaceName): string {
  return formula === undefined ? (id ?? "") : JSON.stringify([formula, view]);
}
