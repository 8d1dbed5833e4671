// The lessons: the presets in the order of a lecture, each told in beats, gone
// through in place.
import { writePath, type ScenarioAddress } from "../link/address.ts";
import { lessonOf, type Lecture } from "../link/lesson-plan.ts";
import { valueOf } from "../wire/query.ts";
import { moreWords } from "../words/catalogue.ts";
import { byId, make, maybe, setText } from "../dom/dom.ts";
import { surfaceName, teaching } from "../words/names.ts";
import { BeatBar } from "./beat-bar.ts";
import { Story } from "./story.ts";
import { Popover } from "../dom/popover.ts";
import { onHost } from "../dom/site.ts";
import { has, t, wordOr } from "../words/words.ts";
import type { ScenarioMessage } from "../wire/wire.ts";

/** Keys of a lesson that its sentences hold for: they name the rates that they are about. */
const spared = new Set(["lr", "names"]);

/**
 * Whether changes to a lesson leave its sentences behind: of another start or
 * another optimizer they would be claims about something else.
 */
export function leftBehind(changes: string): boolean {
  return changes.split("&").some((pair) => pair !== "" && !spared.has(pair.split("=")[0] ?? ""));
}

/** Whether a title needs smaller letters on a telephone: a letter of Korean is as wide as two. The server has the same (lecture.go). */
export function isLong(title: string): boolean {
  return [...title].reduce((wide, c) => wide + (/\p{Script=Hangul}/u.test(c) ? 2 : 1), 0) > 30;
}

/** The key of the words of a lesson's beat. */
export function beatWords(preset: string): string {
  const { lesson, beat } = lessonOf(preset);
  return `preset.${lesson}.${beat}`;
}

/** The lessons of a lecture, and the way between them. */
export class Lessons {
  private preset = "";
  /** What is told of already: a rate that moves changes none of it. */
  private shown = "";
  private readonly list: Popover | null;
  private readonly story: Story;
  private readonly bar: BeatBar | null;
  /** The language, where the link names it: other lessons' links do then too. */
  private readonly lang = valueOf(location.search.slice(1), "lang") ?? "";

  constructor(
    private readonly lecture: Lecture,
    private readonly go: (place: ScenarioAddress) => void,
    putBack: (run: number, rate: number) => void,
    listed: () => void,
  ) {
    this.story = new Story(byId("story"), putBack);
    document.addEventListener("click", (event) => this.clicked(event));
    const button = maybe("lesson-open");
    this.list = button && new Popover(button, byId("lessons"), listed);
    const bar = maybe("beats");
    this.bar = bar && new BeatBar(bar, (by) => this.turn(by));
  }

  /**
   * Shows the title and the words of the lesson's beat, or of the surface where it
   * is none. Both may tell what happens: predicting, only the surface is named, but for a
   * later beat that asks by itself, as the beats before have shown its lesson's title.
   */
  show({ preset, query }: ScenarioAddress, scenario: ScenarioMessage, predicting: boolean): void {
    const changed = leftBehind(query);
    const { lesson } = lessonOf(preset);
    const titled = this.lecture.placeOf(preset) >= 0;
    const known = titled && (!predicting || this.lecture.asksLater(preset));
    const text = known && !changed ? wordOr(beatWords(preset), "") : teaching(scenario.surface);
    this.story.show(predicting ? "" : text, known && !changed ? this.lecture.rates(preset) : [], scenario);
    const what = `${preset} ${changed} ${predicting} ${scenario.surface.id} ${scenario.surface.formula} ${text}`;
    if (what === this.shown) return;
    this.shown = what;
    this.preset = preset;
    if (!has(beatWords(preset)) && titled) moreWords().then(() => this.preset === preset && this.show({ preset, query }, scenario, predicting), () => undefined);
    const title = known ? wordOr(`preset.${lesson}.title`, surfaceName(scenario)) : surfaceName(scenario);
    const heading = known && changed ? t("lesson.changed", { title }) : title;
    byId("story").hidden = predicting || !text;
    document.title = `${heading} · ${t("page.name")}`;
    this.showTitle(heading, this.lecture.placeOf(preset));
    this.bar?.show(lessonOf(preset).beat, titled ? this.lecture.beatsOf(preset) : 0, { before: this.lecture.beat(preset, -1), after: this.lecture.beat(preset, 1) });
    this.link("lesson-previous", this.lecture.lesson(preset, -1), t("lesson.previous"));
    this.link("lesson-next", this.lecture.lesson(preset, 1), t("lesson.next"));
  }

  /** The lessons are others now, or have other words: the next show shows all. */
  forget(): void {
    this.shown = "";
  }

  /** Goes to the lesson before or after, if there is one. */
  move(by: -1 | 1): void {
    const preset = this.lecture.lesson(this.preset, by);
    if (preset) this.go({ preset, query: "" });
  }

  /** Goes to the beat before or after, which may be another lesson's; false where there is none, or no lesson. */
  turn(by: -1 | 1): boolean {
    const preset = this.lecture.placeOf(this.preset) < 0 ? "" : this.lecture.beat(this.preset, by);
    if (preset) this.go({ preset, query: "" });
    return preset !== "";
  }

  private showTitle(title: string, i: number): void {
    setText(byId("lesson-title"), title);
    byId("lesson-title").classList.toggle("long", isLong(title));
    if (!this.list) return; // the page is the figure alone
    setText(byId("lesson-count"), i < 0 ? t("lesson.label") : `${i + 1} / ${this.lecture.length}`);
    for (const item of document.querySelectorAll<HTMLElement>(".lesson-item")) {
      if (item.dataset.lesson === lessonOf(this.preset).lesson) item.setAttribute("aria-current", "page");
      else item.removeAttribute("aria-current");
    }
  }

  private link(id: string, preset: string, label: string): void {
    const old = maybe(id);
    if (!old) return;
    const arrow = make(preset ? "a" : "span", preset ? "arrow" : "arrow off", old.textContent ?? "");
    arrow.id = id;
    if (preset) {
      arrow.setAttribute("href", writePath(onHost(`/p/${preset}`), this.lang ? { lang: this.lang as "en" } : {}));
      arrow.title = label;
    }
    arrow.setAttribute(preset ? "aria-label" : "aria-hidden", preset ? label : "true");
    const focused = document.activeElement === old;
    old.replaceWith(arrow);
    if (focused) (preset ? arrow : byId("lesson-open")).focus(); // the last one leads nowhere, and can't have it
  }

  /** A plain click on an arrow or a lesson stays on this page; any other is the browser's. */
  private clicked(event: MouseEvent): void {
    const target = (event.target as Element | null)?.closest<HTMLAnchorElement>("a.arrow, a.lesson-item");
    if (!target || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.list?.close();
    if (target.dataset.lesson) this.go({ preset: target.dataset.lesson, query: "" });
    else this.move(target.id === "lesson-next" ? 1 : -1);
  }
}
