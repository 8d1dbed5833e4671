// Colours and marker shapes. The style sheet has the colours, as custom
// properties; pictures read them from there.

import { SHAPES } from "./shapes.ts";
import type { RunInfo } from "../wire/wire.ts";

export { SHAPES, shapeSVG } from "./shapes.ts";

/** How outcomes are grouped on a slider's track. */
export type Band = "crawl" | "stuck" | "good" | "high" | "far";

/** So many colours there are for runs, and for the minima of basins. */
const RUN_INKS = 12;
const BASIN_INKS = 8;

/** The colours, fonts and sizes that pictures are drawn with. */
export interface Theme {
  /** "light", "dark", or what data-theme says. */
  name: string;
  dark: boolean;
  /** Factor on lines and text: 1, and more for a projector. */
  scale: number;
  /** The colours by their ink: six that are unlike, then a ramp; of a picture, those of its runs. */
  runs: string[];
  /** The runs' marker shapes, as places in SHAPES. */
  shapes: number[];
  text: string;
  dim: string;
  paper: string;
  halo: string;
  line: string;
  /** The map's fill at the lowest loss, half-way and at the highest. */
  low: string;
  mid: string;
  high: string;
  contour: string;
  font: string;
  bands: Record<Band, string>;
  /** Colours of minima on the basin map. */
  basins: string[];
}

/** Reads the theme at an element: the custom properties of the style sheet. */
export function readTheme(element: Element): Theme {
  const style = getComputedStyle(element);
  const value = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const list = (name: string, count: number) => Array.from({ length: count }, (_, i) => value(`${name}-${i}`));
  const dark = isDark(value("paper"));
  return {
    name: element.ownerDocument.documentElement.dataset.theme || (dark ? "dark" : "light"),
    dark,
    scale: Number(value("map-scale")) || 1,
    runs: list("run", RUN_INKS),
    shapes: SHAPES.map((_, i) => i),
    text: value("text"),
    dim: value("muted"),
    paper: value("paper"),
    halo: value("map-halo"),
    line: value("edge"),
    low: value("map-low"),
    mid: value("map-mid"),
    high: value("map-high"),
    contour: value("map-contour"),
    font: style.fontFamily,
    bands: {
      crawl: value("band-crawl"),
      stuck: value("band-stuck"),
      good: value("band-good"),
      high: value("band-high"),
      far: value("band-far"),
    },
    basins: list("basin", BASIN_INKS),
  };
}

/** The colour of a run by its number. */
export function runColor(theme: Theme, run: number): string {
  return theme.runs[run % theme.runs.length];
}

/** How the server has a run drawn. */
export type Drawn = Pick<RunInfo, "ink" | "shape">;

/** The theme with the colours and shapes of runs, in their order. */
export function inked(theme: Theme, runs: readonly Drawn[]): Theme {
  if (runs.length === 0) return theme;
  return { ...theme, runs: runs.map(({ ink }) => runColor(theme, ink)), shapes: runs.map(({ shape }) => SHAPES.indexOf(shape)) };
}

/** The marker shape of a run by its number. */
export function runShape(theme: Theme, run: number): number {
  return theme.shapes[run % theme.shapes.length];
}

/** A colour; each part from 0 to 255. */
export type RGB = [red: number, green: number, blue: number];

/** Read #rgb, #rrggbb or rgb(…); black for what it can't read. */
export function parseColor(text: string): RGB {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1];
  if (hex) {
    const full = hex.length === 3 ? hex.replace(/./g, "$&$&") : hex;
    return [0, 2, 4].map((i) => parseInt(full.slice(i, i + 2), 16)) as RGB;
  }
  const numbers = text.match(/[\d.]+/g)?.slice(0, 3).map(Number) ?? [];
  return numbers.length === 3 ? (numbers as RGB) : [0, 0, 0];
}

/** The colour between a and b, t in [0, 1]. */
export function mix(a: RGB, b: RGB, t: number): RGB {
  return [0, 1, 2].map((i) => Math.round(a[i] + (b[i] - a[i]) * t)) as RGB;
}

/** The colour as a canvas takes it. */
export function rgbText([r, g, b]: RGB): string {
  return `rgb(${r}, ${g}, ${b})`;
}

/** WCAG's relative luminance, 0 to 1. */
function luminance(color: RGB): number {
  const [r, g, b] = color.map((v) => {
    const c = v / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG's contrast ratio, 1 to 21. */
export function contrast(a: RGB, b: RGB): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function isDark(color: string): boolean {
  return color !== "" && luminance(parseColor(color)) < 0.2;
}
