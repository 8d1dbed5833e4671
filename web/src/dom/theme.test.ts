import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { contrast, parseColor, type RGB } from "../draw/colors.ts";
import { darkMedia, themeNamed } from "./theme.ts";

/** The colours that a style sheet sets, by name. */
function colorsOf(...sheets: string[]): Map<string, RGB> {
  const found = new Map<string, RGB>();
  for (const sheet of sheets) {
    const text = readFileSync(`static/css/${sheet}.css`, "utf8");
    for (const [, name = "", color = ""] of text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)) found.set(name, parseColor(color));
  }
  return found;
}

const themes = { light: colorsOf("theme"), dark: colorsOf("theme", "dark"), projector: colorsOf("theme", "projector") };
const runs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

for (const [name, colors] of Object.entries(themes)) {
  const color = (key: string) => colors.get(key) ?? assert.fail(`${name} has no --${key}`);
  const ratio = (a: string, b: string) => contrast(color(a), color(b));

  test(`every text of the ${name} theme is read at 4.5 to 1`, () => {
    for (const text of ["text", "muted", "problem", ...runs.map((i) => `run-text-${i}`)]) {
      for (const ground of ["paper", "page", "raised"]) {
        assert.ok(ratio(text, ground) >= 4.5, `${text} on ${ground}: ${ratio(text, ground)}`);
      }
    }
    assert.ok(ratio("on-strong", "strong") >= 4.5);
    assert.ok(ratio("focus", "paper") >= 3 && ratio("edge-strong", "paper") >= 3);
  });
}

test("the three runs of a lecture have their colours, and each theme all that pictures are drawn with", () => {
  assert.deepEqual([0, 1, 2].map((i) => themes.light.get(`run-${i}`)), ["#0072b2", "#009e73", "#d55e00"].map(parseColor));
  for (const [name, colors] of Object.entries(themes)) {
    for (const key of ["text", "muted", "paper", "edge", "map-low", "map-mid", "map-high", "map-contour", "map-halo", ...runs.map((i) => `run-${i}`), ...runs.slice(0, 8).map((i) => `basin-${i}`)]) {
      assert.ok(colors.has(key), `${name} has no --${key}`);
    }
  }
  for (const i of runs) assert.ok(contrast(themes.dark.get(`run-${i}`)!, themes.dark.get("paper")!) >= 4.5, `run ${i} in the dark`);
});

test("a projector shows text at 12 to 1 and contours at 4.5 to 1 on the heights", () => {
  const { projector } = themes;
  assert.equal(contrast(projector.get("text")!, projector.get("paper")!), 21);
  assert.ok(contrast(projector.get("muted")!, projector.get("paper")!) >= 12);
  assert.ok(contrast(projector.get("map-contour")!, projector.get("map-high")!) >= 4.5);
});

/** How those see colours who lack the medium or the long cones (Machado, Oliveira and Fernandes, 2009). */
const DEFICIENCIES = {
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
};

/** The Euclidean distance in CIELAB of two colours as seen through a matrix. */
function apart(a: RGB, b: RGB, seen: number[][]): number {
  const [p, q] = [a, b].map((color) => lab(seen, color)) as [number[], number[]];
  return Math.hypot(...p.map((v, i) => v - (q[i] ?? 0)));
}

function lab(seen: number[][], color: RGB): number[] {
  const times = (m: number[][], v: number[]) => m.map((row) => row.reduce((sum, f, i) => sum + f * (v[i] ?? 0), 0));
  const linear = color.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
  const light = times(seen, linear).map((v) => Math.min(1, Math.max(0, v)));
  const xyz = times([[0.4339, 0.3762, 0.1899], [0.2126, 0.7152, 0.0722], [0.0178, 0.1095, 0.8728]], light);
  const [x = 0, y = 0, z = 0] = xyz.map((v) => (v > 0.008856 ? Math.cbrt(v) : 7.787 * v + 16 / 116));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

test("low, good and high are told apart by those who don't see red or green", () => {
  for (const [name, colors] of Object.entries(themes)) {
    for (const [who, matrix] of Object.entries(DEFICIENCIES)) {
      for (const [a, b] of [[0, 1], [0, 2], [1, 2]]) {
        const far = apart(colors.get(`run-${a}`)!, colors.get(`run-${b}`)!, matrix);
        assert.ok(far >= 25, `${name}, ${who}: runs ${a} and ${b} are ${far} apart`);
      }
    }
  }
});

test("the ramp's colours are in one order for everyone, and next ones are told apart", () => {
  for (const [name, colors] of Object.entries(themes)) {
    for (const [who, matrix] of Object.entries(DEFICIENCIES)) {
      const from = (a: number, b: number) => apart(colors.get(`run-${a}`)!, colors.get(`run-${b}`)!, matrix);
      for (let i = 6; i < 11; i++) assert.ok(from(i, i + 1) >= 5, `${name}, ${who}: ${i} and ${i + 1} are ${from(i, i + 1)} apart`);
      for (let i = 7; i < 11; i++) assert.ok(from(6, i + 1) > from(6, i), `${name}, ${who}: ${i + 1} is nearer to the first than ${i}`);
    }
  }
});

test("a theme that is not known is the system's wish", () => {
  assert.equal(themeNamed("projector"), "projector");
  assert.equal(themeNamed("pink"), "");
  assert.deepEqual(["", "dark", "light", "projector"].map((t) => darkMedia(themeNamed(t))), ["(prefers-color-scheme: dark)", "all", "not all", "not all"]);
});
