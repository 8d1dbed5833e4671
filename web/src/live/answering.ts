// A follower's side of a question: large buttons while it is open, the room's answers
// once it is revealed.
import { byId, make, setAttribute, setHidden, setText, within } from "../dom/dom.ts";
import { taps } from "../input/gestures.ts";
import type { LiveAsk } from "../wire/wire.ts";
import { givenOf, hiddenOf, nameOf, questionOf, shownOf, startWords, triedWith, wasSeen } from "./asked.ts";
import { Bars, ending, spokenOf } from "./bars.ts";
import { Dots } from "./dots.ts";
import { say } from "./index.ts";
import type { Member } from "./member.ts";
import { OnRuler } from "./on-ruler.ts";
import type { LivePage } from "./page.ts";
import { ENDINGS, endingsOf, rateOf, ratesIn, startOf, startValue, valueOf } from "./poll.ts";
import { RoomRates, shownRate } from "./rates.ts";
import { sign } from "./sign.ts";

/** What this page answers. */
export class Answering {
  private ask: LiveAsk | null = null;
  /** Whether the answer is to be sent again: the line was lost, and the room may not know it. */
  private unsent = false;
  /** The reader's own start is on the map, in the place of the lecturer's. */
  private moved = false;
  /** The run whose ending is asked for. */
  private run = 0;
  /** The runs that are hidden as it is asked. */
  private hidden: ReadonlySet<number> = new Set();
  private built = "";
  /** The question that those who hear the page were told. */
  private heard = "";
  private hiddenFor: string | undefined;
  private readonly pick = make("div", "poll-pick");
  private readonly choices = make("div", "poll-choices");
  private readonly note = make("p", "poll-note");
  private readonly result = make("section", "poll");
  private readonly turnout = make("p", "poll-turnout");
  private readonly words = make("p", "poll-words");
  private readonly spoken = make("p", "visually-hidden");
  private readonly bars = new Bars();
  private readonly dots = new Dots();
  private readonly with = make("p", "poll-run poll-name");
  private readonly rates = new RoomRates(() => this.show());
  private readonly onRuler: OnRuler;
  private sending: ReturnType<typeof setTimeout> | undefined;

  /** restore: asks for what the lecturer shows. */
  constructor(
    private readonly page: LivePage,
    private readonly member: Member,
    private readonly restore: () => void,
  ) {
    this.onRuler = new OnRuler(page.figure.ruler);
    this.note.setAttribute("role", "status");
    this.choices.setAttribute("role", "group");
    this.choices.setAttribute("aria-labelledby", "question");
    this.pick.append(this.choices, this.note);
    this.result.setAttribute("aria-label", say("ask.title"));
    this.spoken.setAttribute("role", "status");
    byId("cards").before(this.spoken);
    this.result.append(this.turnout, this.with, this.words, this.dots.root, this.bars.root);
  }

  /** What is asked now; null where nothing is. */
  take(ask: LiveAsk | null): void {
    const other = ask?.id !== this.ask?.id;
    this.ask = ask;
    if (other) this.begin();
    if (this.moved && !(ask?.open && ask.id === this.answer?.question)) {
      this.moved = false;
      this.restore(); // the lecturer's start is there again
    }
    if (!ask || other) this.result.remove();
    if (ask?.open && this.unsent) this.send();
    if (ask?.kind === "start" && !ask.open) this.page.figure.clouds.give(ask.given ? givenOf(this.page, ask, ask.given, this.answer?.question === ask.id ? this.answer.value : null) : null);
    this.show();
  }

  /** The page shows nothing of the lecture: what there was of a question goes, and the reader's start stays. */
  leave(): void {
    this.moved = false;
    this.take(null);
  }

  /** Whether a start is asked for, which the map takes. */
  get takesStart(): boolean {
    return this.ask?.kind === "start" && this.ask.open;
  }

  /** This page's newest answer. */
  private get answer(): Member["answer"] {
    return this.member.answer;
  }

  /** The reader has put the start somewhere. */
  placed(point: readonly [number, number]): void {
    if (!this.takesStart) return;
    this.moved = true;
    this.choose(startValue(point, this.page.state.scenario.surface.view));
  }

  /** Another link was followed: the reader's start is put back, as long as one is asked for. */
  startAgain(ask: LiveAsk | undefined): void {
    if (ask?.kind !== "start" || !ask.open || ask.id !== this.answer?.question) return;
    const { view, dimension } = this.page.state.scenario.surface;
    this.moved = true;
    const point = startOf(this.answer.value, view, dimension);
    this.page.state.change({ start: point.slice(0, dimension).map((at) => Number(at.toPrecision(6))).join() });
  }

  /** The line is there again. */
  renew(): void {
    this.unsent = this.answer !== null;
  }

  /** An answer came too late, or before the room knew what is asked. */
  late(question: string): void {
    if (question !== this.answer?.question) return;
    if (this.ask?.open) this.unsent = true;
    else for (const said of [this.turnout, this.spoken]) setText(said, say("ask.late"));
  }

