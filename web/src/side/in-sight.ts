// Keeps an element in sight on a page that scrolls.

/** What ends it: a hand that may want to be elsewhere. */
const INPUTS = ["pointerdown", "touchstart", "wheel", "keydown"] as const;

let ends: AbortController | null = null;

/**
 * Scrolls the page until an element is seen below what stays above it, and again
 * whenever a part of the page takes another size, such as when its letters or
 * pictures come, until the next input or scroll: once would do only if nothing were still to come.
 */
export function keepInSight(element: HTMLElement): void {
  ends?.abort();
  const { signal } = (ends = new AbortController());
  let [scrolled, place] = [scrollY, placeOf(element)];
  const bring = () => {
    bringIntoSight(element);
    [scrolled, place] = [scrollY, placeOf(element)];
  };
  const sizes = new ResizeObserver(bring);
  for (const part of document.querySelectorAll("body, body > *, main > *, main > * > *")) sizes.observe(part); // also tells them once
  addEventListener("resize", bring, { signal });
  signal.addEventListener("abort", () => sizes.disconnect());
  for (const name of INPUTS) addEventListener(name, () => ends?.abort(), { capture: true, passive: true, signal });
  // A scroll bar's or a programme's scroll has no input; the browser's own, which follows what grows above, moves the element too.
  addEventListener("scroll", () => Math.abs(placeOf(element) - place) < 2 && scrollY !== scrolled && ends?.abort(), { passive: true, signal });
}

/** How far down the page an element stands, in px. */
function placeOf(element: HTMLElement): number {
  return scrollY + element.getBoundingClientRect().top;
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
