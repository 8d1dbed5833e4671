// The sign of a run beside its name.
import { SHAPES, shapeSVG } from "../draw/shapes.ts";
import type { RunInfo } from "../wire/wire.ts";

/** A run's sign. */
export function sign({ shape }: Pick<RunInfo, "shape">): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "sign");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", shapeSVG(SHAPES.indexOf(shape)));
  svg.append(path);
  return svg;
}