  /** Shows what there is; also as the runs come to be seen. */
  show(): void {
    const { ask } = this;
    if (ask?.open || this.hiddenFor !== ask?.id) this.hidden = hiddenOf(this.page);
    this.hiddenFor = ask?.id;
    taps.send = this.takesStart;
    if (ask?.open) this.showPick(ask);
    else this.pick.remove();
    if (ask?.kind !== "rate" || ask.open) this.onRuler.show([], "");
    if (!ask || ask.open) return;
    if (!this.result.isConnected) byId("cards").before(this.result);
    const { voters: n } = ask;
    if (this.turnout.textContent !== say("ask.late")) setText(this.turnout, say("ask.answered", { n }));
    const bars = ask.kind === "first" || ask.kind === "ends";
    setHidden(this.bars.root, !bars);
    triedWith(this.page, ask, this.with);
    setHidden(this.dots.root, ask.kind !== "rate" || !ask.given);
    setText(this.words, ask.kind === "start" ? startWords(this.page, ask) : ask.kind === "rate" ? this.showRates(ask) : "");
    if (bars) this.bars.show(shownOf(this.page, ask, this.hidden, ask.tally ?? [], this.mine(ask)));
    if (wasSeen(this.page, ask)) setText(this.spoken, spokenOf(this.turnout, this.words, this.bars));
  }

  private begin(): void {
    const { ask } = this;
    this.run = 0;
    clearTimeout(this.sending);
    if (ask?.kind !== "start" || ask.open) this.page.figure.clouds.give(null);
    for (const said of [this.turnout, this.spoken]) setText(said, "");
    this.rates.forget();
    if (ask && this.answer && this.answer.question !== ask.id) this.member.answer = null;
    this.page.prediction.askInstead(ask?.open ? questionOf(this.page, ask.kind) : "");
  }

  private showPick(ask: LiveAsk): void {
    const { runs } = this.page.state.scenario;
    if (ask.kind === "start" || ask.kind === "rate" ? ask.runs >= runs.length : runs.length !== ask.runs) return this.pick.remove(); // its scenario has not come yet
    if (!this.pick.isConnected) byId("prediction").append(this.pick);
    this.page.prediction.askInstead(questionOf(this.page, ask.kind));
    const built = JSON.stringify([ask.id, [...this.hidden], runs.map(({ ink, shape }) => [ink, shape])]); // rates may move meanwhile, under a finger that answers
    if (built !== this.built) this.build(ask);
    this.built = built;
    for (const span of this.choices.querySelectorAll<HTMLElement>("[data-run]")) setText(span, nameOf(this.page, runs[Number(span.dataset.run)]!));
    this.mark(ask);
    if (this.heard !== ask.id) this.sayAsked(ask);
    this.heard = ask.id;
  }

  /** Tells those who hear the page what is asked, and how to answer without a finger. */
  private sayAsked({ kind }: LiveAsk): void {
    setText(this.spoken, [questionOf(this.page, kind), this.note.textContent, kind === "start" ? say("ask.start.keys") : ""].filter(Boolean).join(" "));
  }

  private build(ask: LiveAsk): void {
    const focus = this.choices.contains(document.activeElement);
    this.choices.classList.toggle("poll-ends", ask.kind === "ends");
    if (this.hidden.has(this.run)) this.run = Math.max(0, [...Array(ask.runs).keys()].findIndex((run) => !this.hidden.has(run)));
    if (ask.kind === "rate") this.choices.replaceChildren(this.slider(ask));
    else if (ask.kind === "start") this.choices.replaceChildren();
    else if (ask.kind === "first") this.choices.replaceChildren(...this.runButtons(), this.button(say("ask.none"), ask.runs, () => this.choose(ask.runs)));
    else this.choices.replaceChildren(...(ask.runs - this.hidden.size > 1 ? [this.tabs()] : []), ...ENDINGS.map(({ band }, i) => this.endingButton(i, band)));
    if (focus) this.choices.querySelector<HTMLElement>("button, input")?.focus();
  }

  /** One slider for the rate, which is sent as it moves. */
  private slider(ask: LiveAsk): HTMLElement {
    const info = this.page.state.scenario.runs[ask.runs]!;
    const slider = make("input", "poll-slider");
    const shown = make("output", "poll-rate");
    slider.type = "range";
    [slider.min, slider.max, slider.step] = ["0", String(ask.choices - 1), "1"];
    slider.value = String(this.answer?.value ?? Math.floor(ask.choices / 2));
    slider.setAttribute("aria-labelledby", "question");
    const tell = () => {
      setText(shown, `η\u00a0=\u00a0${shownRate(rateOf(Number(slider.value), ask))}`);
      slider.setAttribute("aria-valuetext", shown.textContent ?? "");
    };
    slider.addEventListener("input", () => (tell(), this.sendSoon(Number(slider.value))));
    slider.addEventListener("change", () => this.choose(Number(slider.value)));
    tell();
    const row = make("div", "poll-range");
    row.dataset.ink = String(info.ink);
    row.append(shown, slider);
    return row;
  }

