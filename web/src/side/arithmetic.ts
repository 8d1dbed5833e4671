// One step in numbers: the update at the playhead as arithmetic, of the chosen
// run. The server sends it line by line; here it is only laid out.

import { type Arrow, arrowOf, painterOf, type Seen } from "./arithmetic-arrows.ts";
import { inFull, inOrder, stepAddress } from "./arithmetic-update.ts";
import { byId, make, setText } from "../dom/dom.ts";
import { runName } from "../words/names.ts";
import { Newest } from "../dom/newest.ts";
import { sign } from "../draw/sign.ts";
import { setOpen } from "../dom/opened.ts";
import { onHost } from "../dom/site.ts";
import type { StepMark } from "../draw/landscape.ts";
import type { Picture } from "../plane/trajectories.ts";
import { type Update, updateAt } from "../plane/update.ts";
import type { StepAnswer, StepLine } from "../wire/wire.ts";
import { t } from "../words/words.ts";

/** What the step in numbers does on the page. */
export interface ArithmeticOptions {
  choose(run: number): void;
  /** The update that is told, to be shown on the landscape; null for none. */
  tell(step: StepMark | null): void;
  /** Its own button has closed it. */
  closed(): void;
}

/** The sizes of the lines, in rem: the largest that shows all of them is taken. */
const SIZES = [1.3, 1.2, 1.1, 1, 0.94];

/** The least height of a chart with its gap in rem, and what is left below the lines in px. */
const CHART = 11;
const SLACK = 14;

const SVG = "http://www.w3.org/2000/svg";

/** While playing, a step is requested at most this often, in ms: nobody reads faster. */
const EVERY = 200;

/** The panel with one step in numbers. */
export class Arithmetic {
  private readonly panel = byId("arithmetic");
  private readonly side = byId("side");
  private readonly opener = byId("step-open");
  private readonly runs = byId("arithmetic-runs");
  private readonly lines = byId("arithmetic-lines");
  private readonly note = byId("arithmetic-note");
  private readonly newest: Newest<string, StepAnswer>;
  /** The address that was asked for last, and when. */
  private asked = "";
  private askedAt = -Infinity;
  private made = "";
  private fitted = "";
  private size = 0;
  private noted = "";
  /** What is told, and of how many weights; the lines in the order in which they stand. */
  private told: { answer: StepAnswer; lines: StepLine[] } | null = null;
  private dimension = 2;
  private over = false;
  /** The lines under the pointer and with the keys' focus, by their place; -1 for none. */
  private pointed = -1;
  private focused = -1;

  constructor(private readonly options: ArithmeticOptions) {
    const ask = (address: string, signal: AbortSignal) => load(address, signal).catch((failure) => {
      this.asked = ""; // the next frame tries again
      throw failure;
    });
    this.newest = new Newest(ask, (answer) => this.take(answer));
    byId("arithmetic-close").addEventListener("click", () => (this.close(), this.options.closed()));
    addEventListener("resize", () => this.open && measureBar());
    this.followLines();
  }

  /** The line under the pointer, or else the one with the keys' focus, has its arrow glow. */
  private followLines(): void {
    const placeOf = ({ target }: Event) => [...this.lines.children].findIndex((line) => line.contains(target as Node));
    const point = (place: number) => place !== this.pointed && ((this.pointed = place), this.tell());
    const focus = (place: number) => place !== this.focused && ((this.focused = place), this.tell());
    this.lines.addEventListener("pointerover", (event) => point(placeOf(event)));
    this.lines.addEventListener("pointerleave", () => point(-1));
    this.lines.addEventListener("focusin", (event) => focus(placeOf(event)));
    this.lines.addEventListener("focusout", () => focus(-1));
  }

  /** Shows the update on the landscape, and the arrow of the line that is looked at. */
  private tell(): void {
    if (!this.told) return this.options.tell(null);
    const { answer: { run, k }, lines } = this.told;
    const place = this.pointed >= 0 ? this.pointed : this.focused;
    const line = lines[place];
    for (const said of this.lines.querySelectorAll(".work-seen")) setText(said, "");
    if (!line || !arrowOf(line)) return this.options.tell({ run, k });
    const said = this.lines.children[place]!.querySelector(".work-seen")!;
    let shown = false; // on one of the pictures is enough
    const told = (seen: Seen) => setText(said, (shown ||= seen === "shown") ? "" : t(`step.arrow.${seen as Exclude<Seen, "shown">}`));
    this.options.tell({ run, k, paint: painterOf(line, k, this.over, this.dimension, told) });
  }

  get open(): boolean {
    return !this.panel.hidden;
  }

  toggle(): void {
    if (this.open) this.close();
    else this.show(true);
  }

