// The basins on the stage: asked for while they are shown, for what the map
// shows; painted again in another theme, gone with the surface that they are of.

import type { BasinImage } from "../draw/basin-image.ts";
import { basinImage, farColor, slowed } from "../draw/basins.ts";
import { type Theme, mix, parseColor, rgbText } from "../draw/colors.ts";
import { byId, make, setText } from "../dom/dom.ts";
import { runName } from "../words/names.ts";
import { shownLoss } from "../words/numbers.ts";
import { type Box, boxOf, boxText, contains, width } from "../plane/view.ts";
import type { BasinFrame, BasinsMessage, ScenarioMessage } from "../wire/wire.ts";
import { t } from "../words/words.ts";

/** Points a side. */
const SAMPLES = 256;
/** So many stars have room in the key. */
const STARS = 6;
/** A map that has not moved for so long, in ms, rests: then its basins are asked for. */
const REST = 140;

/** What basins ask for, and where their picture goes. */
export interface BasinEvents {
  ask(query: string): void;
  cancel(): void;
  show(image: BasinImage | null): void;
}

/** Starts of one run in a box. */
interface Asked {
  query: string;
  box: Box | null;
}

/** Asks for basins while they are shown, and makes their picture. */
export class BasinLayer {
  private on = false;
  private asked: Asked | null = null;
  private message: BasinsMessage | null = null;
  /** What is on the screen, and the question that it answers. */
  private shown: { frame: BasinFrame; box: Box; query: string } | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private theme: Theme,
    private readonly events: BasinEvents,
    /** The part of the plane that is seen. */
    private box: Box | null,
  ) {
    this.paintKey();
  }

  /** Shows or hides the layer; the basins of a run are then asked for with want(). */
  setOn(on: boolean): void {
    if (on === this.on) return;
    this.on = on;
    byId("basins-key").hidden = !on;
    if (on) return;
    clearTimeout(this.timer);
    this.events.cancel();
    this.clear();
  }

  /** Asks for the basins at a run's rate, if they are shown. */
  want(scenario: ScenarioMessage | null, chosen: number): void {
    const run = Math.min(chosen, (scenario?.runs.length ?? 0) - 1);
    const info = scenario?.runs[run];
    if (!this.on || !scenario || !info) return;
    if (scenario.surface.dimension !== 2) return this.without();
    byId("basins-key").hidden = false;
    setText(byId("basins-name"), t("map.basins.key", { name: runName(scenario, info) }));
    this.ask(`${scenario.query}${scenario.query ? "&" : ""}run=${run}&n=${SAMPLES}`);
  }

  /** A loss of one weight, or of many, has no map of starts. */
  private without(): void {
    byId("basins-key").hidden = true;
    clearTimeout(this.timer);
    this.asked = null;
    this.events.cancel();
    this.clear();
  }

  /** Another part of the plane is seen: its basins are asked for once it rests. */
  look(box: Box): void {
    this.box = box;
    clearTimeout(this.timer);
    if (this.asked?.box && boxText(this.asked.box) === boxText(box)) return;
    this.timer = setTimeout(() => this.on && this.asked && this.ask(this.asked.query), REST);
  }

  take(answer: BasinsMessage | BasinFrame): void {
    if (!("kind" in answer)) {
      this.message = answer;
      return;
    }
    if (!this.message || !this.asked) return;
    const box = boxOf(this.message.view);
    if (!this.improves(answer, box)) return;
    this.shown = { frame: answer, box, query: this.asked.query };
    byId("basins-key").dataset.whole = String(answer.complete); // for those who look from outside
    this.paint();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.paintKey();
    this.paint();
  }

  /** What was asked about is no longer shown. */
  clear(): void {
    this.message = this.shown = this.asked = null;
    byId("basins-key").dataset.whole = "false";
    this.events.show(null);
  }

  private ask(query: string): void {
    this.asked = { query, box: this.box };
    this.events.ask(query + (this.box ? `&box=${boxText(this.box).replace(/\+/g, "")}` : ""));
  }

  /** Of the same runs a coarser image does not take a finer one's place, where that shows enough. */
  private improves(frame: BasinFrame, box: Box): boolean {
    const { shown } = this;
    if (frame.complete || !shown || shown.query !== this.asked?.query) return true;
    return !contains(shown.box, box) || width(box) / frame.n < width(shown.box) / shown.frame.n;
  }

  private paint(): void {
    if (!this.on || !this.shown) return;
    const image = basinImage(this.shown.frame, this.theme, this.shown.box, this.message?.minima ?? []);
    this.events.show(image);
    this.nameStars(image);
  }

  /** The key has a star for each minimum that some start ends at, the lowest first, as far as there is room. */
  private nameStars({ hues }: BasinImage): void {
    const stars = hues.slice(0, STARS).map(({ loss, color }) => {
      const item = make("span", "key-item", ` ${shownLoss(loss)}`);
      const sign = make("i", "key-star");
      sign.style.background = color;
      item.prepend(sign);
      return item;
    });
    if (hues.length > STARS) stars.push(make("span", "key-item", "…"));
    byId("basins-stars").replaceChildren(...stars);
  }

  private paintKey(): void {
    const color = mix(parseColor(this.theme.paper), parseColor(this.theme.text), 0.25);
    const [soon, late] = [0, 1].map((slowness) => rgbText(slowed(color, slowness, this.theme)));
    byId("basins-steps").style.background = `linear-gradient(to right, ${soon}, ${late})`;
    byId("basins-none").style.background = this.theme.high;
    byId("basins-far").style.background = rgbText(farColor(this.theme));
  }
}
