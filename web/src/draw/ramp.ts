// The colours of height: from the lowest loss over a middle to the highest, even
// to the eye (Ottosson's OKLab, 2020), and the shade that a slope throws under a
// light from the north-west, as on a map.

import { type RGB, type Theme, parseColor } from "./colors.ts";

/** How many colours a ramp has. */
const STEPS = 256;
/** How dark a slope is that turns away from the light, at most. */
const SHADE = 0.22;
/** So many times the slopes are steepened, where the whole ramp's height over the whole width is 1. */
const STEEP = 0.5;

/** A row of samples of a ramp, each three bytes. */
export type Ramp = Uint8ClampedArray;

const ramps = new Map<string, Ramp>();

/** The theme's colours of height, lowest first. */
export function rampOf({ low, mid, high }: Pick<Theme, "low" | "mid" | "high">): Ramp {
  const key = `${low} ${mid} ${high}`;
  const known = ramps.get(key);
  if (known) return known;
  const made = makeRamp([low, mid, high].map((color) => toLab(parseColor(color))));
  ramps.set(key, made);
  return made;
}

/** The colour at t in [0, 1] of the theme's ramp. */
export function rampColor(theme: Pick<Theme, "low" | "mid" | "high">, t: number): RGB {
  const at = 3 * Math.round(Math.min(1, Math.max(0, t)) * (STEPS - 1));
  return [...rampOf(theme).subarray(at, at + 3)] as RGB;
}

function makeRamp(stops: number[][]): Ramp {
  const ramp = new Uint8ClampedArray(3 * STEPS);
  for (let i = 0; i < STEPS; i++) {
    const u = (i / (STEPS - 1)) * (stops.length - 1);
    const k = Math.min(Math.floor(u), stops.length - 2);
    ramp.set(fromLab(stops[k]!.map((v, c) => v + (u - k) * (stops[k + 1]![c]! - v))), 3 * i);
  }
  return ramp;
}

/**
 * The RGBA bytes of n × n shades, row-major from the lower left, as an image has
 * them; sides are how wide and high they lie, in any unit. What is not a number
 * is clear.
 */
export function hypsometric(shades: Float32Array, n: number, sides: [number, number], ramp: Ramp): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * n * n);
  const longest = Math.max(...sides);
  const [ax, ay] = sides.map((side) => (STEEP * (n - 1) * longest) / side / 2) as [number, number];
  for (let j = 0; j < n; j++) {
    const [down, up] = [Math.max(0, j - 1) * n, Math.min(n - 1, j + 1) * n];
    for (let i = 0; i < n; i++) {
      const t = shades[j * n + i]!;
      if (Number.isNaN(t)) continue;
      const steep = Math.min(1, Math.max(0, 1.5 - t)); // what lies far above the highest colour is paper, and no wall
      const dx = steep * ax * ((shades[j * n + Math.min(n - 1, i + 1)]! || t) - (shades[j * n + Math.max(0, i - 1)]! || t));
      const dy = steep * ay * ((shades[up + i]! || t) - (shades[down + i]! || t));
      const light = (1 + (dx - dy) * Math.SQRT1_2) / Math.sqrt(dx * dx + dy * dy + 1); // from the upper left at 45°, 1 on level ground
      const factor = 1 - SHADE * (1 - Math.min(1, Math.max(0, light)));
      const [from, at] = [3 * Math.round(Math.min(1, Math.max(0, t)) * (STEPS - 1)), 4 * ((n - 1 - j) * n + i)];
      for (let c = 0; c < 3; c++) pixels[at + c] = ramp[from + c]! * factor;
      pixels[at + 3] = 255;
    }
  }
  return pixels;
}

function toLab(color: RGB): number[] {
  const [r, g, b] = color.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4)) as RGB;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromLab([L = 0, a = 0, b = 0]: number[]): number[] {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return linear.map((v) => 255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055));
}
