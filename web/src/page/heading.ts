// What names the scenario that is shown: the lesson, the set-up's button, and
// the question about it.
import { maybe, setText } from "../dom/dom.ts";
import type { Place } from "../link/address.ts";
import type { State } from "../link/state.ts";
import type { Prediction } from "../play/predict.ts";
import { Lessons } from "../side/lesson.ts";
import type { ScenarioMessage } from "../wire/wire.ts";
import { optimizerName, surfaceName } from "../words/names.ts";
import { t } from "../words/words.ts";

/** The names of what is shown, and the way to other lessons. */
export class Heading {
  readonly lessons: Lessons;
  /** The link that the page came by. */
  private readonly opened: string;

  constructor(
    private readonly state: State,
    private readonly prediction: Prediction,
    go: (place: Place) => void,
  ) {
    this.lessons = new Lessons(state.settings.lessons, go);
    this.opened = state.link({});
  }

  /** Names the place that was resolved. */
  show(): void {
    if (this.state.link({}) !== this.opened) maybe("unknown")?.remove(); // it is about the link that the page came by
    this.showLesson();
    nameSetup(this.state.scenario);
  }

  /** Names the lesson, and asks about its runs. */
  showLesson(): void {
    const { place, scenario } = this.state;
    this.lessons.show(place, scenario, this.prediction.veil !== "");
    this.prediction.ask(scenario);
  }
}

/** The set-up's button names the surface and the optimizer. */
function nameSetup(scenario: ScenarioMessage): void {
  const button = maybe("setup-what");
  const ids = new Set(scenario.runs.map((run) => run.optimizer));
  const optimizer = ids.size === 1 ? optimizerName(scenario.runs[0]!.optimizer) : t("optimizer.mixed");
  if (button) setText(button, `${surfaceName(scenario)} · ${optimizer}`);
}