  /** Closes it; the focus goes back to what opened it. True if it was open. */
  close(): boolean {
    if (!this.open) return false;
    const inside = this.panel.contains(document.activeElement);
    this.show(false);
    if (inside) this.opener.focus();
    return true;
  }

  /** Follows the playhead; does nothing if it shows this update already. chosen is null where all runs are hidden. */
  follow(picture: Picture, k: number, chosen: number | null, hidden: ReadonlySet<number>, playing: boolean): void {
    if (!this.open) return;
    if (chosen === null) return this.leave(picture, hidden);
    if (playing && performance.now() - this.askedAt < EVERY) return;
    const run = Math.min(chosen, picture.runs.length - 1);
    const shown = picture.runs[run];
    if (!shown) return;
    const update = updateAt(k, shown.trajectory);
    this.dimension = picture.scenario.surface.dimension;
    const over = update?.over ?? false;
    const taken = over !== this.over;
    this.over = over;
    this.showRuns(picture, run, hidden);
    this.showWhich(picture, run, update);
    if (update) this.ask(stepAddress(picture.scenario.query, run, update.k));
    if (taken) this.tell(); // the last update's arrow is no longer to come
  }

  /** Tells no step: no run is seen. */
  private leave(picture: Picture, hidden: ReadonlySet<number>): void {
    this.showRuns(picture, -1, hidden);
    this.newest.drop();
    this.asked = "";
    if (this.noted === "hidden") return;
    this.noted = "hidden";
    this.note.hidden = false;
    this.tellNone(t("step.hidden"));
  }

  private tellNone(why: string): void {
    setText(this.note, why);
    setText(byId("arithmetic-title"), t("step.none.title"));
    this.lines.replaceChildren();
    this.told = null;
    this.tell();
  }

  private ask(address: string): void {
    if (address === this.asked) return;
    this.asked = address;
    this.askedAt = performance.now();
    this.newest.want(address);
  }

  /**
   * Takes the largest size that fits; what room is left is the chart's. Both are
   * settled anew only for other lines or another room, so that nothing moves
   * from step to step.
   */
  private fit(shape: string): void {
    const { clientWidth, clientHeight } = this.side;
    const room = `${shape} ${clientWidth} ${clientHeight}`;
    const anew = room !== this.fitted;
    this.fitted = room;
    if (anew) {
      this.size = 0;
      this.leaveRoom(null);
    }
    while (!this.fits(SIZES[this.size]!) && this.size < SIZES.length - 1) this.size++;
    this.lines.classList.toggle("work-tight", this.size === SIZES.length - 1);
    if (anew) this.leaveRoom(this.spare());
  }

  private fits(size: number): boolean {
    this.lines.style.setProperty("--work", `${size}rem`);
    const { scrollHeight, clientHeight, children } = this.lines;
    return scrollHeight <= clientHeight && ![...children].some((line) => line.scrollWidth > line.clientWidth);
  }

  /** The height that the lines leave empty, in px. */
  private spare(): number {
    const end = this.lines.lastElementChild;
    return end ? this.lines.getBoundingClientRect().bottom - end.getBoundingClientRect().bottom - SLACK : 0;
  }

  /** Gives the chart what is spare, if that is enough for one. */
  private leaveRoom(spare: number | null): void {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const enough = spare !== null && spare > CHART * rem && getComputedStyle(this.panel).position !== "fixed";
    this.panel.style.height = enough ? `${this.panel.offsetHeight - spare}px` : "";
    this.side.toggleAttribute("data-spare", enough);
  }

  private show(open: boolean): void {
    setOpen(this.panel, open);
    this.opener.setAttribute("aria-expanded", String(open));
    document.documentElement.toggleAttribute("data-arithmetic", open);
    this.noted = this.asked = this.fitted = "";
    if (open) makeRoom();
    else this.newest.drop();
    this.told = null;
    this.pointed = this.focused = -1;
    this.tell();
  }

  private showRuns({ scenario }: Picture, chosen: number, hidden: ReadonlySet<number>): void {
    const names = scenario.runs.map((run) => runName(scenario, run));
    const made = JSON.stringify([names, chosen, ...hidden]);
    if (made === this.made) return;
    this.made = made;
    this.side.dataset.step = String(chosen);
    while (this.runs.childElementCount > names.length) this.runs.lastElementChild?.remove();
    names.forEach((name, i) => {
      const button = (this.runs.children[i] as HTMLElement | undefined) ?? this.addRun(i);
      const { ink, shape } = scenario.runs[i]!;
      if (button.dataset.ink !== String(ink)) button.replaceChildren(sign(shape), make("span", "name-of-run"));
      button.dataset.ink = String(ink);
      button.title = name;
      button.hidden = hidden.has(i);
      setText(button.lastElementChild!, name);
      button.setAttribute("aria-pressed", String(i === chosen));
    });
  }

