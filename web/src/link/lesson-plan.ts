// The lessons as the address and the page go through them: each is told in beats,
// a beat is a preset of its own, and opens with keys of the page that are its own.
import type { ScenarioAddress } from "./address.ts";
import { readKey, USUAL_TEXT, type PageKey, type PageKeys } from "./page-keys.ts";
import { pairs } from "../wire/query.ts";
import type { LiveAsk } from "../wire/wire.ts";

/** A lesson of the lecture. */
export interface LessonPlan {
  id: string;
  /** rates are of the runs, where they are not the first beat's; asks is what a room can answer the beat's question with. */
  beats: { keys?: string; rates?: string[]; asks?: LiveAsk["kind"] }[];
}

/** The preset of a lesson's beat, counted from 1: the lesson's own id for the first. */
export function sceneOf(lesson: string, beat: number): string {
  return beat > 1 ? `${lesson}.${beat}` : lesson;
}

/** Which lesson and which of its beats a preset is. */
export function lessonOf(preset: string): { lesson: string; beat: number } {
  const [lesson = "", beat = "1"] = preset.split(".");
  return { lesson, beat: Number(beat) };
}

/** Keys of a beat that are about its runs as they are: where the scenario is changed they say nothing. */
const SHOW: ReadonlySet<PageKey> = new Set<PageKey>(["at", "play", "predict"]);

/** Keys that a reader chooses for all lessons; predict only to ask, a panel but where a beat has its own. */
const CARRIED = ["loop", "speed", "hide", "panel", "predict", "theme", "lang"] as const;

/** The lessons in the order of a lecture. */
export class Lecture {
  constructor(private plans: LessonPlan[]) {}

  /** From now on these are the lessons. */
  teach(plans: LessonPlan[]): void {
    this.plans = plans;
  }

  get length(): number {
    return this.plans.length;
  }

  /** A lesson's place, from 0; -1 for what is none. */
  placeOf(preset: string): number {
    const { lesson } = lessonOf(preset);
    return this.plans.findIndex(({ id }) => id === lesson);
  }

  /** How many beats a preset's lesson has. */
  beatsOf(preset: string): number {
    return this.plans[this.placeOf(preset)]?.beats.length ?? 0;
  }

  /** The lesson so many before or after, empty where there is none; from no lesson the next is the first. */
  lesson(preset: string, by: number): string {
    const i = this.placeOf(preset);
    return i < 0 ? (by > 0 ? (this.plans[0]?.id ?? "") : "") : (this.plans[i + by]?.id ?? "");
  }

  /** The beat before or after, which may be another lesson's; empty where there is none. */
  beat(preset: string, by: -1 | 1): string {
    const { lesson, beat } = lessonOf(preset);
    const n = beat + by;
    if (n >= 1 && n <= this.beatsOf(preset)) return sceneOf(lesson, n);
    const other = this.lesson(preset, by);
    return other && by < 0 ? sceneOf(other, this.beatsOf(other)) : other;
  }

  /** The rates of a beat's runs, as in a query. */
  rates(preset: string): string[] {
    return this.planOf(preset)?.rates ?? this.planOf(lessonOf(preset).lesson)?.rates ?? [];
  }

  /** What a room can answer a beat's own question with; undefined where it has none. */
  asks(preset: string): LiveAsk["kind"] | undefined {
    return this.planOf(preset)?.asks;
  }

  /** Whether a preset is a beat that asks for a prediction by itself, after others that have shown the lesson's title. */
  asksLater(preset: string): boolean {
    const keys = this.planOf(preset)?.keys ?? "";
    return lessonOf(preset).beat > 1 && pairs(keys).some(([key, value]) => key === "predict" && readKey("predict", value) !== "");
  }

  /** A place whose beat there is: else its lesson's first. */
  known(place: ScenarioAddress): ScenarioAddress {
    const { lesson, beat } = lessonOf(place.preset);
    return beat > this.beatsOf(lesson) ? { ...place, preset: lesson } : place;
  }

  /** The page's keys that a place opens with itself. */
  own({ preset, query }: ScenarioAddress): PageKeys {
    const own: PageKeys = {};
    for (const [key, value] of pairs(this.planOf(preset)?.keys ?? "")) {
      if (query === "" || !SHOW.has(key as PageKey)) own[key as PageKey] = readKey(key as PageKey, value);
    }
    return own;
  }

  /** The page's keys as one goes from a place to another: the other's own, and what the reader has chosen for all. */
  opening(page: PageKeys, from: ScenarioAddress, to: ScenarioAddress): PageKeys {
    const [left, own] = [this.own(from), this.own(to)];
    for (const key of CARRIED) {
      const chosen = page[key] ?? "";
      if (key === "panel" && own.panel) continue;
      if (chosen !== (left[key] ?? "") && (key !== "predict" || chosen)) own[key] = chosen;
    }
    return own;
  }

  /** The keys of a link: those that are not what its place opens with; an empty one as what is usual, which reads as none. */
  written(page: PageKeys, place: ScenarioAddress): PageKeys {
    const own = this.own(place);
    const keys: PageKeys = {};
    for (const key of new Set([...Object.keys(page), ...Object.keys(own)] as PageKey[])) {
      const value = page[key] ?? "";
      if (value !== (own[key] ?? "")) keys[key] = value || USUAL_TEXT[key] || "usual";
    }
    const { beat } = lessonOf(place.preset);
    if (beat > 1) keys.beat = String(beat);
    return keys;
  }

  private planOf(preset: string): LessonPlan["beats"][number] | undefined {
    return this.plans[this.placeOf(preset)]?.beats[lessonOf(preset).beat - 1];
  }
}
