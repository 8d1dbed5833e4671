// Colours and marker shapes. The style sheet owns them as custom properties;
// what is missing there falls back to the constants here.

import { SHAPES } from "./shapes.ts";
import type { RunInfo } from "../wire/wire.ts";

export { SHAPES, shapeSVG } from "./shapes.ts";

/** How outcomes are grouped on a slider's track. */
export type Band = "crawl" | "stuck" | "good" | "high" | "far";

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
  /** The map's fill at the lowest and the highest loss. */
  low: string;
  high: string;
  contour: string;
  font: string;
  bands: Record<Band, string>;
  /** Colours of minima on the basin map. */
  basins: string[];
}

const LIGHT: Theme = {
  name: "light",
  dark: false,
  scale: 1,
  runs: ["#0072b2", "#009e73", "#d55e00", "#b0558a", "#a86f00", "#2b87c4", "#14308f", "#4b3fb8", "#8044bd", "#b0479f", "#cc4f64", "#cd6414"],
  shapes: [0, 1, 2, 3, 4, 5],
  text: "#17212b",
  dim: "#5b6875",
  paper: "#ffffff",
  halo: "rgba(255, 255, 255, 0.85)",
  line: "#dfe4e9",
  low: "#9db8d2",
  high: "#edf1f5",
  contour: "#7f9bb3",
  font: "system-ui, sans-serif",
  bands: { crawl: "#8dbde0", stuck: "#e8c268", good: "#56b894", high: "#e8a184", far: "#c9543d" },
  basins: ["#a3d3b8", "#efcf8a", "#bfb0ea", "#9bcbee", "#dfb2d6", "#cbd98a", "#f0bd98", "#8ed0d0"],
};

const DARK: Theme = {
  ...LIGHT,
  name: "dark",
  dark: true,
  runs: ["#58a9e2", "#35c598", "#ff8d4f", "#e89cc4", "#f0b840", "#8fd0f5", "#7d93f5", "#b39bff", "#dba0ee", "#f99cc0", "#ffa183", "#ffc35c"],
  text: "#e8edf2",
  dim: "#93a1af",
  paper: "#171d24",
  halo: "rgba(18, 26, 34, 0.8)",
  line: "#2a333d",
  low: "#131c25",
  high: "#2e4050",
  contour: "#5b7186",
  basins: ["#2f7f66", "#8d6c2a", "#6a5da3", "#38699c", "#85527c", "#66782e", "#985a3a", "#34808c"],
};

/** The themes without a page, for tests. */
export const themes = { light: LIGHT, dark: DARK };

/** Read the theme at an element: its custom properties over the constants. */
export function readTheme(element: Element): Theme {
  const style = getComputedStyle(element);
  const value = (name: string, fallback: string) => style.getPropertyValue(name).trim() || fallback;
  const paper = value("--paper", "");
  const base = isDark(paper || style.backgroundColor) ? DARK : LIGHT;
  const chosen = element.ownerDocument.documentElement.dataset.theme;
  return {
    name: chosen || base.name,
    dark: base.dark,
    scale: Number(value("--map-scale", "1")) || 1,
    runs: base.runs.map((color, i) => value(`--run-${i}`, color)),
    shapes: base.shapes,
    text: value("--text", base.text),
    dim: value("--muted", base.dim),
    paper: value("--paper", base.paper),
    halo: value("--map-halo", base.halo),
    line: value("--edge", base.line),
    low: value("--map-low", base.low),
    high: value("--map-high", base.high),
    contour: value("--map-contour", base.contour),
    font: style.fontFamily || base.font,
    bands: {
      crawl: value("--band-crawl", base.bands.crawl),
      stuck: value("--band-stuck", base.bands.stuck),
      good: value("--band-good", base.bands.good),
      high: value("--band-high", base.bands.high),
      far: value("--band-far", base.bands.far),
    },
    basins: base.basins,
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
  if (color === "" || /rgba\(.*, 0\)/.test(color)) return false;
  return luminance(parseColor(color)) < 0.2;
}
