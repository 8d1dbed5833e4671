// What is said to those who listen: how runs end, where the playhead rests,
// which lesson and which run was gone to.
import { byId, maybe } from "../dom/dom.ts";
import type { Figure } from "../figure/figure.ts";
import { lessonOf } from "../link/lesson-plan.ts";
import type { State } from "../link/state.ts";
import type { PredictionState } from "../play/predict.ts";
import type { OutcomeMessage } from "../wire/wire.ts";
import { moreWords } from "../words/catalogue.ts";
import { Speaker } from "../words/speaker.ts";
import { t } from "../words/words.ts";

/** Says what changed on the page, in its live region. */
export class Announcer {
  private readonly speaker = new Speaker(byId("announce"));
  /** Whether the reader has moved the playhead by a key or a button: then where it rests is said. */
  private stepped = false;
  private lesson = "";

  constructor(
    private readonly figure: Figure,
    private readonly state: State,
    /** What of the runs is hidden. */
    private readonly prediction: () => PredictionState,
  ) {}

  /** The reader moves the playhead. */
  step(): void {
    this.stepped = true;
  }

  /** The playhead came to rest. */
  rested(): void {
    if (this.stepped && !this.figure.player.playing) this.sayStep();
  }

  /** Says the step and the loss there of each run that is drawn, or when it ended; the slider of steps says its own. */
  sayStep(): void {
    withWords(({ stepSaid }) =>
      this.speaker.saySoon(() => {
        const shown = this.figure.pictures.shown;
        if (!shown || this.prediction() === "hidden" || document.activeElement === byId("scrub")) return "";
        return stepSaid(shown, this.figure.player.k, this.figure.choice.hidden, (info) => this.figure.cards.nameOf(shown.scenario, info));
      }),
    );
  }

  /** Says how a run ended, unless that is still to be guessed or seen, the run is not drawn, or there is another scenario by then. */
  sayOutcome(outcome: OutcomeMessage): void {
    const { figure, state } = this;
    const { scenario } = state;
    const tells = () => !figure.choice.hidden.has(outcome.run) && !this.prediction() && !figure.player.hidesFuture;
    if (!tells()) return;
    withWords(({ outcomeSaid }) => this.speaker.tell(outcome.run, () => (tells() && state.scenario === scenario ? outcomeSaid(scenario, outcome, figure.clouds.spoken(outcome.run)) : "")));
  }

  /** Says the lesson, which of its beats it is, and the beat's text or what it asks, if it is another one. */
  sayLesson(preset: string): void {
    if (this.lesson && preset && preset !== this.lesson) {
      this.stepped = false;
      const parts = ["lesson-title", "beat-count", "story", ...(this.prediction() === "hidden" ? ["question"] : [])];
      if (lessonOf(preset).lesson === lessonOf(this.lesson).lesson) parts.shift();
      const texts = parts.map((id) => maybe(id)?.dataset.said || (maybe(id)?.textContent ?? "").trim());
      this.speaker.say(texts.filter(Boolean).join(". "));
    }
    this.lesson = preset || "none";
  }

  /** Says what a key has shown or hidden, once that is so; says is the message that names it. */
  sayToggled(says: string, on: () => boolean): void {
    withWords(({ toggledSaid }) => this.speaker.saySoon(() => toggledSaid(says, on())));
  }

  /** Says which run is chosen. */
  sayChosen(): void {
    const { figure, state } = this;
    const info = state.scenario.runs[figure.choice.run];
    if (info) this.speaker.say(t("run.chosen", { name: figure.cards.nameOf(state.scenario, info) }));
  }

  /** Says what is asked about the hidden runs. */
  sayQuestion(): void {
    if (this.prediction() === "hidden") this.speaker.say(byId("question").textContent ?? "");
  }

  /** The runs were hidden or shown: their outcomes are not announced, or are announced now. */
  followPrediction(): void {
    if (this.prediction()) return this.speaker.hush();
    this.sayOutcomes();
  }

  /** Says how the runs ended. */
  sayOutcomes(): void {
    for (const { outcome } of this.figure.pictures.shown?.runs ?? []) if (outcome) this.sayOutcome(outcome);
  }
}

let known: typeof import("./aloud.ts") | null = null;

/** Calls with what words the runs for those who listen: it comes after the first picture. */
function withWords(say: (aloud: typeof import("./aloud.ts")) => void): void {
  if (known) return say(known); // asked for with each outcome of each picture of a drag
  Promise.all([import("./aloud.ts"), moreWords()]).then(([aloud]) => say((known = aloud)), () => undefined);
}
