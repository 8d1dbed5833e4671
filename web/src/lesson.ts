// The lessons: the presets in the order of a lecture, gone through in place.
import type { Place } from "./address.ts";
import { byId, make, maybe, setText } from "./dom.ts";
import { surfaceName, teaching } from "./names.ts";
import { has, t } from "./words.ts";
import type { ScenarioMessage } from "./wire.ts";

export class Lessons {
  private preset = "";
  /** What is told of already: a rate that moves changes none of it. */
  private shown = "";

  constructor(
    private readonly ids: string[],
    private readonly go: (place: Place) => void,
  ) {
    document.addEventListener("click", (event) => this.clicked(event));
  }

  /** Shows the title and the words of the lesson, or of the surface where it is none. */
  show(preset: string, scenario: ScenarioMessage): void {
    const what = `${preset} ${scenario.surface.id} ${scenario.surface.formula}`;
    if (what === this.shown) return;
    this.shown = what;
    this.preset = preset;
    const title = has(`preset.${preset}.title`) ? t(`preset.${preset}.title`) : surfaceName(scenario);
    const text = has(`preset.${preset}.text`) ? t(`preset.${preset}.text`) : teaching(scenario.surface);
    setText(byId("story"), text);
    byId("story").hidden = !text;
    document.title = `${title} · ${t("page.name")}`;
    this.showTitle(title, this.ids.indexOf(preset));
    this.link("lesson-previous", this.neighbour(-1), t("lesson.previous"));
    this.link("lesson-next", this.neighbour(1), t("lesson.next"));
  }

  /** Goes to the lesson before or after, if there is one. */
  move(by: -1 | 1): void {
    const id = this.neighbour(by);
    if (id) this.go({ preset: id, query: "" });
  }

  private neighbour(by: number): string {
    const i = this.ids.indexOf(this.preset);
    if (i < 0) return by > 0 ? (this.ids[0] ?? "") : "";
    return this.ids[i + by] ?? "";
  }

  private showTitle(title: string, i: number): void {
    const heading = maybe("lesson-title");
    if (!heading) return;
    const count = i < 0 ? [] : [make("span", "lesson-count", `${i + 1} / ${this.ids.length}`)];
    heading.replaceChildren(make("span", "lesson-words", title), ...count);
  }

  private link(id: string, preset: string, label: string): void {
    const old = maybe(id);
    if (!old) return;
    const arrow = make(preset ? "a" : "span", preset ? "arrow" : "arrow off", old.textContent ?? "");
    arrow.id = id;
    if (preset) arrow.setAttribute("href", `/p/${preset}`);
    arrow.setAttribute(preset ? "aria-label" : "aria-hidden", preset ? label : "true");
    const focused = document.activeElement === old;
    old.replaceWith(arrow);
    if (focused) arrow.focus();
  }

  /** A plain click on an arrow stays on this page; any other is the browser's. */
  private clicked(event: MouseEvent): void {
    const arrow = (event.target as Element | null)?.closest<HTMLAnchorElement>("a.arrow");
    if (!arrow || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.move(arrow.id === "lesson-next" ? 1 : -1);
  }
}
