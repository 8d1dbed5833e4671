// The answers of a room as bars: one for each choice, or for each run one of its endings.
import { make, setAttribute, setText, within } from "../dom/dom.ts";
import type { LiveAsk, RunInfo } from "../wire/wire.ts";
import { say } from "./index.ts";
import { ENDINGS } from "./poll.ts";
import { sign } from "./sign.ts";

/** What is shown of the answers. */
export interface Shown {
  ask: LiveAsk;
  /** The runs that it is not about. */
  hidden: ReadonlySet<number>;
  tally: readonly number[];
  /** The runs, and what they are called. */
  runs: readonly RunInfo[];
  names: readonly string[];
  network: boolean;
  /** The choices that the runs have borne out, once they were seen. */
  right: ReadonlySet<number> | null;
  /** The choices of this page's own answer. */
  mine: ReadonlySet<number>;
}

interface Part {
  choice: number;
  band: string;
}

/** The bars. */
export class Bars {
  readonly root = make("ul", "poll-bars");
  private built = "";

  show(shown: Shown): void {
    const { ask, hidden, runs, names } = shown;
    const built = JSON.stringify([ask.kind, [...hidden], runs.map(({ ink, shape }) => [ink, shape]), names, shown.network]);
    if (built !== this.built) this.build(shown);
    this.built = built;
    const most = ask.kind === "first" ? Math.max(1, ...shown.tally) : 0;
    for (const row of this.root.children) this.fill(row, shown, most);
  }

  /** What each row says, in words. */
  get said(): string[] {
    return [...this.root.querySelectorAll(".poll-row")].map((row) => row.getAttribute("aria-label") ?? "");
  }

  private build({ ask, hidden, runs, names, network }: Shown): void {
    const rows = runs.flatMap((info, run) => hidden.has(run) ? [] : this.row(info, names[run] ?? "", ask.kind === "first" ? [{ choice: run, band: "" }] : ENDINGS.map(({ band }, i) => ({ choice: run * ENDINGS.length + i, band }))));
    if (ask.kind === "first") rows.push(this.row(null, say("ask.none"), [{ choice: runs.length, band: "" }]));
    this.root.replaceChildren(...rows);
    this.root.classList.toggle("poll-stacks", ask.kind === "ends");
    if (ask.kind === "ends") this.root.append(legend(network));
  }

  private row(info: RunInfo | null, name: string, parts: Part[]): HTMLElement {
    const row = make("li", "poll-row");
    row.dataset.name = name;
    if (info) row.dataset.ink = String(info.ink);
    const label = make("span", "poll-name");
    if (info) label.append(sign(info));
    label.append(make("span", "", name));
    const track = make("span", "poll-track");
    track.setAttribute("aria-hidden", "true");
    for (const { choice, band } of parts) {
      const part = make("span", "poll-part");
      part.dataset.choice = String(choice);
      if (band) part.style.setProperty("--part", `var(--band-${band})`);
      part.append(make("span", "poll-n"));
      track.append(part);
    }
    row.append(label, track, make("span", "poll-said"));
    return row;
  }

  private fill(row: Element, { ask, tally, right, mine, network }: Shown, most: number): void {
    if (!row.classList.contains("poll-row")) return;
    const parts = [...row.querySelectorAll<HTMLElement>(".poll-part")];
    const all = parts.reduce((sum, part) => sum + (tally[Number(part.dataset.choice)] ?? 0), 0);
    const said: string[] = [];
    for (const [i, part] of parts.entries()) {
      const choice = Number(part.dataset.choice);
      const n = tally[choice] ?? 0;
      part.style.setProperty("--of", String(n / Math.max(1, most || all)));
      setText(within(part, ".poll-n"), most || n > 0 ? String(n) : "");
      part.classList.toggle("poll-right", right?.has(choice) ?? false);
      part.classList.toggle("poll-mine", mine.has(choice));
      const word = ask.kind === "ends" ? `${ending(i, network)} ` : "";
      if (n > 0 || right?.has(choice) || ask.kind === "first") said.push(`${word}${n}${right?.has(choice) ? `, ${say("ask.right")}` : ""}${mine.has(choice) ? `, ${say("ask.mine")}` : ""}`);
    }
    this.mark(row, parts, { ask, right, mine, network });
    setAttribute(row, "aria-label", `${(row as HTMLElement).dataset.name}: ${said.join("; ") || "0"}`);
  }

  /** Behind its bar a row says what was right: of one choice by a sign, of endings in words, this page's own too. */
  private mark(row: Element, parts: HTMLElement[], { ask, right, mine, network }: Pick<Shown, "ask" | "right" | "mine" | "network">): void {
    const among = (choices: ReadonlySet<number> | null) => parts.findIndex((part) => choices?.has(Number(part.dataset.choice)));
    const [i, own] = [among(right), among(mine)];
    const words = [i < 0 ? "" : `✓ ${ending(i, network)}`, own < 0 ? "" : say("ask.own", { ending: ending(own, network) })];
    setText(within(row, ".poll-said"), ask.kind === "ends" ? words.filter(Boolean).join(" · ") : i < 0 ? "" : "✓");
    row.classList.toggle("poll-borne", i >= 0);
  }
}

/** An ending in words: a network has no bottom, it learns. */
export function ending(i: number, network: boolean): string {
  const { name } = ENDINGS[i]!;
  return say(network && name === "bottom" ? "ask.ending.learns" : `ask.ending.${name}`);
}

/** What there is of answers, as one text for those who hear the page. */
export function spokenOf(turnout: HTMLElement, words: HTMLElement, bars: Bars): string {
  const parts = [turnout.textContent ?? "", words.textContent ?? "", ...(bars.root.hidden ? [] : bars.said)];
  return parts.filter(Boolean).map((part) => (/[.!?]$/.test(part) ? part : `${part}.`)).join(" ");
}

/** Which colour is which ending. */
function legend(network: boolean): HTMLElement {
  const row = make("li", "poll-legend");
  row.setAttribute("aria-hidden", "true"); // each row names its own
  for (const [i, { band }] of ENDINGS.entries()) {
    const item = make("span", "poll-key", ending(i, network));
    item.style.setProperty("--part", `var(--band-${band})`);
    row.append(item);
  }
  return row;
}
