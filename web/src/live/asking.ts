// The lecturer's side of a question: while the page hides its runs the room is asked,
// the answers come in, and with the reveal the tally goes to all.
import { writeLayers } from "../draw/layers.ts";
import { byId, make, setHidden, setText } from "../dom/dom.ts";
import type { LiveAnswers, LiveAsk } from "../wire/wire.ts";
import { givenOf, hiddenOf, ownKind, questionOf, shownOf, startWords, triedRun, triedWith, wasSeen } from "./asked.ts";
import { Bars, spokenOf } from "./bars.ts";
import { Dots } from "./dots.ts";
import { say } from "./index.ts";
import { OnRuler } from "./on-ruler.ts";
import type { LivePage } from "./page.ts";
import { type AskKind, askOf, count, givenRates, kindAsked, kindsOf, MOST_GIVEN, nextOf, startsText, subjectOf } from "./poll.ts";
import { RoomRates } from "./rates.ts";

/** So many answers are kept. */
const MOST = 10_000;
/** The tally is said at most so often, in ms. */
const SAID = 4000;

const NONE: ReadonlySet<number> = new Set();

/** What the room is asked. */
export class Asking {
  /** What is asked, or was and is still shown. */
  ask: LiveAsk | null = null;
  /** By page, so that one that answers again, here or over another server, counts once. */
  private votes = new Map<string, number>();
  /** The kind that the lecturer chose last, used again where it fits. */
  private chosen: AskKind | null = null;
  private about = "";
  /** The runs that are hidden as it is asked. */
  private hidden: ReadonlySet<number> = NONE;
  private preset = ""; // the beat that it was asked in
  /** The kinds that there are buttons for. */
  private offered = "";
  private audience = 0;
  /** The server has said what the room is asked: nothing, or what was asked before this page was opened again. */
  heard = false;
  private saidAt = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly panel = make("section", "poll");
  private readonly kinds = make("div", "poll-kinds");
  private readonly close = make("button", "button icon poll-close", "✕");
  private readonly turnout = make("p", "poll-turnout");
  private readonly spoken = make("p", "visually-hidden");
  private readonly words = make("p", "poll-words");
  private readonly bars = new Bars();
  private readonly dots = new Dots();
  private readonly run = make("p", "poll-run poll-name");
  private readonly rates = new RoomRates(() => this.say());
  private readonly onRuler: OnRuler;

  constructor(private readonly page: LivePage) {
    this.onRuler = new OnRuler(page.figure.ruler);
    this.panel.setAttribute("aria-label", say("ask.title"));
    this.spoken.setAttribute("role", "status");
    this.close.type = "button";
    this.close.setAttribute("aria-label", say("close"));
    this.close.addEventListener("click", () => this.drop());
    const top = make("div", "poll-top");
    top.append(this.kinds, this.turnout, this.close);
    this.panel.append(top, this.run, this.words, this.dots.root, this.bars.root, this.spoken);
  }

  /** Follows what the page shows: hidden runs are asked about, shown ones are not any more. */
  follow(): void {
    if (!this.heard) return;
    const { prediction, state } = this.page;
    if (!state.settled) return; // the runs that it is about are still to come
    const other = this.ask !== null && this.about !== this.topic(this.ask);
    const next = nextOf(this.ask, { hidden: prediction.state === "hidden", other, held: state.held });
    // A hand that changes the runs leaves what is asked of them as it was chosen.
    if (next === "open") this.open(this.ask?.open && this.preset === state.place.preset ? this.ask.kind : undefined);
    else if (next === "reveal") this.reveal();
    else if (next === "drop") this.drop();
    if (!this.ask) return;
    this.show();
    if (wasSeen(this.page, this.ask) && !state.held) this.tell();
  }

  /** Takes answers, or all of them of a question that another page of this lecture had asked. */
  take({ ask, question, votes, dropped = [] }: LiveAnswers): void {
    if (ask && !this.heard) this.begin(ask);
    this.heard = true;
    if (question !== this.ask?.id) return;
    for (const member of dropped) this.votes.delete(member);
    for (const { member, value } of votes) if (this.votes.has(member) || this.votes.size < MOST) this.votes.set(member, value);
    this.give();
    if (!this.ask.open) this.ask = this.closed();
    this.sayLate();
  }

  /** How many pages there are. */
  setAudience(pages: number): void {
    this.audience = pages;
  }

  /** The lecture is over. */
  end(): void {
    this.drop();
  }

  /** What is asked about. */
  private topic(ask: LiveAsk): string {
    const { state } = this.page;
    return subjectOf(ask, state.place.preset, state.scenario);
  }

  private open(kind?: AskKind): void {
    const asked = this.kindOf(kind);
    this.begin(askOf(asked, this.page.state.scenario, name(), triedRun(this.page, asked)));
  }

  /** What is asked where a kind was chosen, or none. */
  private kindOf(kind?: AskKind): AskKind {
    return kindAsked(kindsOf(this.page.state.scenario, hiddenOf(this.page)), kind, ownKind(this.page), this.chosen);
  }

