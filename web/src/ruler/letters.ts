// Letters on the ruler that are read on any ground.
import type { Theme } from "../draw/colors.ts";

/** Letters with a rim of paper; halo is the rim's opacity. */
export function haloed(pen: CanvasRenderingContext2D, text: string, x: number, y: number, align: CanvasTextAlign, theme: Theme, halo = 1): void {
  pen.textAlign = align;
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.lineWidth = 4;
  pen.strokeStyle = theme.paper;
  pen.globalAlpha = halo;
  pen.strokeText(text, x, y);
  pen.globalAlpha = 1;
  pen.fillStyle = theme.text;
  pen.fillText(text, x, y);
}
