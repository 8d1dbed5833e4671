// What may lie on the landscape beside the runs. Each layer is one object of the
// list, which the menu, the keys, the link and both pictures go by.

import type { BasinImage } from "./basin-image.ts";
import type { EllipseSource } from "./ellipse-source.ts";
import type { FieldSource } from "./field-source.ts";
import type { Heads } from "./heads.ts";
import { paintMarks } from "./marks.ts";
import type { Sheet } from "./sheet.ts";
import type { Surface } from "../wire/wire.ts";

/** The names of the layers, as a link has them. */
export type LayerName = "contours" | "basins" | "field" | "ellipse" | "marks";

/** Which layers are shown. */
export type Layers = Record<LayerName, boolean>;

/** What layers ask of the server, for one picture. */
export interface LayerSources {
  field: FieldSource;
  ellipses: EllipseSource;
}

/** What a picture shows that its layers are about. */
export interface About {
  surface: Surface;
  heads: Heads | null;
  /** The basins, where they are shown: a star then has the hue of its own. */
  basins?: BasinImage | null;
}

/** One of the layers. */
export interface LandscapeLayer {
  name: LayerName;
  /** It is shown by default. */
  usual: boolean;
  /** The key that shows and hides it, and the message that says so. */
  key?: { key: string; says: string };
  /** It is about two weights: a curve of one has none. */
  plane?: boolean;
  /** It shows where runs end: it is hidden while the audience predicts that. */
  tells?: boolean;
  /**
   * What it lies on: ground is a part of the ground itself, which each picture
   * fills in its own way; fixed lies on the ground; moving goes with the playhead.
   */
  on: "ground" | "fixed" | "moving";
  /** Draws it on a picture, as far as what it asks of the server has come; heads are null while runs are hidden. */
  paint?(sheet: Sheet, about: About, sources: LayerSources): void;
}

/** The layers, in the order of the menu and of a link. */
export const LAYERS: readonly LandscapeLayer[] = [
  { name: "contours", usual: true, plane: true, on: "ground" },
  { name: "basins", usual: false, plane: true, on: "ground", key: { key: "b", says: "key.basins" }, tells: true },
  {
    name: "field", // arrows of steepest descent over the plane
    usual: false,
    plane: true,
    on: "fixed",
    paint(sheet, { surface }, { field }) {
      field.need(surface, sheet.plan, sheet.theme.scale);
      field.paint(sheet);
    },
  },
  {
    name: "ellipse", // the curvature at each head, as an ellipse of equal loss
    usual: false,
    plane: true,
    on: "moving",
    paint(sheet, { surface, heads }, { ellipses }) {
      if (heads) ellipses.paint(sheet, surface, heads);
    },
  },
  { name: "marks", usual: true, on: "fixed", paint: (sheet, { surface, basins }) => paintMarks(sheet, surface, basins) },
];

/** The layers that are shown by default. */
export const usualLayers: Layers = layersWhere(({ usual }) => usual);

/** Layers shown by a rule. */
function layersWhere(shown: (layer: LandscapeLayer) => boolean): Layers {
  return Object.fromEntries(LAYERS.map((layer) => [layer.name, shown(layer)])) as Layers;
}

/** The layers without those that show where runs end. */
export function withoutEnds(layers: Layers): Layers {
  return layersWhere(({ name, tells }) => layers[name] && !tells);
}

/** Draws the layers that are shown and lie on the ground, or go with the playhead. */
export function paintLayers(on: "fixed" | "moving", layers: Layers, sheet: Sheet, about: About, sources: LayerSources): void {
  for (const layer of LAYERS) if (layer.on === on && layers[layer.name]) layer.paint?.(sheet, about, sources);
}

/** Reads the key `layers`: the layers that are shown, comma separated, or "none". */
export function parseLayers(text: string | undefined): Layers {
  if (!text) return usualLayers;
  const named = text.split(",");
  return layersWhere(({ name }) => named.includes(name));
}

/** The key's value for layers; empty for the usual ones. */
export function writeLayers(layers: Layers): string {
  const shown = LAYERS.filter(({ name }) => layers[name]).map(({ name }) => name);
  if (LAYERS.every(({ name, usual }) => layers[name] === usual)) return "";
  return shown.join() || "none";
}
