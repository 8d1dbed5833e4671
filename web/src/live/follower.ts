// A page that follows a lecture: it shows what the lecturer's page shows, until a
// control of its own is touched.
import { make, byId, setText } from "../dom/dom.ts";
import type { LiveMessage, LiveState } from "../wire/wire.ts";
import { say } from "./index.ts";
import type { LivePage, Part } from "./page.ts";

/** Playheads may be so far apart, in seconds. */
const APART = 0.15;
/** The lecturer's page tells something at least every 2 s: after this many ms without, it is silent. */
const SILENT = 6000;
/** A room that is not there may come back with its lecturer: asked again after so many ms. */
const AGAIN = 2000;

/** What a hand may change. */
const CONTROLS = ".ruler, .transport, .stage, .cards, .panel, .lesson, .beats, .chart, .cut, .prediction, #choices > :not(#share-open)";
/** Keys that change nothing. */
const QUIET = new Set(["Tab", "Escape", "Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "?", "f"]);

type Standing = "waiting" | "following" | "own" | "silent" | "ended" | "full" | "cut";

/** The page of one who follows. */
export class Follower implements Part {
  private readonly member = crypto.getRandomValues(new Uint32Array(4)).join("-");
  private readonly said = make("span", "live-said");
  private readonly back = make("button", "button strong", say("back"));
  private newest: LiveState | null = null;
  private own = false;
  private link = "";
  private silence: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly page: LivePage,
    private readonly code: string,
  ) {
    document.documentElement.dataset.live = "following";
    const bar = make("div", "live-bar");
    this.said.setAttribute("role", "status");
    this.back.type = "button";
    this.back.addEventListener("click", () => this.goOwn(false));
    bar.append(this.said, this.back);
    byId("home").after(bar);
    for (const type of ["pointerdown", "click", "change", "wheel"]) addEventListener(type, (event) => this.touched(event), { capture: true, passive: true });
    addEventListener("keydown", (event) => this.key(event), { capture: true });
    this.stand("waiting");
    this.renew();
  }

  renew(): void {
    if (this.page.say({ follow: this.code, member: this.member, own: this.own }) && this.own) this.stand("own");
  }

  cut(): void {
    this.stand("cut");
  }

  take({ state, over }: LiveMessage): void {
    if (state) {
      this.newest = state;
      this.hear();
      if (!this.own) this.apply();
    } else if (over === "unknown") {
      if (!this.own) this.stand("waiting");
      setTimeout(() => this.renew(), AGAIN);
    } else if (over === "ended" || over === "full") {
      clearTimeout(this.silence);
      this.stand(over);
    }
  }

  answered(): void {
    if (!this.own) this.settle();
  }

  /** Shows the newest state. */
  private apply(): void {
    if (!this.newest) return;
    const { link } = this.newest;
    if (link !== this.link) {
      const keys = JSON.stringify(this.page.state.page);
      this.page.state.follow(link);
      this.link = link;
      if (JSON.stringify(this.page.state.page) !== keys) this.page.look();
    }
    this.settle();
  }

  /** The playhead goes where the lecturer's is. */
  private settle(): void {
    const { player } = this.page;
    if (!this.newest || this.page.predicting()) return;
    const { step, playing, hides, seconds } = this.newest;
    if (playing) player.playAlong(step, seconds || null, APART);
    else {
      player.pause();
      if (step < 0) player.toEnd();
      else if (hides) player.openAt(step);
      else player.seek(step);
    }
    this.page.moved();
  }

  /** The lecturer's page was heard. */
  private hear(): void {
    if (!this.own) this.stand("following");
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.own || this.stand("silent"), SILENT);
  }

  private touched(event: Event): void {
    if (!event.isTrusted || !(event.target instanceof Element) || !event.target.closest(CONTROLS)) return;
    if (event.type === "pointerdown" && !event.target.closest(".ruler, .views")) return; // it may scroll the page
    if (event.type === "click" && !event.target.closest("button, a, label, .ruler, .views")) return;
    if (event.type === "wheel" && !event.target.closest(".ruler, .views")) return;
    this.goOwn(true);
  }

  private key(event: KeyboardEvent): void {
    if (!event.isTrusted || QUIET.has(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest(".live-bar, dialog, #display, #display-open, #share-open, #home")) return;
    this.goOwn(true);
  }

  private goOwn(own: boolean): void {
    if (own === this.own) return;
    this.own = own;
    this.page.say({ own });
    if (own) return this.stand("own");
    this.link = ""; // whatever was changed here goes back
    this.stand("following");
    this.apply();
  }

  private stand(standing: Standing): void {
    document.documentElement.dataset.live = standing === "own" || standing === "ended" ? "own" : "following";
    this.back.hidden = standing !== "own";
    setText(this.said, say(standing, { code: this.code }));
  }
}
