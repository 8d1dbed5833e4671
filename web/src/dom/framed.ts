// The figure in a frame of another page: the wheel is that page's, which is
// read by it, until the reader turns to the figure.
import { maybe } from "./dom.ts";

/** How long the hint stays, in ms. */
const HINT = 1600;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Whether the page is shown in a frame. */
export const framed = (): boolean => window.parent !== window;

/** Whether the wheel over a view scrolls the page around the frame; a hint then says how to zoom instead. */
export function scrollsAround(event: WheelEvent, view: HTMLElement): boolean {
  const ours = !framed() || event.ctrlKey || event.metaKey || (document.hasFocus() && view.contains(document.activeElement));
  if (!ours) hint();
  else maybe("wheel-note")?.setAttribute("hidden", "");
  return !ours;
}

function hint(): void {
  const note = maybe("wheel-note");
  if (!note) return;
  note.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => (note.hidden = true), HINT);
}
