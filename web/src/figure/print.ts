// The page on paper: drawn anew before it is printed, light and at the paper's
// size and sharpness, and as it was afterwards.
import { byId } from "../dom/dom.ts";
import type { Figure } from "./figure.ts";
import { setOnPaper } from "../draw/canvas.ts";
import { setTheme } from "../dom/theme.ts";

/** The landscape's largest size on a landscape page of A4 or Letter, in CSS px; the style sheet has the rest. */
const ROOM = { width: 580, height: 560 };

/** Draws the figure for paper before it is printed, and back in the page's theme afterwards. */
export function bindPrint(figure: Figure, theme: () => string): void {
  addEventListener("beforeprint", () => {
    measure();
    redraw(figure, "light", true);
    copyCanvases();
  });
  addEventListener("afterprint", () => {
    for (const copy of document.querySelectorAll(".on-paper")) copy.remove();
    delete document.documentElement.dataset.print;
    redraw(figure, theme(), false);
  });
}

/** The map keeps its shape, so that it shows the same part of the plane, unless it is very narrow or flat. */
function measure(): void {
  const root = document.documentElement;
  const [map, relief] = [byId("map"), byId("relief")];
  const both = byId("stage").dataset.mode === "both";
  const stacked = both && relief.offsetTop > map.offsetTop;
  const shape = Math.min(2, Math.max(0.5, map.offsetWidth / map.offsetHeight));
  const [across, down] = [shape * (both && !stacked ? 2 : 1), stacked ? 2 : 1];
  const part = Math.min(ROOM.width / across, ROOM.height / down);
  root.style.setProperty("--paper-width", `${across * part}px`);
  root.style.setProperty("--paper-height", `${down * part}px`);
  root.dataset.print = stacked ? "stacked" : "beside";
}

function redraw(figure: Figure, theme: string, paper: boolean): void {
  setOnPaper(paper);
  setTheme(theme);
  figure.setTheme();
  figure.resizeNow();
}

/**
 * Each canvas as a picture in its place: what WebGL drew is gone before the
 * paper is, and what a browser prints of a plain one by its strokes has no
 * holes, so that the upper canvases would hide the lower.
 */
function copyCanvases(): void {
  for (const drawn of document.querySelectorAll<HTMLCanvasElement>("#map canvas, #relief canvas, #chart canvas, #ruler canvas")) {
    const copy = document.createElement("canvas");
    copy.className = "on-paper";
    copy.style.zIndex = drawn.style.zIndex;
    if (drawn.width === 0 || drawn.height === 0) continue;
    [copy.width, copy.height] = [drawn.width, drawn.height];
    const offscreen = new OffscreenCanvas(drawn.width, drawn.height);
    offscreen.getContext("2d")?.drawImage(drawn, 0, 0);
    copy.getContext("bitmaprenderer")?.transferFromImageBitmap(offscreen.transferToImageBitmap());
    drawn.after(copy);
  }
}
