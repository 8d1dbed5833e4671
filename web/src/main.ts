// The page's entry: it only wires the figure, the choices, the address and the
// stream to each other.
import type { Arithmetic } from "./side/arithmetic.ts";
import { optimizerName, surfaceName } from "./words/names.ts";
import { moreWords } from "./words/catalogue.ts";
import { bindCopy } from "./dom/copy.ts";
import { bindDisplay } from "./panel/display.ts";
import { byId, embedded, maybe, setText, tellMissing } from "./dom/dom.ts";
import { Figure } from "./figure/figure.ts";
import { toggleFullScreen } from "./dom/fullscreen.ts";
import { bindKeys, bindSwitches } from "./input/keys.ts";
import { Lessons } from "./side/lesson.ts";
import { Look } from "./figure/look.ts";
import { shown, written } from "./words/numbers.ts";
import { Opening } from "./figure/opening.ts";
import { Prediction, question, type Veil } from "./play/predict.ts";
import { bindPrint } from "./figure/print.ts";
import { Problems } from "./words/problems.ts";
import { Panel, type Tab } from "./panel/setup.ts";
import type { SetupContents } from "./panel/setup-contents.ts";
import { bindShare } from "./panel/share.ts";
import { setBase } from "./dom/site.ts";
import { Speaker } from "./words/speaker.ts";
import { State, type Settings } from "./link/state.ts";
import { type Quiet, Stream, streamURL, type StreamState, type Why } from "./wire/stream.ts";
import { watchTheme } from "./dom/theme.ts";
import type { BasinFrame, Frame, Message, ScenarioMessage } from "./wire/wire.ts";
import { setMessages, t } from "./words/words.ts";

setMessages(embedded<Record<string, string>>("messages"));
const settings = embedded<Settings>("page");
setBase(settings.base);
const first = embedded<ScenarioMessage>("scenario");

bindCopy();

const state = new State(first, settings, (place) => stream.ask("run", place.query, place.preset || undefined), onPlace);
const lessons = new Lessons(settings.lessons, (place) => (opening.openLesson(place), look.applyRuns()));
const speaker = new Speaker(byId("announce"));

const figure = new Figure({
  rate: (run, lr, hand) => setRate(run, lr, hand),
  rateEnd: (keys) => state.end(keys ? 700 : 0),
  start: ([x, y], phase) => {
    const time = performance.now();
    figure.measure(state.change({ start: `${written(x)},${written(y)}` }, true), time);
    if (phase === "end") state.end(300);
  },
  set: (keys) => state.setPage(keys),
  rested: (k) => {
    state.setPage({ at: k === null ? "" : String(k) });
    if (stepped && !figure.player.playing) sayStep();
    prediction.rested();
  },
  sweep: (query) => stream.ask("sweep", query),
  basins: (query) => (query === null ? stream.cancel("basins") : stream.ask("basins", query)),
  chartRate: (lr) => setRate(figure.chosen, lr, { held: false, time: performance.now() }),
});

const prediction: Prediction = new Prediction(figure.player, { changed: showVeil });
const opening = new Opening(figure, state, () => prediction.veil !== "");

const stream: Stream = new Stream({
  url: streamURL(location),
  onMessage: take,
  onFrame: (frame: Frame | BasinFrame) => figure.take(frame),
  onState: showConnection,
  onQuiet: showQuiet,
  plain: async () => new (await import("./on-demand.ts")).PlainCarrier(),
});

const look = new Look(figure, state, () => contents?.paint());
const panel = new Panel(() => (contents ? null : fetchContents().catch(tellMissing)), fill);

// What is opened by a button is fetched with its first use.

let contents: SetupContents | null = null;
let arithmetic: Arithmetic | null = null;

async function fetchContents(): Promise<void> {
  const { SetupContents } = await import("./on-demand.ts");
  contents ??= new SetupContents(state, () => figure.theme);
}

/** Brings the tab that came into sight up to date. */
function fill(tab: Tab): void {
  contents?.fill(tab);
  figure.invalidate();
}

/** Opens or closes the step in numbers. */
async function toggleArithmetic(): Promise<void> {
  const { Arithmetic } = await import("./on-demand.ts");
  arithmetic ??= new Arithmetic({
    choose: (run) => figure.choose(run),
    tell: (step) => figure.tellStep(step),
  });
  arithmetic.toggle();
}

/** Opens the list of keys. */
function showKeys(): void {
  Promise.all([import("./on-demand.ts"), moreWords()]).then(([list]) => list.openKeys(), tellMissing);
}

const problems = new Problems(byId("problem"), (error) => {
  if (error.field === "lr") figure.cards.setError(-1, error.message);
  if (error.field === "f" || error.field === "view") contents?.fail(error);
  return error.field === "lr" || ((error.field === "f" || error.field === "view") && panel.tab === "surface");
});

