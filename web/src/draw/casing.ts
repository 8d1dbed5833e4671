// What lies around an ink so that it is seen on every ground: a halo that it
// stands out from, and around that a thin edge that the halo stands out from.

import { type Theme, contrast, parseColor } from "./colors.ts";

/** How much of its ink the edge has: on any ground it is then at 3 to 1 from the halo. */
const EDGE = 0.5;
/** An ink is told from its halo at so much to 1. */
const ENOUGH = 3;

/** The two colours around an ink. */
export interface Casing {
  halo: string;
  edge: string;
}

const known = new Map<string, Casing>();

/** The halo of an ink: paper where it stands out from that, else the text's colour; the edge is the other one. */
export function casingOf(theme: Pick<Theme, "paper" | "text">, ink: string): Casing {
  const key = `${ink} ${theme.paper} ${theme.text}`;
  const found = known.get(key);
  if (found) return found;
  const onPaper = contrast(parseColor(ink), parseColor(theme.paper)) >= ENOUGH;
  const [halo, other] = onPaper ? [theme.paper, theme.text] : [theme.text, theme.paper];
  const [r, g, b] = parseColor(other);
  const made = { halo, edge: `rgb(${r} ${g} ${b} / ${EDGE})` };
  known.set(key, made);
  return made;
}

/** Strokes the pen's path as the casing of what is drawn on it next, which is so wide in px. */
export function strokeCasing(pen: CanvasRenderingContext2D, theme: Theme, ink: string, wide: number, halo = 1.5): void {
  const casing = casingOf(theme, ink);
  for (const [color, room] of [[casing.edge, halo + 0.8], [casing.halo, halo]] as const) {
    pen.strokeStyle = color;
    pen.lineWidth = wide + 2 * room * theme.scale;
    pen.stroke();
  }
}

/** Strokes the pen's path in an ink, with its casing; the width in px. */
export function strokeCased(pen: CanvasRenderingContext2D, theme: Theme, ink: string, wide: number): void {
  strokeCasing(pen, theme, ink, wide);
  pen.strokeStyle = ink;
  pen.lineWidth = wide;
  pen.stroke();
}
