// Where the rows leave the loss chart no height its name is a button, by which they
// make room for it: two lines each. The window decides whether it is there, so no link holds it.
import { byId } from "../dom/dom.ts";
import { sayOpen } from "../dom/opened.ts";

/** What is open over the page has the key first. */
const OVER = "dialog[open], :is(.popover, .panel):not([hidden])";
/** So has what is written into, or opens a list. */
const TYPED = "input:not([type=range], [type=checkbox], [type=radio]), textarea, select, [contenteditable]";

/** Lets the button open and close the chart, and Escape close it where nothing else is open. */
export function watchLosses(): void {
  byId("losses-open").addEventListener("click", ({ currentTarget }) => setLosses((currentTarget as HTMLElement).ariaExpanded !== "true"));
  byId("cut-close").addEventListener("click", openLowLosses);
  let alone = false; // before the key has closed what lies over it
  addEventListener("keydown", ({ target }) => (alone = byId("side").dataset.open === "losses" && !document.querySelector(OVER) && !(target as Element).matches?.(TYPED)), { capture: true });
  addEventListener("keydown", ({ key, defaultPrevented }) => key === "Escape" && alone && !defaultPrevented && setLosses(false));
}

/** Opens the chart where it has no height now, as for who comes back to it from the loss along a step. */
function openLowLosses(): void {
  if (!byId("chart").checkVisibility() && byId("losses-open").checkVisibility()) setLosses(true);
}

function setLosses(open: boolean): void {
  byId("losses-open").ariaExpanded = String(open);
  sayOpen("losses", open);
}
