// The theme's colours as the shaders take them.

import { Vector3 } from "three";
import { parseColor } from "../draw/colors.ts";

/** A colour as three numbers from 0 to 1. */
export function ink(color: string): Vector3 {
  const [r, g, b] = parseColor(color);
  return new Vector3(r / 255, g / 255, b / 255);
}
