// The page's buttons and keys, and what each of them does. They come after the first picture.
import { byId, tellMissing } from "../dom/dom.ts";
import { toggleFullScreen } from "../dom/fullscreen.ts";
import { laterStyles } from "../dom/later-styles.ts";
import type { Figure } from "../figure/figure.ts";
import type { Look } from "../figure/look.ts";
import { bindKeys, bindSwitches, type KeyActions } from "../input/keys.ts";
import { toggled } from "../link/ensemble.ts";
import type { State } from "../link/state.ts";
import { bindDisplay } from "../panel/display.ts";
import { LayersMenu } from "../panel/layers-menu.ts";
import { Panel } from "../panel/setup.ts";
import { bindShare, type Sharing } from "../panel/share.ts";
import type { Prediction } from "../play/predict.ts";
import { keepInSight } from "../side/in-sight.ts";
import type { Lessons } from "../side/lesson.ts";
import { moreWords } from "../words/catalogue.ts";
import type { Announcer } from "./announcer.ts";
import type { Panels } from "./panels.ts";

/** What buttons and keys act on. */
export interface Controlled {
  state: State;
  figure: Figure;
  prediction: Prediction;
  announcer: Announcer;
  panels: Panels;
  look: Look;
  lessons: Lessons;
  /** Starts a lecture; tells why there is none, empty where there is. */
  lecture(): Promise<string>;
}

/** Binds the buttons and keys; a page that is the figure alone has no keys. */
export function bindControls(page: Controlled): void {
  const { state, panels, look } = page;
  panels.bindSetup(Panel);
  look.bindLayers(LayersMenu);
  bindDisplay({
    theme: (name) => look.setTheme(name),
    language: (lang) => (state.setPage({ lang }), location.assign(state.home(lang))),
    predict: () => togglePrediction(page),
    keys: () => panels.openKeys(),
  });
  if (state.settings.embed) return;
  bindLink(page);
  byId("to-rates").addEventListener("click", () => (document.querySelector<HTMLElement>(".ruler .flag:not([hidden])") ?? byId("ruler-field")).focus());
  byId("ensemble").addEventListener("click", () => state.change(toggled(state.scenario)));
  byId("step-open").addEventListener("click", () => panels.toggleArithmetic());
  bindSwitches();
  bindKeys(actions(page));
}

/** The link that is copied is of what is shown. */
function bindLink({ state, figure: { player }, lecture }: Controlled): void {
  const sharing: Sharing = {
    keys: () => state.meant,
    link: (keys) => state.link(keys),
    frame: (keys) => state.frameLink(keys),
    code: (keys) => state.codeQuery(keys),
    figure: (keys) => state.figureQuery(keys),
    scenario: () => state.whole(),
    step: () => (player.atEnd ? null : player.k),
    network: state.settings.network,
    lecture: state.settings.live ? null : lecture,
  };
  bindShare(sharing, async (onChange, copy) => {
    const [{ Options }] = await Promise.all([import("./on-demand.ts"), moreWords(), laterStyles()]);
    return new Options(sharing, onChange, copy);
  });
}

function actions(page: Controlled): KeyActions {
  const { figure, prediction, announcer, panels, look, lessons } = page;
  /** Moves the playhead, unless there is nothing to see yet. */
  const move = (how: () => void) => {
    if (prediction.state === "hidden") return;
    announcer.step();
    how();
  };
  /** The show of a lesson's beat is over. */
  const seen = () => figure.player.seen && figure.player.atEnd && !figure.player.playing;
  return {
    toggle: () => {
      if (prediction.state === "hidden") prediction.reveal();
      else if (!seen() || !lessons.turn(1)) move(() => figure.transport.toggle());
    },
    turn: (by) => (by > 0 && prediction.state === "hidden" ? prediction.reveal() : lessons.turn(by)), // a clicker has no other key
    step: (n) => move(() => figure.transport.step(n)),
    restart: () => move(() => (figure.transport.seek(0), announcer.sayStep())),
    choose: (run) => {
      figure.choose(run);
      const card = figure.cards.cardOf(figure.choice.run);
      if (card) keepInSight(card); // a key holds nothing that would go with the page
      announcer.sayChosen();
    },
    nudge: (decades) => figure.ruler.nudge(figure.choice.run, decades),
    layer: (name) => {
      const says = look.toggleLayer(name);
      if (says) announcer.sayToggled(says, () => figure.layers[name]);
    },
    layers: () => byId("layers").click(),
    relief: () => {
      look.toggleMode();
      if (figure.stage.shownMode !== "1d") announcer.sayToggled("key.relief", () => Boolean(page.state.page.mode)); // the relief may be still to come
    },
    heights: () => look.toggleHeights(),
    arithmetic: () => {
      void panels.toggleArithmetic().then(() => announcer.sayToggled("key.arithmetic", () => Boolean(page.state.page.panel)));
    },
    ensemble: () => page.state.change(toggled(page.state.scenario)),
    next: () => lessons.move(1),
    previous: () => lessons.move(-1),
    predict: () => togglePrediction(page),
    full: toggleFullScreen,
    help: () => panels.openKeys(),
    escape: () => panels.close(),
  };
}

/** Hides the runs and asks; shows them as they go; hides them again. */
function togglePrediction({ prediction, announcer }: Controlled): void {
  void laterStyles().catch(tellMissing).then(() => {
    prediction.toggle();
    announcer.sayQuestion();
  });
}
