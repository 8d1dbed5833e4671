// The page's entry: it only wires the figure, the choices, the address and the
// stream to each other.
import { byId, embedded } from "./dom/dom.ts";
import { awaitHands, forHands } from "./dom/hands-come.ts";
import { setBase } from "./dom/site.ts";
import { watchTheme } from "./dom/theme.ts";
import { Figure } from "./figure/figure.ts";
import { Look } from "./figure/look.ts";
import { Opening } from "./figure/opening.ts";
import { onSharpness } from "./figure/sharp.ts";
import { setHome } from "./link/address.ts";
import { hasEnsembles } from "./link/ensemble.ts";
import { State, type Settings } from "./link/state.ts";
import { Announcer } from "./page/announcer.ts";
import { Answers } from "./page/answers.ts";
import { ConnectionNotice } from "./page/connection.ts";
import { Hands } from "./page/hands.ts";
import { Heading } from "./page/heading.ts";
import { Inviting } from "./page/inviting.ts";
import { LiveLoader } from "./page/live-loader.ts";
import { Navigation } from "./page/navigation.ts";
import { Networks } from "./page/networks.ts";
import { Panels } from "./page/panels.ts";
import { Prediction } from "./play/predict.ts";
import { askedAhead, streamURL } from "./wire/socket.ts";
import { Stream } from "./wire/stream.ts";
import type { ScenarioMessage } from "./wire/wire.ts";
import { setMessages } from "./words/words.ts";

setMessages(embedded<Record<string, string>>("messages"));
const settings = embedded<Settings>("page");
setBase(settings.base);
setHome(settings.home);
const first = embedded<ScenarioMessage>("scenario");

const state = new State(first, settings, (place, held) => stream.ask("run", place.query, place.preset || undefined, held), () => navigation.resolved());

const figure: Figure = new Figure({
  rate: (run, lr, hand) => hands.rate(run, lr, hand),
  rateEnd: (keys) => hands.rateEnd(keys),
  start: (point, phase) => hands.start(point, phase),
  set: (keys) => {
    state.setPage(keys);
    if ("hidden" in keys) heading.showLesson(); // what is asked is of the runs that are seen
  },
  rested: (k) => {
    state.setPage({ at: k === null ? "" : String(k) });
    announcer.rested();
    prediction.rested();
    opening.rested();
  },
  seen: () => (prediction.rested(), announcer.sayOutcomes()),
  heights: () => look.toggleHeights(),
  sweep: (query) => stream.ask("sweep", query),
  ensemble: (query) => (query === null ? (stream.cancel("ensemble"), -1) : stream.ask("ensemble", query)),
  counted: () => announcer.sayOutcomes(),
  basins: (query) => (query === null ? stream.cancel("basins") : stream.ask("basins", query)),
  rates: (text, whole) => state.setPage({ rates: whole ? "" : text }),
});

const prediction: Prediction = new Prediction(figure.player, {
  changed: (hidden) => {
    state.setPage({ predict: hidden === "hidden" ? "1" : "" });
    figure.setPrediction(hidden);
    heading.showLesson();
    announcer.followPrediction();
  },
});
const opening = new Opening(figure, state, {
  predicting: () => prediction.state !== "",
  paused: () => announcer.sayStep(),
  shown: () => void inviting.show(),
  opened: () => navigation.opened(),
});
const announcer = new Announcer(figure, state, () => prediction.state);
const networks = new Networks(figure);
const panels = new Panels(figure, state, networks);
const look = new Look(figure, state, () => panels.paint());
const heading = new Heading(state, prediction, (place) => navigation.go(place), (run, rate) => hands.putBack(run, rate), () => navigation.show());
const navigation = new Navigation({ state, prediction, opening, announcer, panels, look, heading });
const answers = new Answers({ state, figure, look, opening, panels, announcer }, first);

const inviting = new Inviting(() => figure.ruler.beckon());
const notice = new ConnectionNotice({ picture: () => figure.pictures.shown, asked: () => state.asked });
let live: LiveLoader | undefined;
const stream: Stream = new Stream({
  url: streamURL(location),
  asked: askedAhead(),
  onMessage: (message) => (answers.take(message), hands.free()),
  onFrame: (frame) => figure.take(frame),
  onState: (now, why) => (notice.showState(now, why, () => stream.carrier), live?.follow(now)),
  onLive: (message) => live?.take(message),
  onPicture: (frame) => live?.picture(frame),
  onQuiet: (quiet) => notice.showQuiet(quiet),
  plain: async () => new (await import("./page/on-demand.ts")).PlainCarrier(),
});

const hands = new Hands({ state, figure, inviting, busy: () => stream.drawing, placed: (point) => live?.placed(point) });

figure.onDraw((k) => {
  const { shown } = figure.pictures;
  if (!shown) return;
  panels.follow(shown, k);
  networks.follow(shown, k, prediction.state === "hidden");
  live?.drawn();
});
figure.setScenario(first, true);
live = new LiveLoader({ state, figure, prediction, stream, hands, answers, look: () => navigation.show() });
watchTheme(() => look.repaint());
byId("transport").addEventListener("click", () => announcer.step(), { capture: true });
if (!settings.embed) byId("ensemble").hidden = !hasEnsembles(first); // from the first view on: what stands beside it does not move
if (!document.fullscreenEnabled) for (const button of document.querySelectorAll<HTMLElement>(".full")) button.hidden = true; // nor does what stands beside this
forHands(async () => {
  const { bindControls } = await import("./page/controls.ts");
  bindControls({ state, figure, prediction, announcer, panels, look, lessons: heading.lessons, lecture: () => live!.start() });
});
awaitHands();
addEventListener("popstate", () => navigation.back());
onSharpness(() => (figure.setTheme(), figure.resizeNow()));
notice.watch(stream);
navigation.show();
if (!settings.live) (state.request(), opening.openLink());
document.documentElement.dataset.started = ""; // from here on a fault is a late one
