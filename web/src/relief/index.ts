// The relief: the landscape in three dimensions. Its script is fetched when it
// is first asked for.

import type { LevelScale } from "../contours.ts";
import type { Phase } from "../handle.ts";
import type { Heights } from "../heights.ts";
import type { LandscapeView } from "../landscape.ts";
import type { MapWords } from "../map.ts";
import type { Point } from "../wire.ts";

/** This browser draws nothing in three dimensions. */
export class NoWebGL extends Error {}

export interface ReliefOptions {
  invalidate(): void;
  words: MapWords;
  onStart(point: Point, phase: Phase): void;
  onHover(at: { at: Point; nearest: { run: number; k: number } | null } | null): void;
  onPick(at: { run: number; k: number }): void;
  onCamera(text: string, phase: "move" | "end"): void;
  onLost(): void;
}

export interface Relief extends LandscapeView {
  setHeights(heights: Heights, scale: LevelScale): void;
  /** Shows a camera as a link has it; null shows the usual one. */
  setCamera(text: string | null): void;
  readonly camera: string;
}

export function createRelief(host: HTMLElement, options: ReliefOptions): Relief {
  throw new NoWebGL(`no relief in ${host.id}: ${typeof options}`);
}
