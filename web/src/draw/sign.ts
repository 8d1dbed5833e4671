// A run's marker shape as an element, for where its name stands.
import { SHAPES, shapeSVG } from "./shapes.ts";
import type { Shape } from "../wire/wire.ts";

const SVG = "http://www.w3.org/2000/svg";

/** A shape as a sign, in a box of 16 × 16. */
export function sign(shape: Shape): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "sign");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", shapeSVG(SHAPES.indexOf(shape)));
  svg.append(path);
  return svg;
}