/** The newest request fits. */
function clearProblems(): void {
  problems.clear();
  figure.cards.setError(-1, "");
}

/** A run's new rate, from its slider, its field, a key or the chart. */
function setRate(run: number, lr: number, hand: { held: boolean; time: number }): void {
  if (run !== figure.chosen) figure.choose(run);
  const rates = currentRates();
  rates[run] = written(lr);
  figure.measure(state.change({ lr: rates.join(",") }, hand.held), hand.time);
}

/** The rates as they were asked for last: the hand may be ahead of the answer. */
function currentRates(): string[] {
  const infos = state.scenario.runs;
  const asked = state.value("lr")?.split(",") ?? [];
  return asked.length === infos.length ? asked : infos.map((info) => written(info.lr));
}

/** The request for the page's own scenario, where the link's did not fit: what was wrong stays told. */
let fallback = -1;

function take(message: Message): void {
  switch (message.type) {
    case "scenario":
      if (message.id !== fallback) clearProblems();
      onScenario(message);
      break;
    case "error":
      if (message.id !== state.asked) break;
      problems.tell(message);
      state.fail();
      if (!figure.pictures.shown) fallback = state.fallBack(first);
      break;
    case "done":
      if (message.id === state.asked) figure.sweeps.want(state.scenario);
      void moreWords().catch(() => undefined); // once, after the first picture
      break;
  }
  figure.take(message);
  if (message.type === "outcome" && message.id === state.asked && !prediction.veil) speaker.tell(state.scenario, message);
  if (message.type === "done") opening.done(message.id);
}

let runsShown = first.runs.length;
let surfaceShown = first.surface.formula;

function onScenario(scenario: ScenarioMessage): void {
  if (scenario.surface.formula !== surfaceShown) {
    surfaceShown = scenario.surface.formula;
    figure.sweeps.clear();
    figure.stage.map.setZoom(null);
    figure.basins.clear();
  }
  if (scenario.id === state.asked) {
    const others = scenario.runs.length !== runsShown && !opening.awaits(scenario.id);
    runsShown = scenario.runs.length;
    if (others) (state.setPage({ hidden: "" }), look.applyRuns()); // a hand has added or taken some
  }
  state.take(scenario);
  figure.cards.setScenario(scenario);
  contents?.show(scenario);
  figure.basins.want(scenario, figure.chosen);
}

const opened = state.link({});

/** Whether the reader has moved the playhead by a key or a button: then where it rests is spoken. */
let stepped = false;

/** Says the step and each run's loss there; the slider of steps says its own. */
function sayStep(): void {
  const { scenario, runs } = figure.pictures.shown ?? {};
  if (!scenario || !runs || prediction.veil === "veiled" || document.activeElement === byId("scrub")) return;
  const { k } = figure.player;
  const losses = runs.map(({ info, trajectory }) => {
    const loss = trajectory.loss[Math.max(0, Math.min(k, trajectory.last))];
    return `${figure.cards.nameOf(scenario, info)} ${shown(loss ?? NaN)}`;
  });
  speaker.saySoon(t("transport.said", { k, losses: losses.join(", ") }));
}

let lessonShown = "";

/** The newest request was resolved: everything that names it says so. */
function onPlace(): void {
  const { scenario, place } = state;
  if (state.link({}) !== opened) maybe("unknown")?.remove(); // told of the link that the page came by
  lessons.show(place, scenario, prediction.veil !== "");
  if (lessonShown && place.preset && place.preset !== lessonShown) {
    stepped = false;
    speaker.say(byId("lesson-title").textContent ?? "");
  }
  lessonShown = place.preset || "none";
  prediction.ask(scenario);
  setWhat(scenario);
  if (panel.tab) fill(panel.tab);
}

function setWhat(scenario: ScenarioMessage): void {
  const what = maybe("setup-what");
  const ids = new Set(scenario.runs.map((run) => run.optimizer));
  const optimizer = ids.size === 1 ? optimizerName(scenario.runs[0]!.optimizer) : t("optimizer.mixed");
  if (what) setText(what, `${surfaceName(scenario)} · ${optimizer}`);
}

function showConnection(now: StreamState, why?: Why): void {
  if (now === "connecting") return;
  tellConnection(now === "lost" ? (behind() ? ofWhich() : t("connection.lost")) : "");
  dim(now === "lost" && behind());
  if (now === "plain" && why) void tellPlain(why);
}

/** An open line that brings nothing: what is old looks so, and then says of which rates it is. */
function showQuiet(quiet: Quiet): void {
  dim(quiet !== null && behind());
  tellConnection(quiet === "silent" ? ofWhich() : "");
}

/** Whether what is shown is not what was asked for last. */
function behind(): boolean {
  const shownID = figure.pictures.shown?.scenario.id;
  return shownID !== undefined && shownID !== state.asked;
}

