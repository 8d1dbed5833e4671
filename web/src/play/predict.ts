// Prediction: the runs are hidden, the audience is asked what they will do, and
// then they are played. The root's attribute says which: "hidden", "revealing"
// while it plays, or none; the style sheet hides by it from the first paint.
import { byId, setText } from "../dom/dom.ts";
import type { Player } from "./player.ts";
import type { ScenarioMessage } from "../wire/wire.ts";
import { t, wordOr } from "../words/words.ts";

/** What is hidden of the runs: nothing, all, or what was not yet played. */
export type PredictionState = "" | "hidden" | "revealing";

/** How long the runs take to be shown, in seconds. */
const SHOWING = 6;

/** Who is called when the state changes. */
export interface PredictionEvents {
  changed(state: PredictionState): void;
}

/** Hides the runs until the audience has predicted them. */
export class Prediction {
  state: PredictionState = "";
  private usual = "";
  private instead = "";
  private beat = "";

  constructor(
    private readonly player: Player,
    private readonly events: PredictionEvents,
  ) {
    byId("reveal").addEventListener("click", () => this.reveal());
  }

  /** Hides or shows as a link says, at once. */
  set(hidden: boolean): void {
    this.become(hidden ? "hidden" : "");
  }

  /** The button and the key: hides, reveals, hides again. */
  toggle(): void {
    if (this.state === "hidden") this.reveal();
    else this.become("hidden");
  }

  /** Plays the descent from its start; at once where motion is unwelcome. */
  reveal(): void {
    const within = document.activeElement === byId("reveal");
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.become(still ? "" : "revealing");
    if (still) this.player.toEnd();
    else this.player.playWithin(SHOWING);
    if (within) byId("play").focus(); // the button that had it is gone
  }

  /** The playhead rests, or a hand has changed the runs: once all was shown, there is nothing to hide. */
  rested(): void {
    if (this.state === "revealing" && !this.player.hidesFuture) this.become("");
  }

  /** Asks about the runs that are not hidden: what the beat of a lesson asks, by its words' key, else who is first. */
  ask(scenario: ScenarioMessage, hidden: ReadonlySet<number>, beat: string): void {
    if (beat !== this.beat) this.instead = ""; // which was asked of another
    this.beat = beat;
    this.usual = wordOr(`${beat}.ask`, question(scenario, hidden));
    this.tell();
  }

  /** Asks something else about them; empty: what it asks anyway. */
  askInstead(question: string): void {
    this.instead = question;
    this.tell();
  }

  private tell(): void {
    setText(byId("question"), this.instead || this.usual || (byId("question").textContent ?? ""));
  }

  private become(state: PredictionState): void {
    if (state === this.state) return;
    this.state = state;
    if (state) document.documentElement.dataset.predict = state;
    else delete document.documentElement.dataset.predict;
    if (state === "hidden") {
      this.player.pause();
      this.player.restart();
    }
    for (const button of document.querySelectorAll(".predict")) button.setAttribute("aria-pressed", String(state !== ""));
    this.events.changed(state);
  }
}

const NONE = "predict.question.none";

/** What is asked of the runs that are not hidden: who is first at the bottom, where there is one. */
export function question({ surface, runs }: Pick<ScenarioMessage, "surface" | "runs">, hidden: ReadonlySet<number>): string {
  const n = runs.filter((_, run) => !hidden.has(run)).length;
  if (n === 0) return wordOr(NONE, ""); // the page came with it, and its words come after the first picture
  return t(surface.network ? "predict.question.net" : surface.unbounded ? "predict.question.open" : `predict.question.${n}`, { n });
}
