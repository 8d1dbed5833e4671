import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { rampShare, paintLosses } from "../curve/ground.ts";
import { View } from "../plane/view.ts";
import { casingOf } from "./casing.ts";
import { type RGB, type Theme, contrast, mix, parseColor } from "./colors.ts";
import { rampColor } from "./ramp.ts";

/** What a theme's style sheets say of the map, as the page reads it. */
function themeOf(...sheets: string[]): Pick<Theme, "paper" | "text" | "low" | "mid" | "high" | "runs"> {
  const found: Record<string, string> = {};
  for (const sheet of sheets) {
    for (const [, name = "", color = ""] of readFileSync(`static/css/${sheet}.css`, "utf8").matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)) found[name] = color;
  }
  const of = (name: string) => found[name] ?? assert.fail(`no --${name} in ${sheets}`);
  return { paper: of("paper"), text: of("text"), low: of("map-low"), mid: of("map-mid"), high: of("map-high"), runs: [0, 1, 2, 3, 4, 5].map((i) => of(`run-${i}`)) };
}

/** What is seen of an edge on a ground. */
function edgeOn(edge: string, ground: RGB): RGB {
  const [, r, g, b, much] = /^rgb\((\d+) (\d+) (\d+) \/ ([\d.]+)\)$/.exec(edge) ?? assert.fail(edge);
  return mix(ground, [Number(r), Number(g), Number(b)], Number(much));
}

const themes = { light: themeOf("theme"), dark: themeOf("theme", "dark"), projector: themeOf("theme", "projector") };
const heights = Array.from({ length: 41 }, (_, i) => i / 40);

for (const [name, theme] of Object.entries(themes)) {
  /** Colours of the ground, on level ground and in the deepest shade of a slope. */
  const grounds = heights.flatMap((t) => [1, 0.78].map((light) => rampColor(theme, t).map((v) => v * light) as RGB));

  test(`the losses beside a curve of one weight are read on its ground in the ${name} theme`, () => {
    const inks: string[] = [];
    const pen = new Proxy({ fillText: () => inks.push(pen.fillStyle as string) } as unknown as CanvasRenderingContext2D, { get: (own, key) => Reflect.get(own, key) ?? (() => {}) });
    paintLosses(pen, new View({ xmin: -1, xmax: 1, ymin: 0, ymax: 4 }, { width: 400, height: 300 }), { ...theme, scale: 1, dim: "#808080", halo: theme.paper } as Theme);
    assert.ok(inks.length > 2);
    for (const ink of inks) {
      for (const t of heights) {
        const ratio = contrast(parseColor(ink), mix(parseColor(theme.paper), rampColor(theme, t), rampShare({ dark: name === "dark" })));
        assert.ok(ratio >= 4.5, `${ink} at height ${t}: ${ratio}`);
      }
    }
  });

  test(`the ground of the ${name} theme spans its tones, and each height is its own`, () => {
    const ends = contrast(rampColor(theme, 0), rampColor(theme, 1));
    assert.ok(ends >= (name === "projector" ? 10 : 4), `${ends} to 1`);
    const lightness = heights.map((t) => contrast(rampColor(theme, t), [0, 0, 0]));
    const up = lightness.at(-1)! > lightness[0]!;
    lightness.slice(1).forEach((v, i) => assert.ok(up ? v >= lightness[i]! : v <= lightness[i]!));
  });

  test(`every run of the ${name} theme is told from its halo at 3 to 1, and the halo from what is around it on any ground`, () => {
    for (const ink of theme.runs) {
      const halo = parseColor(casingOf(theme, ink).halo);
      assert.ok(contrast(parseColor(ink), halo) >= 3, `${ink} on its halo`);
      for (const ground of grounds) {
        const ratio = contrast(halo, edgeOn(casingOf(theme, ink).edge, ground));
        assert.ok(ratio >= 3, `the halo of ${ink} on ${ground}: ${ratio}`);
      }
    }
  });
}
