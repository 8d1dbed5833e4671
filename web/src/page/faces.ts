// The page's own faces. They come after the first picture; until then text
// stands in a face of the reader's, stretched to their measure. When they come
// all are put on at once, and nothing that stands beside a text moves.
export { bindCopy } from "../dom/copy.ts"; // nothing is copied sooner
export { bindPrint } from "../figure/print.ts"; // nor printed
export { warm } from "../figure/warm.ts";
import { byId } from "../dom/dom.ts";
import { onHost } from "../dom/site.ts";
import { keepClausesWhole } from "../side/clauses.ts";
import { watchLosses } from "../side/losses.ts";

/** Text but for the raised digits, which are all of the face for mathematics. */
const TEXT = "U+20-B1, U+B4-B8, U+BA-2FF, U+2000-206F, U+2190-2193, U+2212";
const GREEK = "U+370-3FF";
const SIGNS = "U+B2-B3, U+B9, U+2070-209F, U+2190-22FF";

/** The faces: a family, a file of static/fonts, weights and the characters it is asked for. */
const FACES: [family: string, file: string, weight: string, characters?: string][] = [
  ["Downhill Sans", "sans", "400 700", TEXT],
  ["Downhill Sans", "sans-greek", "400 700", GREEK],
  ["Downhill Serif", "serif", "600", TEXT],
  ["Downhill Serif", "serif-greek", "600", GREEK],
  ["Downhill Signs", "math", "400", SIGNS],
  ["Downhill Math", "math", "400"],
];

/** What keeps its size when its letters change, and what is set anew. */
const KEPT = ".top :is(.button:not(.skip), .arrow, .lesson-open, .name), .chip, .transport :is(.button, .step-count), .lesson-title, .story, .switch, figcaption, .run-name";
const SET = ".top, .transport, .lesson-title, .story, .cards, .map-bar, .chart-top";

/** Fetches the faces and puts them on, and looks after what the column has no room for; changed is called then, since pictures have letters too. */
export async function putOnFaces(version: string, changed: () => void): Promise<void> {
  keepClausesWhole(byId("cards"));
  watchLosses();
  const faces = FACES.map(([family, file, weight, unicodeRange]) => {
    const source = onHost(`/static/fonts/${file}.woff2${version && `?v=${version}`}`);
    return new FontFace(family, `url(${source})`, unicodeRange ? { weight, unicodeRange } : { weight });
  });
  await Promise.all(faces.map((face) => face.load()));
  await new Promise(requestAnimationFrame);
  holdStill(() => faces.forEach((face) => document.fonts.add(face)));
  document.documentElement.dataset.faces = ""; // for those who look from outside
  changed();
}

/** Changes the letters of the page while each part keeps its place. */
function holdStill(change: () => void): void {
  const kept = [...document.querySelectorAll<HTMLElement>(KEPT)]
    .filter((element) => getComputedStyle(element).position !== "absolute") // nothing stands beside it: a telephone's title, in the middle of its height
    .map((element) => ({ element, box: element.getBoundingClientRect() }));
  for (const { element, box } of kept) {
    if (box.width > 0) element.style.minWidth = `${box.width}px`;
    if (box.height > 0) element.style.minHeight = `${box.height}px`;
  }
  const focused = document.activeElement as HTMLElement | null;
  const scrolled = byId("cards").scrollTop;
  const set = [...document.querySelectorAll<HTMLElement>(SET)];
  for (const part of set) part.style.display = "none";
  change();
  void document.body.offsetHeight; // laid out without them, they come anew and have not moved
  for (const part of set) part.style.display = "";
  byId("cards").scrollTop = scrolled;
  if (focused && focused !== document.activeElement) focused.focus({ preventScroll: true });
  releaseLater(kept.map(({ element }) => element));
}

/** What a text's letters held open goes with the text, and all of it when the window, the theme or the page's columns change. */
function releaseLater(kept: HTMLElement[]): void {
  const release = (element: HTMLElement) => (element.style.minWidth = element.style.minHeight = "");
  const observer = new MutationObserver((changes) => {
    for (const { target } of changes) for (const element of kept) if (element.contains(target)) release(element);
  });
  for (const name of ["story", "lesson-title"]) {
    const element = kept.find(({ id }) => id === name);
    if (element) observer.observe(element, { childList: true, characterData: true, subtree: true });
  }
  addEventListener("resize", () => kept.forEach(release), { once: true });
  new MutationObserver(() => kept.forEach(release)).observe(document.documentElement, { attributeFilter: ["data-theme", "data-network"] });
}
