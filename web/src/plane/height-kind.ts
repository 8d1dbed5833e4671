// What height is in 3D. It stands by itself, since a page that shows no relief asks for it too.
import type { Surface } from "../wire/wire.ts";

/** Height is the loss itself, or its logarithm over the lowest loss. */
export type HeightKind = "true" | "log";

/** The usual kind on a surface: the loss itself, unless it spans many powers of ten. */
export function usualHeights({ scale }: Pick<Surface, "scale">): HeightKind {
  return scale === "log" ? "log" : "true";
}
