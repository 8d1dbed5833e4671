// What may lie on the landscape beside the runs, and how a link says it.

export interface Layers {
  contours: boolean;
  /** Where every start ends. */
  basins: boolean;
  /** Arrows of steepest descent over the plane. */
  field: boolean;
  /** The curvature at each head, as an ellipse of equal loss. */
  ellipse: boolean;
  /** Minima and saddles. */
  marks: boolean;
}

export type LayerName = keyof Layers;

/** In the order of the menu and of a link. */
export const LAYERS: readonly LayerName[] = ["contours", "basins", "field", "ellipse", "marks"];

/** What is shown where nothing else is said. */
export const usualLayers: Layers = { contours: true, basins: false, field: false, ellipse: false, marks: true };

/** Reads the key `layers`: the layers that are shown, comma separated, or "none". */
export function parseLayers(text: string | undefined): Layers {
  if (!text) return usualLayers;
  const named = text.split(",");
  return Object.fromEntries(LAYERS.map((name) => [name, named.includes(name)])) as unknown as Layers;
}

/** The key's value for layers; empty for the usual ones. */
export function writeLayers(layers: Layers): string {
  const shown = LAYERS.filter((name) => layers[name]);
  if (LAYERS.every((name) => layers[name] === usualLayers[name])) return "";
  return shown.join() || "none";
}
