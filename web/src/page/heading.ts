// What names the scenario that is shown: the lesson, and the question about it.
import { maybe } from "../dom/dom.ts";
import type { ScenarioAddress } from "../link/address.ts";
import { hiddenIn } from "../link/page-keys.ts";
import type { State } from "../link/state.ts";
import type { Prediction } from "../play/predict.ts";
import { beatWords, Lessons } from "../side/lesson.ts";

/** The names of what is shown, and the way to other lessons. */
export class Heading {
  readonly lessons: Lessons;
  /** The link that the page came by. */
  private readonly opened: string;

  /** The course that the lessons are of. */
  private course: string | undefined;

  constructor(
    private readonly state: State,
    private readonly prediction: Prediction,
    go: (place: ScenarioAddress) => void,
    putBack: (run: number, rate: number) => void,
    /** The page's own keys are others: what they ask for is to be shown. */
    private readonly look: () => void,
  ) {
    this.lessons = new Lessons(state.lecture, go, putBack, () => import("./on-demand.ts").then((more) => more.showLessonPictures(), () => undefined));
    this.opened = state.link({});
    maybe("left-out-close")?.addEventListener("click", () => maybe("left-out")?.remove());
    this.course = state.scenario.course;
  }

  /** Names the place that was resolved. */
  show(): void {
    if (this.state.link({}) !== this.opened) for (const id of ["unknown", "left-out"]) maybe(id)?.remove(); // they are about the link that the page came by
    this.showLesson();
    if (this.state.scenario.course !== this.course) void this.learn(this.state.scenario.course);
  }

  /** The server tells another course than the page has: after a failure the next answer tries again. */
  private async learn(course: string | undefined): Promise<void> {
    const before = this.course;
    this.course = course;
    try {
      const { learnCourse } = await import("./on-demand.ts");
      if (await learnCourse(this.state)) this.look();
      this.lessons.forget();
      this.showLesson();
    } catch {
      this.course = before;
    }
  }

  /** Names the lesson, and asks about its runs. */
  showLesson(): void {
    const { place, page, scenario, lecture } = this.state;
    this.lessons.show(place, scenario, this.prediction.state !== "");
    const own = !place.query && !("hidden" in lecture.written(page, place));
    this.prediction.ask(scenario, hiddenIn(page), own ? beatWords(place.preset) : "");
  }
}
