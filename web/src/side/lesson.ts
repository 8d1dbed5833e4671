// The lessons: the presets in the order of a lecture, gone through in place.
import { writePath, type ScenarioAddress } from "../link/address.ts";
import { valueOf } from "../wire/query.ts";
import { moreWords } from "../words/catalogue.ts";
import { byId, make, maybe, setText } from "../dom/dom.ts";
import { surfaceName, teaching } from "../words/names.ts";
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

/** The lessons of a lecture, and the way between them. */
export class Lessons {
  private preset = "";
  /** What is told of already: a rate that moves changes none of it. */
  private shown = "";
  private readonly list: Popover | null;
  private readonly story: Story;
  /** The language, where the link names it: other lessons' links do then too. */
  private readonly lang = valueOf(location.search.slice(1), "lang") ?? "";

  constructor(
    private readonly ids: string[],
    /** The rates of each lesson's runs. */
    private readonly rates: Record<string, string[]>,
    private readonly go: (place: ScenarioAddress) => void,
    putBack: (run: number, rate: number) => void,
  ) {
    this.story = new Story(byId("story"), putBack);
    document.addEventListener("click", (event) => this.clicked(event));
    const button = maybe("lesson-open");
    this.list = button && new Popover(button, byId("lessons"));
  }

  /**
   * Shows the title and the words of the lesson, or of the surface where it is
   * none. Both may tell what happens: predicting, only the surface is named.
   */
  show({ preset, query }: ScenarioAddress, scenario: ScenarioMessage, predicting: boolean): void {
    const changed = leftBehind(query);
    const known = has(`preset.${preset}.title`) && !predicting;
    const text = known && !changed ? wordOr(`preset.${preset}.text`, "") : teaching(scenario.surface);
    this.story.show(predicting ? "" : text, known && !changed ? (this.rates[preset] ?? []) : [], scenario);
    const what = `${preset} ${changed} ${predicting} ${scenario.surface.id} ${scenario.surface.formula} ${text}`;
    if (what === this.shown) return;
    this.shown = what;
    this.preset = preset;
    if (!text && known) moreWords().then(() => this.preset === preset && this.show({ preset, query }, scenario, predicting), () => undefined);
    const title = known ? t(`preset.${preset}.title`) : surfaceName(scenario);
    const heading = known && changed ? t("lesson.changed", { title }) : title;
    byId("story").hidden = predicting || !text;
    document.title = `${heading} · ${t("page.name")}`;
    this.showTitle(heading, this.ids.indexOf(preset));
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
    setText(byId("lesson-title"), title);
    if (!this.list) return; // the page is the figure alone
    setText(byId("lesson-count"), i < 0 ? t("lesson.label") : `${i + 1} / ${this.ids.length}`);
    for (const item of document.querySelectorAll<HTMLElement>(".lesson-item")) {
      if (item.dataset.lesson === this.preset) item.setAttribute("aria-current", "page");
      else item.removeAttribute("aria-current");
    }
  }

  private link(id: string, preset: string, label: string): void {
    const old = maybe(id);
    if (!old) return;
    const arrow = make(preset ? "a" : "span", preset ? "arrow" : "arrow off", old.textContent ?? "");
    arrow.id = id;
    if (preset) {
      arrow.setAttribute("href", writePath(onHost(`/p/${preset}`), { lang: this.lang }));
      arrow.title = label;
    }
    arrow.setAttribute(preset ? "aria-label" : "aria-hidden", preset ? label : "true");
    const focused = document.activeElement === old;
    old.replaceWith(arrow);
    if (focused) arrow.focus();
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

/** What a lesson opens with under one of the page's own keys: where it was changed only the rates that it is about. */
export function opensWith({ preset, query }: ScenarioAddress, openings: Record<string, string>, key: "at" | "zoom" | "rates"): string | undefined {
  return query === "" || key === "rates" ? valueOf(openings[preset] ?? "", key) : undefined;
}