  private addRun(i: number): HTMLElement {
    const button = make("button", "arithmetic-run");
    button.type = "button";
    button.addEventListener("click", () => this.options.choose(i));
    this.runs.append(button);
    return button;
  }

  /** Says where there is no further update. */
  private showWhich({ scenario, runs }: Picture, run: number, update: Update | null): void {
    const shown = runs[run]!;
    const what = `${scenario.id} ${run} ${update === null} ${update?.over}`;
    if (what === this.noted) return;
    this.noted = what;
    this.panel.dataset.ink = String(shown.info.ink);
    this.note.hidden = update !== null && !update.over;
    if (!update) this.tellNone(t("step.none"));
    else if (update.over) setText(this.note, t("step.over", { name: runName(scenario, shown.info), n: shown.trajectory.last }));
  }

  private take(answer: StepAnswer): void {
    const { main, rest } = inOrder(answer.lines);
    const { focused } = this;
    this.lines.replaceChildren(...[...main.map((line) => lineOf(line, "work work-main")), ...rest.map((line) => lineOf(line, "work"))]);
    this.lines.dataset.step = `${answer.run} ${answer.k}`;
    this.fit(answer.lines.map((line) => `${line.name}${line.numbers_mathml.length}`).join());
    setText(byId("arithmetic-title"), t("step.title", { from: answer.k, to: answer.k + 1 }));
    this.told = { answer, lines: [...main, ...rest] };
    (this.lines.children[focused] as HTMLElement | undefined)?.focus({ preventScroll: true }); // it is another element of the same line
    this.tell();
  }
}

/** On a narrow screen it stands on the transport bar, with the map above it. */
function makeRoom(): void {
  measureBar();
  if (getComputedStyle(byId("arithmetic")).position === "fixed") byId("stage").scrollIntoView({ block: "start" });
}

function measureBar(): void {
  document.documentElement.style.setProperty("--transport", `${byId("transport").offsetHeight}px`);
}

async function load(address: string, signal: AbortSignal): Promise<StepAnswer> {
  const answer = await fetch(onHost(address), { signal });
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
  return (await answer.json()) as StepAnswer;
}

/** A line: the rule in symbols, the same in numbers, and what they come to. */
function lineOf(line: StepLine, className: string): HTMLElement {
  const host = make("div", className);
  host.dataset.name = line.name;
  const rule = make("div", "work-rule");
  rule.append(mathOf(line.mathml));
  const arrow = arrowOf(line);
  if (arrow) {
    host.tabIndex = 0;
    host.setAttribute("role", "group");
    host.dataset.arrow = arrow;
    host.title = t(`step.arrow.${arrow}`);
    const seen = make("span", "work-seen");
    seen.setAttribute("aria-live", "polite");
    rule.append(arrowSign(arrow), seen);
  }
  const sums = make("div", "work-sums");
  const check = line.name === ""; // it compares by itself
  const result = columnOf(line.results_mathml, "work-result");
  result.title = inFull(line);
  if (line.numbers_mathml.length) sums.append(termOf(check ? "" : "=", columnOf(line.numbers_mathml, "work-numbers")));
  sums.append(termOf(check ? "⇔" : "=", result));
  host.append(rule, sums);
  return host;
}

/** An arrow as it is drawn on the landscape: that of an update dashed, with a hollow head. */
function arrowSign(arrow: Arrow): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 40 12");
  svg.setAttribute("class", "work-arrow");
  svg.setAttribute("aria-hidden", "true");
  for (const [name, d] of [["work-shaft", "M1 6H29"], ["work-head", "M39 6L28 1.5L30 6L28 10.5Z"]] as const) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    path.setAttribute("class", name);
    svg.append(path);
  }
  svg.dataset.arrow = arrow;
  return svg;
}

/** What follows an equals sign stays with it when a line is too long. */
function termOf(relation: string, column: HTMLElement): HTMLElement {
  const term = make("div", "work-term");
  term.append(make("span", "work-equals", relation), column);
  return term;
}

/** Numbers below each other, in the parentheses of a vector if they are two. */
function columnOf(numbers: string[], className: string): HTMLElement {
  const column = make("div", numbers.length > 1 ? `${className} work-pair` : className);
  for (const mathml of numbers) {
    const cell = make("div", "work-cell");
    cell.append(mathOf(mathml));
    column.append(cell);
  }
  return column;
}

/** Markup of the server's own making as an element. */
function mathOf(mathml: string): Element {
  const parsed = new DOMParser().parseFromString(`<math>${mathml}</math>`, "text/html").querySelector("math")!;
  return document.importNode(parsed, true);
}
