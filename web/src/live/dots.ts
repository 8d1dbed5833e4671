// The rates that a room has tried as dots: along them the rate, upwards the steps that
// the run takes to the bottom; above all others lie those that do not get there.
import { make, setAttribute } from "../dom/dom.ts";
import { written } from "../words/numbers.ts";
import { say } from "./index.ts";

/** A rate that pages have chosen. */
export interface Dot {
  rate: number;
  pages: number;
  /** This page is one of them. */
  mine: boolean;
  /** The steps to the bottom; null where the run does not come to rest there, or where that is not told yet. */
  steps: number | null;
  /** The colour of how it ends; empty where that is not told yet. */
  band: string;
}

/** Where the dots of the fewest and of the most steps lie, those that do not get there, and what these are called, as shares of the height. */
const [LOWEST, HIGHEST, ABOVE, TITLE] = [0.06, 0.78, 0.88, 0.97];

/** A chart of rates. */
export class Dots {
  readonly root = make("div", "poll-dots");
  private readonly plot = make("div", "poll-plot");
  private shown = "";

  constructor() {
    this.root.setAttribute("role", "img");
    this.root.append(this.plot);
  }

  /** Shows dots between two rates; label is what they say in words, empty where that is only what was asked. */
  show(dots: readonly Dot[], [from, to]: readonly [number, number], label: string): void {
    setAttribute(this.root, "aria-label", label || say("ask.rate"));
    const shown = JSON.stringify([dots, from, to]);
    if (shown === this.shown) return;
    this.shown = shown;
    const most = Math.max(2, ...dots.map(({ steps }) => steps ?? 0));
    const known = dots.some(({ band }) => band);
    const x = (rate: number) => Math.log(rate / from) / Math.log(to / from);
    const y = (steps: number) => LOWEST + (HIGHEST - LOWEST) * (Math.log(Math.max(1, steps)) / Math.log(most));
    const marks = decades(from, to).map((rate) => mark("poll-x", written(rate), "left", x(rate)));
    const heights = known ? decades(1, most).map((steps) => mark("poll-y", written(steps), "bottom", y(steps))) : [];
    const words = known ? [make("span", "poll-steps", say("ask.rate.steps")), mark("poll-y poll-never", say("ask.rate.never"), "bottom", TITLE)] : [];
    this.plot.replaceChildren(...marks, ...heights, ...words, ...dots.map((dot) => place(dot, x(dot.rate), dot.steps !== null ? y(dot.steps) : dot.band ? ABOVE : LOWEST)));
  }
}

function place({ pages, mine, band }: Dot, x: number, y: number): HTMLElement {
  const dot = make("i", mine ? "poll-dot poll-mine" : "poll-dot");
  dot.style.left = `${100 * x}%`;
  dot.style.bottom = `${100 * y}%`;
  if (band) dot.style.setProperty("--part", `var(--band-${band})`);
  dot.style.setProperty("--size", String(Math.min(3, Math.sqrt(pages))));
  return dot;
}

function mark(kind: string, text: string, side: "left" | "bottom", share: number): HTMLElement {
  const span = make("span", kind, text);
  span.style[side] = `${100 * share}%`;
  return span;
}

/** The powers of ten between two numbers. */
function decades(from: number, to: number): number[] {
  const all: number[] = [];
  for (let power = Math.ceil(Math.log10(from) - 1e-9); power <= Math.log10(to) + 1e-9; power++) all.push(Number(`1e${power}`));
  return all;
}