function dim(on: boolean): void {
  document.documentElement.toggleAttribute("data-behind", on);
}

function ofWhich(): string {
  const runs = figure.pictures.shown?.scenario.runs ?? [];
  return runs.length > 0 ? t("connection.silent", { rates: runs.map(({ lr }) => shown(lr)).join(", ") }) : t("connection.lost");
}

/** While the page is seen and nothing is asked, the line is asked so often whether it carries, in ms. */
const PULSE = 5000;
setInterval(() => !document.hidden && stream.ping(), PULSE);

function tellConnection(text: string): void {
  const note = byId("connection");
  note.hidden = text === "";
  setText(note, text);
}

/** Says that plain HTTP carries the runs, and why. */
async function tellPlain(why: Why): Promise<void> {
  const { reasonOf } = await import("./on-demand.ts");
  const [{ kind, status }] = await Promise.all([reasonOf(why), moreWords()]);
  if (stream.carrier === "plain") tellConnection(t("connection.plain", { why: t(`connection.why.${kind}`, { status }) }));
}

figure.onDraw((k) => {
  const picture = figure.pictures.shown;
  if (!picture) return;
  arithmetic?.follow(picture, k, figure.chosen, figure.player.playing);
  if (panel.tab === "conditions") contents?.drawCurve(picture, k);
});

// What is asked before it is shown.

function showVeil(veil: Veil): void {
  state.setPage({ predict: veil === "veiled" ? "1" : "" });
  figure.setVeil(veil);
  lessons.show(state.place, state.scenario, veil !== "");
  prediction.ask(state.scenario);
  if (veil) speaker.hush();
  else for (const { outcome } of figure.pictures.shown?.runs ?? []) if (outcome) speaker.tell(state.scenario, outcome);
}

/** Hides the runs and asks; shows them as they go; hides them again. */
function togglePrediction(): void {
  prediction.toggle();
  if (prediction.veil === "veiled") speaker.say(question(state.scenario));
}

/** Marks a run for the keys, and says which. */
function choose(run: number): void {
  figure.choose(run);
  const info = state.scenario.runs[figure.chosen];
  if (info) speaker.say(t("run.chosen", { name: figure.cards.nameOf(state.scenario, info) }));
}

function bindButtons(): void {
  watchTheme(() => look.repaint());
  bindDisplay({
    theme: (name) => look.setTheme(name),
    language: (lang) => (state.setPage({ lang }), location.assign(state.link())),
    predict: togglePrediction,
    keys: showKeys,
  });
  byId("transport").addEventListener("click", () => (stepped = true), { capture: true });
  byId("transport").addEventListener("mousedown", keepFocus);
  addEventListener("popstate", () => (state.restore(), show(), opening.await()));
  bindPrint(figure, () => state.page.theme ?? "");
  addEventListener("online", () => stream.retry());
  document.addEventListener("visibilitychange", () => !document.hidden && stream.retry());
}

/** A mouse's press on a button of the transport leaves no focus there, whose ring the next key would show. */
function keepFocus(event: MouseEvent): void {
  if (!(event.target as Element).closest("button")) return;
  event.preventDefault();
  if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
}

function bindPage(): void {
  bindShare({
    link: (withStep) => state.link({ ...state.page, at: withStep ? String(figure.player.k) : "" }),
    step: () => (figure.player.atEnd ? null : figure.player.k),
    network: settings.network,
  });
  byId("step-open").addEventListener("click", () => void toggleArithmetic().catch(tellMissing));
  bindSwitches();
  bindKeys({
    toggle: () => (prediction.veil === "veiled" ? prediction.reveal() : ((stepped = true), figure.transport.toggle())),
    step: (n) => prediction.veil !== "veiled" && ((stepped = true), figure.transport.step(n)),
    restart: () => prediction.veil !== "veiled" && ((stepped = true), figure.transport.seek(0), sayStep()),
    choose,
    nudge: (decades) => figure.cards.nudge(figure.chosen, decades),
    basins: () => look.toggleBasins(),
    layers: () => byId("layers").click(),
    relief: () => look.toggleMode(),
    arithmetic: () => void toggleArithmetic().catch(tellMissing),
    next: () => lessons.move(1),
    previous: () => lessons.move(-1),
    predict: togglePrediction,
    full: toggleFullScreen,
    help: showKeys,
    escape: () => arithmetic?.close() || panel.close(),
  });
}

/** Shows what the page's own keys ask for. */
function show(): void {
  prediction.set(state.page.predict === "1");
  look.apply();
  opening.showPart();
}

figure.cards.setScenario(first);
bindButtons();
if (!settings.embed) bindPage();
show();
state.request();
opening.openLink();
document.documentElement.dataset.started = ""; // from here on a fault is a late one
