// The page's entry: it only wires the figure, the choices, the address and the
// stream to each other.
import { embedded } from "./dom/dom.ts";
import { setBase } from "./dom/site.ts";
import { watchTheme } from "./dom/theme.ts";
import { Figure } from "./figure/figure.ts";
import { Look } from "./figure/look.ts";
import { Opening } from "./figure/opening.ts";
import { bindPrint } from "./figure/print.ts";
import { onSharpness } from "./figure/sharp.ts";
import { setHome, type ScenarioAddress } from "./link/address.ts";
import type { Hand } from "./link/hand.ts";
import { State, type Settings } from "./link/state.ts";
import { Announcer } from "./page/announcer.ts";
import { Answers } from "./page/answers.ts";
import { ConnectionNotice } from "./page/connection.ts";
import { bindControls } from "./page/controls.ts";
import { Heading } from "./page/heading.ts";
import { Inviting } from "./page/inviting.ts";
import { LiveLoader } from "./page/live-loader.ts";
import { Moves } from "./page/moves.ts";
import { Networks } from "./page/networks.ts";
import { Panels } from "./page/panels.ts";
import { setRate } from "./page/rates.ts";
import { Prediction } from "./play/predict.ts";
import { askedAhead, streamURL } from "./wire/socket.ts";
import { Stream } from "./wire/stream.ts";
import type { ScenarioMessage } from "./wire/wire.ts";
import { written } from "./words/numbers.ts";
import { setMessages } from "./words/words.ts";

setMessages(embedded<Record<string, string>>("messages"));
const settings = embedded<Settings>("page");
setBase(settings.base);
setHome(settings.home);
const first = embedded<ScenarioMessage>("scenario");

const state = new State(first, settings, (place, held) => stream.ask("run", place.query, place.preset || undefined, held), resolved);

const figure: Figure = new Figure({
  rate: setRunsRate,
  rateEnd: (keys) => (moves.settle(), state.end(keys ? 700 : 0)),
  start: (point, phase) => {
    const time = performance.now();
    move(phase === "move", () => figure.measure(state.change({ start: point.slice(0, state.scenario.surface.dimension).map(written).join() }, true), time, phase === "move"));
    if (phase === "end") {
      state.end(300);
      live?.placed(point);
    }
  },
  set: (keys) => state.setPage(keys),
  rested: (k) => {
    state.setPage({ at: k === null ? "" : String(k) });
    announcer.rested();
    prediction.rested();
    opening.rested();
  },
  told: () => (prediction.rested(), announcer.sayOutcomes()),
  heights: () => look.toggleHeights(),
  sweep: (query) => stream.ask("sweep", query),
  ensemble: (query) => (query === null ? (stream.cancel("ensemble"), -1) : stream.ask("ensemble", query)),
  counted: () => announcer.sayOutcomes(),
  basins: (query) => (query === null ? stream.cancel("basins") : stream.ask("basins", query)),
  rates: (text, whole) => state.setPage({ rates: whole ? "" : text }),
});

const prediction: Prediction = new Prediction(figure.player, { changed: predictionChanged });
const opening = new Opening(figure, state, {
  predicting: () => prediction.state !== "",
  paused: () => announcer.sayStep(),
  shown: () => void inviting.show(),
  opened,
});
const announcer = new Announcer(figure, state, () => prediction.state);
const networks = new Networks(figure);
const panels = new Panels(figure, state, networks);
const look = new Look(figure, state, () => panels.paint());
const heading = new Heading(state, prediction, goTo, (run, rate) => setRunsRate(run, rate, { held: false, time: performance.now(), keys: false }), show);
const answers = new Answers({ state, figure, look, opening, panels, announcer }, first);

const inviting = new Inviting(() => figure.ruler.beckon());
const notice = new ConnectionNotice({ picture: () => figure.pictures.shown, asked: () => state.asked });
let live: LiveLoader | undefined;
const stream: Stream = new Stream({
  url: streamURL(location),
  asked: askedAhead(),
  onMessage: (message) => (answers.take(message), moves.free()),
  onFrame: (frame) => figure.take(frame),
  onState: (now, why) => (notice.showState(now, why, () => stream.carrier), live?.follow(now)),
  onLive: (message) => live?.take(message),
  onPicture: (frame) => live?.picture(frame),
  onQuiet: (quiet) => notice.showQuiet(quiet),
  plain: async () => new (await import("./page/on-demand.ts")).PlainCarrier(),
});

const moves = new Moves({ busy: () => stream.drawing, outdated: () => state.outdate() });

/** The user changes what is shown; a hand that drags may do so many times for one picture. */
function move(dragged: boolean, make: () => void): void {
  if (dragged) figure.turns.drag();
  else moves.settle();
  if (dragged) moves.take(make);
  else make();
}

/** The user sets a run's rate. */
function setRunsRate(run: number, lr: number, hand: Hand): void {
  inviting.end();
  move(hand.held && !hand.keys, () => setRate(figure, state, run, lr, hand));
}

/** The newest request was resolved: everything that names it says so. */
function resolved(): void {
  heading.show();
  opening.showRates();
  opening.resolved(state.asked);
  if (!opening.awaits(state.asked)) announcer.sayLesson(state.place.preset);
  panels.refresh();
}

/** Goes to a lesson's beat. What asks is hidden at once, and nothing is told before the other picture is there. */
function goTo(place: ScenarioAddress): void {
  opening.openLesson(place);
  if (state.page.predict === "1") prediction.set(true);
  look.applyRuns();
}

/** A beat that was gone to is there. */
function opened(): void {
  show();
  announcer.sayLesson(state.place.preset);
}

/** What the runs do was hidden, or shown. */
function predictionChanged(): void {
  state.setPage({ predict: prediction.state === "hidden" ? "1" : "" });
  figure.setPrediction(prediction.state);
  heading.showLesson();
  announcer.followPrediction();
}

/** Shows what the page's own keys ask for. */
function show(): void {
  prediction.set(state.page.predict === "1");
  look.apply();
  panels.apply();
  opening.showPart();
}

figure.onDraw((k) => {
  const { shown } = figure.pictures;
  if (!shown) return;
  panels.follow(shown, k);
  networks.follow(shown, k, prediction.state === "hidden");
  live?.drawn();
});
figure.setScenario(first, true);
live = new LiveLoader({
  state,
  player: figure.player,
  figure,
  prediction,
  say: (request) => stream.say(request),
  look: show,
  moved: () => figure.invalidate(),
  askOnce: () => void (state.asked < 0 && state.request()),
  displace: () => (moves.drop(), state.displace(stream.displace("run"))),
  feed: (part) => ("kind" in part && !("type" in part) ? figure.take(part) : answers.take(part)),
  measure: () => figure.player.setLast(figure.pictures.longest()),
  way: () => stream.way,
  ping: () => stream.ping(),
  predicting: () => prediction.state === "hidden",
});
watchTheme(() => look.repaint());
bindControls({ state, figure, prediction, announcer, panels, look, lessons: heading.lessons, lecture: () => live!.start() });
addEventListener("popstate", () => (state.restore(), show(), opening.await()));
bindPrint(figure, () => state.page.theme ?? "");
onSharpness(() => (figure.setTheme(), figure.resizeNow()));
notice.watch(stream);
show();
if (!settings.live) (state.request(), opening.openLink());
document.documentElement.dataset.started = ""; // from here on a fault is a late one
