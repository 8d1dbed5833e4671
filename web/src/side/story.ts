// A lesson's text, in which the rates of its runs are live: each in its run's
// colour, grey once the run has moved away; a press puts it back.
import { make } from "../dom/dom.ts";
import type { ScenarioMessage } from "../wire/wire.ts";
import { t } from "../words/words.ts";

/** A part of a text; with a run it is that run's rate. */
export interface Piece {
  text: string;
  run?: number;
}

/** Cuts a text at the numbers that are one run's rate; a rate that several runs have is nobody's. */
export function piecesOf(text: string, rates: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(/(?<![\d.,−/^-])\d+(?:\.\d+)?(?![\d/]|\.\d)/g)) {
    const run = rates.indexOf(match[0]);
    if (run < 0 || rates.lastIndexOf(match[0]) !== run) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    pieces.push({ text: match[0], run });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}

/** Wider than that a word may be cut, in the widths of Latin letters: it has its place on a phone. */
const WORD = 24;
/** Letters as wide as two of those: Hangul, Han, kana and full-width forms. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/g;

/** Cuts a text into its words and the spaces between them, each in its pieces. */
export function wordsOf(text: string, rates: readonly string[]): Piece[][] {
  return text.split(/(\s+)/).map((word) => piecesOf(word, rates));
}

/** Whether a word has room on any line. */
export function staysWhole(word: readonly Piece[]): boolean {
  const text = word.map((piece) => piece.text).join("");
  return text.length + (text.match(WIDE)?.length ?? 0) <= WORD;
}

/** More characters than our own texts have: such a text scrolls where it would take the room of the runs. */
const LONG = 360;

/** The text of a lesson on the page. */
export class Story {
  private shown = "";
  private tokens: { button: HTMLButtonElement; run: number; rate: string }[] = [];

  constructor(
    private readonly host: HTMLElement,
    /** A run is to have this rate again. */
    private readonly putBack: (run: number, rate: number) => void,
  ) {}

  /** Shows a text; rates are the lesson's, empty where it has none. */
  show(text: string, rates: readonly string[], scenario: ScenarioMessage): void {
    const what = `${text} ${rates.join()}`;
    if (what !== this.shown) this.write(text, rates);
    this.shown = what;
    for (const { button, run, rate } of this.tokens) {
      const info = scenario.runs[run];
      const here = info?.lr === Number(rate);
      button.dataset.ink = String(info?.ink ?? run);
      button.classList.toggle("gone", !here);
      button.setAttribute("aria-disabled", String(here));
      button.setAttribute("aria-label", here ? rate : t("story.gone", { rate }));
      button.title = here ? "" : t("story.back");
    }
  }

  private write(text: string, rates: readonly string[]): void {
    this.tokens = [];
    this.host.replaceChildren(...wordsOf(text, rates).flatMap((word) => this.nodesOf(word)));
    this.host.normalize(); // words without a rate are one text
    this.host.classList.toggle("long", text.length > LONG);
  }

  /**
   * A word's nodes; what stands beside a rate without a space, as a full stop does or a
   * Korean particle, stays on its line.
   */
  private nodesOf(word: Piece[]): (Node | string)[] {
    const nodes = word.map(({ text, run }) => (run === undefined ? text : this.token(text, run)));
    if (nodes.length < 2 || !staysWhole(word)) return nodes;
    const whole = make("span", "unbroken");
    whole.append(...nodes);
    return [whole];
  }

  private token(rate: string, run: number): HTMLButtonElement {
    const button = make("button", "token", rate);
    button.type = "button";
    button.addEventListener("click", () => this.putBack(run, Number(rate)));
    this.tokens.push({ button, run, rate });
    return button;
  }
}
