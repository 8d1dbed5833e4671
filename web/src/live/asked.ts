// What the lecturer's page and those that follow show alike of a question: what it asks,
// its runs, and which answers they have borne out.
import { sign } from "./sign.ts";
import { setHidden } from "../dom/dom.ts";
import type { GivenStarts } from "../draw/landscape.ts";
import { hiddenIn } from "../link/page-keys.ts";
import { lessonOf } from "../link/lesson-plan.ts";
import type { LiveAsk, RunInfo } from "../wire/wire.ts";
import { t, wordOr } from "../words/words.ts";
import { say } from "./index.ts";
import type { LivePage } from "./page.ts";
import { type AskKind, right, startOf, startsIn, stillAsks } from "./poll.ts";
import type { Shown } from "./bars.ts";

/** The runs that are not drawn, of which nothing is asked. */
export function hiddenOf({ state: { page, scenario } }: LivePage): ReadonlySet<number> {
  return new Set([...hiddenIn(page)].filter((run) => run < scenario.runs.length));
}

/** What the lesson's beat asks itself, where that is still about what is shown. */
export function ownKind({ state: { lecture, page, place } }: LivePage): AskKind | undefined {
  return "hidden" in lecture.written(page, place) ? undefined : stillAsks(lecture.asks(place.preset), place.query);
}

/** What is asked: what the lesson's beat asks of its runs where such answers are to that, else what is usual. */
export function questionOf(page: LivePage, kind: AskKind): string {
  const { state } = page;
  const { runs, surface } = state.scenario;
  const n = runs.length - hiddenOf(page).size;
  const { lesson, beat } = lessonOf(state.place.preset);
  const own = ownKind(page) === kind ? wordOr(`preset.${lesson}.${beat}.ask`, "") : "";
  if (own) return own;
  if (kind === "start" || kind === "rate") return say(`ask.${kind}`);
  if (kind === "ends") return say(n > 1 ? "ask.ends" : "ask.end");
  return surface.network ? say("ask.learns") : t(`predict.question.${n || "none"}`);
}

/** A run with its rate: the runs of a lesson are numbers while they are hidden. */
export function nameOf({ figure, state }: LivePage, info: RunInfo): string {
  const name = figure.cards.nameOf(state.scenario, info);
  return info.rateless || info.label === "rate" ? name : `${name} · η ${info.lr}`;
}

/** Whether all of the runs that a question is about was seen. */
export function wasSeen({ figure, state, player, prediction }: LivePage, { open }: LiveAsk): boolean {
  const { shown } = figure.pictures;
  return !open && !prediction.state && !player.hidesFuture && shown?.done === true && shown.scenario.query === state.scenario.query;
}

/** What there is to show of a question: what was right only once all of the runs was seen. hidden: the runs that it was not about. */
export function shownOf(page: LivePage, ask: LiveAsk, hidden: ReadonlySet<number>, tally: readonly number[], mine: ReadonlySet<number>): Shown {
  const { scenario } = page.state;
  const seen = wasSeen(page, ask);
  const outcomes = seen ? (page.figure.pictures.shown?.runs ?? []).flatMap(({ outcome }) => outcome ?? []) : [];
  return {
    ask, hidden, tally, mine,
    runs: scenario.runs,
    names: scenario.runs.map((info) => nameOf(page, info)),
    network: scenario.surface.network !== undefined,
    right: seen ? right(ask, outcomes, hidden) : null,
  };
}

/** Starts as the picture takes them; mine is this page's own answer, null for none. */
export function givenOf({ state }: LivePage, { runs, open }: LiveAsk, text: string, mine: number | null = null): GivenStarts {
  const { view, dimension } = state.scenario.surface;
  const placeOf = (value: number) => startOf(value, view, dimension);
  return { run: runs, text, waits: open, points: startsIn(text).map(placeOf), mine: mine === null || !startsIn(text).includes(mine) ? null : { at: placeOf(mine), name: say("ask.start.own") } };
}

/** What became of the starts, once it was seen; before, what to do. */
export function startWords({ figure, player, prediction }: LivePage, { runs, open }: LiveAsk): string {
  if (open) return say("ask.start.help");
  return prediction.state || player.hidesFuture ? "" : figure.clouds.sentence(runs);
}

/** The run that starts or rates are tried with: the chosen one, if it is seen and has a rate to choose, or else the first that is. */
export function triedRun({ state, figure }: LivePage, kind: AskKind): number {
  const { runs } = state.scenario;
  const hidden = hiddenIn(state.page);
  const fits = (run: number) => runs[run] !== undefined && !hidden.has(run) && !(kind === "rate" && runs[run].rateless);
  const order = [Math.min(figure.choice.run, runs.length - 1), ...runs.keys()];
  return order.find(fits) ?? Math.max(0, runs.findIndex(({ rateless }) => kind !== "rate" || !rateless));
}

/** Names the run that starts or rates are tried with. */
export function triedWith(page: LivePage, { kind, runs }: LiveAsk, host: HTMLElement): void {
  const { figure, state } = page;
  const info = state.scenario.runs[runs];
  const tried = (kind === "start" || kind === "rate") && info !== undefined;
  const one = !tried || (kind === "rate" && state.scenario.runs.every(({ optimizer }) => optimizer === info.optimizer));
  setHidden(host, one);
  if (one) return;
  const name = kind === "rate" ? figure.cards.nameOf(state.scenario, info) : nameOf(page, info);
  if (host.textContent === name && host.dataset.ink === String(info.ink)) return;
  host.dataset.ink = String(info.ink);
  host.replaceChildren(sign(info), document.createTextNode(name));
}
