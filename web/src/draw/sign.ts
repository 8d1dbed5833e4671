// A run's marker shape as an element, for where its name stands.
import { shapeSVG } from "./shapes.ts";

const SVG = "http://www.w3.org/2000/svg";

/** The sign of an ink, in a box of 16 × 16. */
export function sign(ink: number): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "sign");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", shapeSVG(ink));
  svg.append(path);
  return svg;
}
