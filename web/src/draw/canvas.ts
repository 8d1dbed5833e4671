// One canvas of a stack, sharp on every screen: it is as large as its host in
// CSS pixels and has the device's pixels.

import type { Size } from "../plane/view.ts";

/** Pixels drawn for each CSS pixel in print, which is finer than a screen. */
const PAPER = 3;

let onPaper = false;

/** Whether what is drawn from now on is printed. */
export function setOnPaper(on: boolean): void {
  onPaper = on;
}

/** How many pixels a CSS pixel is drawn with, at most so many. */
export function sharpness(most: number): number {
  return onPaper ? PAPER : Math.min(most, devicePixelRatio || 1);
}

/**
 * A canvas over its host. Browsers that draw without a graphics card copy every canvas
 * of the page with each frame, whether it was drawn on or not; a still one, which is
 * seldom drawn on, is copied when it is shown.
 */
export class Canvas {
  readonly canvas: HTMLCanvasElement;
  readonly pen: CanvasRenderingContext2D;
  /** What the pen draws on: the canvas, or what a still one shows. */
  private readonly sheet: HTMLCanvasElement | OffscreenCanvas;
  /** How often its size was set, which clears it. */
  resizes = 0;
  private ratio = 1;

  constructor(host: HTMLElement, still = false) {
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("aria-hidden", "true");
    const { style } = this.canvas;
    style.position = "absolute";
    style.inset = "0";
    style.width = style.height = "100%";
    style.pointerEvents = "none";
    host.append(this.canvas);
    this.sheet = still && "OffscreenCanvas" in window ? new OffscreenCanvas(1, 1) : this.canvas;
    const pen = this.sheet.getContext("2d");
    if (!pen) throw new Error("this browser has no 2D canvas");
    this.pen = pen as CanvasRenderingContext2D; // the same, but for the canvas that it names
  }

  /** Take a size in CSS pixels; this clears the canvas. */
  resize(size: Size, ratio: number): void {
    this.ratio = ratio;
    this.resizes++;
    this.sheet.width = Math.max(1, Math.round(size.width * ratio));
    this.sheet.height = Math.max(1, Math.round(size.height * ratio));
    this.pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  clear(): void {
    this.pen.setTransform(1, 0, 0, 1, 0, 0);
    this.pen.clearRect(0, 0, this.sheet.width, this.sheet.height);
    this.pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
  }

  /** Shows what was drawn on a still canvas since it was last shown, and nothing of before. */
  show(): void {
    const { sheet, canvas } = this;
    if (sheet instanceof HTMLCanvasElement) return;
    canvas.getContext("bitmaprenderer")?.transferFromImageBitmap(sheet.transferToImageBitmap());
  }
}

/** Text with a halo, so that it reads on any ground. */
export function haloText(
  pen: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  ink: string,
  halo: string,
): void {
  pen.lineJoin = "round";
  pen.lineWidth = 4;
  pen.strokeStyle = halo;
  pen.globalAlpha = 0.8;
  pen.strokeText(text, x, y);
  pen.globalAlpha = 1;
  pen.fillStyle = ink;
  pen.fillText(text, x, y);
}
