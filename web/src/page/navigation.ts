// How the page comes from one place to another: to a lesson's beat, back in the history,
// to what the server made of a request. Each time it shows what the page's own keys ask for.
import type { Look } from "../figure/look.ts";
import type { Opening } from "../figure/opening.ts";
import type { ScenarioAddress } from "../link/address.ts";
import type { State } from "../link/state.ts";
import type { Prediction } from "../play/predict.ts";
import type { Announcer } from "./announcer.ts";
import type { Heading } from "./heading.ts";
import type { Panels } from "./panels.ts";

/** The parts of the page that a place is shown by. */
export interface Shown {
  state: State;
  prediction: Prediction;
  opening: Opening;
  announcer: Announcer;
  panels: Panels;
  look: Look;
  heading: Heading;
}

/** Goes from place to place. */
export class Navigation {
  constructor(private readonly page: Shown) {}

  /** Shows what the page's own keys ask for. */
  show(): void {
    const { prediction, state, look, panels, opening } = this.page;
    prediction.set(state.page.predict === "1");
    look.apply();
    panels.apply();
    opening.showPart();
  }

  /** Goes to a lesson's beat. What asks is hidden at once, and nothing is told before the other picture is there. */
  go(place: ScenarioAddress): void {
    const { opening, state, prediction, look } = this.page;
    opening.openLesson(place);
    if (state.page.predict === "1") prediction.set(true);
    look.applyRuns();
  }

  /** The history was gone back or forth in. */
  back(): void {
    this.page.state.restore();
    this.show();
    this.page.opening.await();
  }

  /** The newest request was resolved: everything that names it says so. */
  resolved(): void {
    const { heading, opening, state, announcer, panels } = this.page;
    heading.show();
    opening.showRates();
    opening.resolved(state.asked);
    if (!opening.awaits(state.asked)) announcer.sayLesson(state.place.preset);
    panels.refresh();
  }

  /** A beat that was gone to is there. */
  opened(): void {
    this.show();
    this.page.announcer.sayLesson(this.page.state.place.preset);
  }
}
