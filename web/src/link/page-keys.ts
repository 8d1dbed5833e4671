// The keys of the page alone, in the order of a link: they change no iterate and
// no outcome. Each is read to the one text that it is written as; empty is what
// is usual, and is left out of a link. The server has the same table
// (server/page/keys.go); both are held to testdata/page-keys.json.
import { parseHide } from "../dom/hide.ts";
import { LAYERS, parseLayers, writeLayers } from "../draw/layers.ts";
import { isDrawable, parseBox } from "../plane/view.ts";
import { readPanel } from "./open-panel.ts";

/** How a page plays where its link does not say: as a show. */
export const USUAL_SPEED = "x1";
/** The most steps a second. */
const MOST_SPEED = 1000;
/** The slowest and the fastest show, as factors. */
const [LEAST_TIMES, MOST_TIMES] = [0.1, 10];
/** Bounds of a camera's angles, of its distance, and of where it looks. */
const CAMERA = [[-360, 360], [8, 89], [0.16, 1.6], [-1, 1], [-1, 1]] as const;
const MOST_STEPS = 5000;
const MOST_RUNS = 6;
/** The largest learning rate. */
const MOST_RATE = 1e6;

const read = {
  /** The beat of a lesson, counted from 1. */
  beat: oneOf(["2", "3", "4", "5", "6", "7", "8", "9"]),
  /** The step that it opens at, paused. */
  at: (text: string) => (/^\d{1,5}$/.test(text) && Number(text) <= MOST_STEPS ? String(Number(text)) : ""),
  /** It opens playing. */
  play: flag,
  loop: flag,
  /** Steps a second, or a show: x2 is twice as fast as usual. */
  speed: (text: string) => {
    const [, times = "", digits = ""] = /^([x×]?)(\d{1,6}(?:\.\d{1,3})?)$/.exec(text) ?? [];
    const speed = Number(digits);
    if (!(speed > 0 && (times ? speed >= LEAST_TIMES && speed <= MOST_TIMES : speed <= MOST_SPEED))) return "";
    const written = times ? `x${speed}` : String(speed);
    return written === USUAL_SPEED ? "" : written;
  },
  mode: oneOf(["3d", "both"]),
  /** The part of the map: xmin,xmax,ymin,ymax; of one weight's axis: xmin,xmax. */
  zoom: (text: string) => numbers(text, [2, 4], () => isDrawable(parseBox(text))),
  /** azimuth,elevation,distance[,tx,ty] of the relief. */
  camera: (text: string) => numbers(text, [3, 5], (list) => list.every((v, i) => v >= CAMERA[i]![0] && v <= CAMERA[i]![1])),
  /** What height is in 3D: the loss, or its logarithm; usual is what suits the surface. */
  heights: oneOf(["true", "log"]),
  layers: (text: string) => (text.split(",").some((name) => name === "none" || LAYERS.some((layer) => layer.name === name)) ? writeLayers(parseLayers(text)) : ""),
  /** Panels that are taken away. */
  hide: (text: string) => parseHide(text).join(),
  /** Runs that are not drawn, counted from 0. */
  hidden: (text: string) => [...Array(MOST_RUNS).keys()].filter((run) => text.split(",").includes(String(run))).join(),
  /** The chosen run, counted from 0. */
  run: (text: string) => (/^[0-5]$/.test(text) ? text : ""),
  /** The part of the rates that the ruler shows: from,to. */
  rates: (text: string) => numbers(text, [2], ([from = 0, to = 0]) => from > 0 && from < to && to <= MOST_RATE),
  /** What the chart shows: the loss at every step, or along the line of one (rates was once the final loss of every rate: such a link still opens). */
  chart: oneOf(["cut"]),
  /** The panel that is open beside the figure. */
  panel: readPanel,
  predict: flag,
  theme: oneOf(["light", "dark", "projector"]),
  lang: oneOf(["en", "ko"]),
};

/** A key of the page alone. */
export type PageKey = keyof typeof read;
/** The page's keys that are set, as they are written. */
export type PageKeys = Partial<Record<PageKey, string>>;

/** What is usual, where it has a word of its own: a link says it where a lesson's beat opens with something else. */
export const USUAL_TEXT: PageKeys = { at: "end", play: "0", loop: "0", speed: USUAL_SPEED, layers: "contours,marks", predict: "0", panel: "none", hidden: "none", run: "none" };

/** The keys in the order of a link. */
export const PAGE_KEYS = Object.keys(read) as PageKey[];

/** Whether a key of a link is one of the page alone. */
export function isPageKey(key: string): key is PageKey {
  return key in read;
}

/** A key's value as it is written; empty for what is usual, or can't be read. */
export function readKey(key: PageKey, text: string): string {
  return read[key](text.replace(/\s+/g, ""));
}

function flag(text: string): string {
  return text === "1" || text === "true" ? "1" : "";
}

function oneOf(words: string[]): (text: string) => string {
  return (text) => (words.includes(text) ? text : "");
}

const NUMBER = /^(?=.{1,64}$)-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i;

/** A list of numbers as it stands, if there are so many and they fit. */
function numbers(text: string, counts: number[], fits: (list: number[]) => boolean): string {
  const parts = text.split(",");
  const list = parts.map(Number);
  const whole = parts.every((part) => NUMBER.test(part)) && list.every(Number.isFinite);
  return whole && counts.includes(list.length) && fits(list) ? text : "";
}

/** The runs that are not shown. */
export function hiddenIn({ hidden }: PageKeys): ReadonlySet<number> {
  return new Set(hidden ? hidden.split(",").map(Number) : []);
}
