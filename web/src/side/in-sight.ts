// Keeps an element in sight on a page that scrolls.

/** What ends it: a hand that may want to be elsewhere. */
const INPUTS = ["pointerdown", "touchstart", "wheel", "keydown"] as const;

let ends: AbortController | null = null;

/**
 * Scrolls the page until an element is seen below what stays above it, and again
 * whenever a part of the page takes another size, such as when its letters or
 * pictures come, until the next input: once would do only if nothing were still to come.
 */
export function keepInSight(element: HTMLElement): void {
  ends?.abort();
  const { signal } = (ends = new AbortController());
  const sizes = new ResizeObserver(() => bringIntoSight(element));
  for (const part of document.querySelectorAll("body, body > *, main > *, main > * > *")) sizes.observe(part); // also tells them once
  addEventListener("resize", () => bringIntoSight(element), { signal });
  signal.addEventListener("abort", () => sizes.disconnect());
  for (const name of INPUTS) addEventListener(name, () => ends?.abort(), { capture: true, passive: true, signal });
}

function bringIntoSight(element: HTMLElement): void {
  if (!element.checkVisibility()) return;
  const { top, bottom } = element.getBoundingClientRect();
  const above = top - covered();
  if (above < 0) scrollBy({ top: above, behavior: "instant" });
  else if (bottom > innerHeight) scrollBy({ top: Math.min(above, bottom - innerHeight), behavior: "instant" });
}

/** How far down from the window's upper edge what stays there reaches once all else is scrolled, in px. */
function covered(): number {
  return Math.max(0, ...[...document.querySelectorAll<HTMLElement>("#stage, #ruler")].map((part) => {
    const { position, top } = getComputedStyle(part);
    return position === "sticky" ? (parseFloat(top) || 0) + part.offsetHeight : 0;
  }));
}