  /** What the room is asked once the runs are hidden; empty while it is asked something. */
  get coming(): string {
    return this.ask?.open ? "" : questionOf(this.page, this.kindOf());
  }

  private begin(ask: LiveAsk): void {
    this.quiet();
    this.ask = ask;
    this.about = this.topic(ask);
    this.preset = this.page.state.place.preset;
    this.votes = new Map();
    this.page.figure.clouds.give(null);
    this.page.prediction.askInstead(questionOf(this.page, ask.kind));
    byId("cards").before(this.panel);
  }

  /** The room may answer no more, and is told what it answered. */
  private reveal(): void {
    if (!this.ask) return;
    this.page.prediction.askInstead("");
    this.ask = { ...this.ask, open: false };
    this.ask = this.closed();
    this.give();
    if (this.ask?.kind === "start") this.showBasins();
    this.say();
  }

  /** The starts that were chosen lie on the map, and are run once they are asked for no more. */
  private give(): void {
    const { ask } = this;
    if (ask?.kind === "start") this.page.figure.clouds.give(givenOf(this.page, ask, this.starts()));
  }

  /** The starts that are tried, packed. */
  private starts(): string {
    return startsText([...this.votes.values()].slice(0, MOST_GIVEN));
  }

  private showBasins(): void {
    const { figure, state } = this.page;
    state.setPage({ layers: writeLayers({ ...figure.layers, basins: true }) });
    this.page.look();
  }

  private closed(): LiveAsk | null {
    const { ask } = this;
    return ask && { ...ask, voters: this.votes.size, tally: count(ask, this.votes.values()), ...(ask.kind === "start" ? { given: this.starts() } : ask.kind === "rate" ? { given: givenRates([...this.votes.values()]) } : {}) };
  }

  /** Says and asks nothing more of the question before. */
  private quiet(): void {
    clearTimeout(this.timer);
    this.rates.forget();
    setText(this.spoken, "");
  }

  private drop(): void {
    this.quiet();
    this.ask = null;
    this.page.prediction.askInstead("");
    this.page.figure.clouds.give(null);
    this.onRuler.show([], "");
    this.panel.remove();
  }

  /** Lets the lecturer choose what is asked; another question has no answers yet. */
  private choices(offered: readonly AskKind[]): void {
    if (this.offered === offered.join()) return;
    this.offered = offered.join();
    this.kinds.replaceChildren(
      ...offered.map((kind) => {
        const button = make("button", "button", say(`ask.kind.${kind}`));
        button.type = "button";
        button.dataset.kind = kind;
        button.addEventListener("click", () => this.ask?.kind !== kind && this.open((this.chosen = kind)));
        return button;
      }),
    );
  }

  private show(): void {
    const { ask } = this;
    if (!ask) return;
    if (ask.open) this.hidden = hiddenOf(this.page);
    this.choices(kindsOf(this.page.state.scenario, this.hidden));
    for (const button of this.kinds.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.dataset.kind === ask.kind));
    setHidden(this.kinds, !ask.open || this.kinds.childElementCount < 2);
    setHidden(this.close, ask.open);
    setText(this.turnout, ask.open ? say("ask.turnout", { n: this.votes.size, of: Math.max(this.audience, this.votes.size) }) : say("ask.answered", { n: this.votes.size }));
    const bars = ask.kind === "first" || ask.kind === "ends";
    setHidden(this.bars.root, !bars);
    triedWith(this.page, ask, this.run);
    setHidden(this.dots.root, ask.kind !== "rate");
    if (ask.kind !== "rate") this.onRuler.show([], "");
    setText(this.words, ask.kind === "start" ? startWords(this.page, ask) : ask.kind === "rate" ? this.showRates(ask) : "");
    if (bars) this.bars.show(shownOf(this.page, ask, this.hidden, count(ask, this.votes.values()), NONE));
  }

  /** Shows the rates, and what they do once that was seen; returns that in words. */
  private showRates(ask: LiveAsk): string {
    const { prediction, player, state } = this.page;
    const revealed = !ask.open && !prediction.state && !player.hidesFuture;
    const dots = this.rates.dots(ask, state.scenario, [...this.votes.values()], -1, revealed && (state.held ? "held" : "shown"));
    const words = this.rates.words(dots, this.votes.size) || (ask.open ? say("ask.rate.help") : "");
    this.dots.show(dots, [ask.from, ask.to], words);
    this.onRuler.show(dots, state.scenario.runs[ask.runs]?.optimizer ?? "");
    return words;
  }

  /** Says the tally, now and then. */
  private sayLate(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.say(), Math.max(0, this.saidAt + SAID - performance.now()));
  }

  private say(): void {
    this.saidAt = performance.now();
    this.show();
    this.tell();
  }

  /** Tells those who hear the page what it shows. */
  private tell(): void {
    const { bars, ask } = this;
    setText(this.spoken, ask ? spokenOf(this.turnout, this.words, bars) : "");
  }
}

function name(): string {
  return crypto.getRandomValues(new Uint32Array(2)).join("-");
}