  /** Of a slider that moves a rate goes out now and then. */
  private sendSoon(value: number): void {
    clearTimeout(this.sending);
    this.sending = setTimeout(() => this.choose(value), 100);
  }

  /** Shows the rates of the room, and what they do once that was seen; returns that in words. */
  private showRates(ask: LiveAsk): string {
    const { prediction, player, state } = this.page;
    const mine = this.answer?.question === ask.id ? this.answer.value : -1;
    const dots = this.rates.dots(ask, state.scenario, ratesIn(ask.given ?? ""), mine, !prediction.state && !player.hidesFuture && "shown");
    const words = this.rates.words(dots, ask.voters);
    this.dots.show(dots, [ask.from, ask.to], words);
    this.onRuler.show(dots, state.scenario.runs[ask.runs]?.optimizer ?? "");
    return words;
  }

  private runButtons(): HTMLElement[] {
    return this.page.state.scenario.runs.flatMap((info, run) => {
      if (this.hidden.has(run)) return [];
      const button = this.button("", run, () => this.choose(run));
      button.dataset.ink = String(info.ink);
      button.append(sign(info), nameless(run));
      return button;
    });
  }

  /** One run after the other is asked about: which, and which are answered. */
  private tabs(): HTMLElement {
    const tabs = make("div", "poll-tabs");
    this.page.state.scenario.runs.forEach((info, run) => {
      if (this.hidden.has(run)) return;
      const tab = make("button", "poll-tab");
      tab.type = "button";
      tab.dataset.ink = String(info.ink);
      tab.append(sign(info), nameless(run));
      tab.addEventListener("click", () => ((this.run = run), this.show()));
      tabs.append(tab);
    });
    return tabs;
  }

  private endingButton(i: number, band: string): HTMLButtonElement {
    const button = this.button(ending(i, this.page.state.scenario.surface.network !== undefined), i, () => this.chooseEnding(i));
    button.style.setProperty("--part", `var(--band-${band})`);
    return button;
  }

  private button(text: string, choice: number, act: () => void): HTMLButtonElement {
    const button = make("button", "poll-choice", text);
    button.type = "button";
    button.dataset.choice = String(choice);
    button.addEventListener("click", act);
    return button;
  }

  private chooseEnding(i: number): void {
    const { ask } = this;
    if (!ask) return;
    const endings = endingsOf(this.answer?.value ?? 0, ask.runs);
    endings[this.run] = i;
    const open = endings.findIndex((each, run) => each < 0 && !this.hidden.has(run));
    if (open >= 0) this.run = open;
    this.choose(valueOf(endings));
  }

  private choose(value: number): void {
    if (!this.ask?.open) return;
    clearTimeout(this.sending);
    this.member.answer = { question: this.ask.id, value };
    this.send();
    this.show();
  }

  private send(): void {
    if (!this.answer || this.answer.question !== this.ask?.id) return;
    this.unsent = !this.page.say({ answer: this.answer });
  }

  /** Marks this page's answer on the buttons, and says that it counts. */
  private mark(ask: LiveAsk): void {
    const value = this.answer?.value;
    const endings = ask.kind === "ends" ? endingsOf(value ?? 0, ask.runs) : [];
    const chosen = ask.kind === "ends" ? endings[this.run] : value;
    for (const button of this.choices.querySelectorAll<HTMLElement>(".poll-choice")) setAttribute(button, "aria-pressed", String(Number(button.dataset.choice) === chosen));
    this.choices.querySelectorAll<HTMLElement>(".poll-tab").forEach((tab) => {
      const run = Number(within(tab, "[data-run]").dataset.run);
      setAttribute(tab, "aria-pressed", String(run === this.run));
      tab.classList.toggle("poll-done", (endings[run] ?? -1) >= 0);
    });
    const left = endings.filter((each, run) => each < 0 && !this.hidden.has(run)).length;
    setText(this.note, value === undefined ? say(ask.kind === "start" || ask.kind === "rate" ? `ask.${ask.kind}.choose` : "ask.choose") : left > 0 ? say("ask.left", { n: left }) : say(this.unsent ? "ask.unsent" : "ask.sent"));
  }

  /** The choices that this page made. */
  private mine({ id, kind, runs }: LiveAsk): Set<number> {
    if (this.answer?.question !== id) return new Set();
    if (kind === "start" || kind === "rate") return new Set();
    if (kind === "first") return new Set([this.answer.value]);
    return new Set(endingsOf(this.answer.value, runs).flatMap((each, run) => (each < 0 ? [] : [run * ENDINGS.length + each])));
  }
}

/** The place of a run's name, which may change while it is asked about. */
function nameless(run: number): HTMLElement {
  const span = make("span");
  span.dataset.run = String(run);
  return span;
}
