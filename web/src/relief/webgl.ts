// The renderer, where the browser has WebGL 2.

import { ColorManagement, LinearSRGBColorSpace, WebGLRenderer } from "three";

/** This browser can't draw in three dimensions. */
export class NoWebGL extends Error {
  constructor() {
    super("this browser has no WebGL 2");
    this.name = "NoWebGL";
  }
}

/** A renderer on a canvas of its own; throws NoWebGL. Colours go through it as they are. */
export function makeRenderer(): WebGLRenderer {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("webgl2", { antialias: true, alpha: true, powerPreference: "high-performance" });
  if (!context) throw new NoWebGL();
  ColorManagement.enabled = false;
  const renderer = new WebGLRenderer({ canvas, context, antialias: true, alpha: true });
  renderer.outputColorSpace = LinearSRGBColorSpace;
  renderer.setClearColor(0x000000, 0);
  return renderer;
}
