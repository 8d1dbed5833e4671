// The first view plays once by itself, and then invites the hand. Only a link
// that asks for nothing does so, once in a tab, and not where motion is unwelcome.

import { onSite } from "../dom/site.ts";
import { homeLesson } from "../link/address.ts";
import type { State } from "../link/state.ts";
import type { Player } from "../play/player.ts";

/** How long it takes, in seconds. */
const SHOW = 5;

/** The tab's note that it has seen the show. */
const SEEN = "downhill-shown";

/** Keys that alone do nothing. */
const MODIFIERS = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"]);

/** The show of the first picture. */
export class FirstShow {
  /** It is to be shown once the runs have come. */
  wanted: boolean;
  private stop: AbortController | null = null;

  constructor(
    state: Pick<State, "place" | "page" | "lecture">,
    private readonly player: Player,
    /** It was ended by a hand: all is to be drawn. */
    private readonly ended: () => void,
    /** It has come to its end by itself. */
    private readonly invite: () => void,
  ) {
    this.wanted = asksNothing(state) && !seen() && !matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  start(): void {
    this.wanted = false;
    remember();
    this.player.playWithin(SHOW);
    const stop = (this.stop = new AbortController());
    for (const type of ["keydown", "pointerdown", "click"]) addEventListener(type, (event) => this.touched(event), { capture: true, signal: stop.signal });
  }

  /** The playhead rests: it was shown to the end. */
  rested(): void {
    if (!this.stop || this.player.playing) return;
    this.stop.abort();
    this.stop = null;
    this.invite();
  }

  /** Any key, click or drag ends it with the whole picture; what plays or steps has thereby done its part. */
  private touched(event: Event): void {
    if (event instanceof KeyboardEvent && MODIFIERS.has(event.key)) return;
    const pressed = event.target instanceof Element && event.target.closest("#play");
    if (pressed && event.type === "pointerdown") return; // its click is to come
    this.stop?.abort();
    this.stop = null;
    this.player.pause();
    this.player.toEnd();
    this.ended();
    if (pressed || onGround(event) || (event instanceof KeyboardEvent && moves(event))) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }
}

/** Whether a press on the landscape would send the start there, or take hold of the map. */
function onGround(event: Event): boolean {
  const target = event.type === "pointerdown" && event.target instanceof Element && event.target;
  return Boolean(target && target.closest(".views") && !target.closest("button, a, input, select"));
}

/** Whether a key would play, or move the playhead from the end where it now stands. */
function moves(event: KeyboardEvent): boolean {
  return event.key === " " || event.key === "ArrowLeft" || event.key === "ArrowRight";
}

/** Whether a link has no key, neither of a scenario nor of the page. */
function asksNothing({ place, page, lecture }: Pick<State, "place" | "page" | "lecture">): boolean {
  return onSite(location.pathname) === "/" && place.preset === homeLesson() && place.query === "" && Object.keys(lecture.written(page, place)).length === 0;
}

function seen(): boolean {
  try {
    return sessionStorage.getItem(SEEN) !== null;
  } catch {
    return true; // a page that may keep nothing would play at every visit
  }
}

function remember(): void {
  try {
    sessionStorage.setItem(SEEN, "1");
  } catch {
    // then it was not wanted
  }
}
