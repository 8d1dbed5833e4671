// A page that follows a lecture: it shows what the lecturer's page shows, until a
// control of its own is touched.
import { isTaken, keyOf } from "../input/keys.ts";
import { make, byId, setText } from "../dom/dom.ts";
import type { LiveMessage, LiveState, Surface } from "../wire/wire.ts";
import { Answering } from "./answering.ts";
import { say } from "./index.ts";
import { Member } from "./member.ts";
import type { LivePage, Part } from "./page.ts";
import { answerOf } from "./picture.ts";
import { goAlong } from "./playhead.ts";
import { ServerClock } from "./server-clock.ts";

/** The lecturer's page tells something at least every 2 s: after this many ms without, it is silent. */
const SILENT = 6000;
/** A room that is not there may come back with its lecturer: asked again after so many ms. */
const AGAIN = 2000;

/** What a hand may change. */
const CONTROLS = ".ruler, .transport, .stage, .cards, .panel, .lesson, .beats, .chart, .cut, .prediction, #choices > :not(#share-open)";
/** Keys that change nothing. */
const QUIET = new Set(["Tab", "Escape", "Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "?", "f"]);

/** What is no part of the picture: a key that something there wants for itself changes nothing. */
const BESIDE = ".live-bar, .poll-pick, .poll, dialog, #display, #display-open, #share-open, #home";

/** What there is of the lecture to follow. */
type Standing = "waiting" | "following" | "silent" | "ended" | "full" | "cut";

/** The page of one who follows. */
export class Follower implements Part {
  private readonly member: Member;
  private readonly said = make("span", "live-said");
  private readonly back = make("button", "button strong", say("back"));
  private readonly answering: Answering;
  private newest: LiveState | null = null;
  /** When the newest state was so, by this page's clock, in ms. */
  private since = 0;
  private readonly clock = new ServerClock();
  /** The surface of the pictures that come, and the picture that waits for its state. */
  private surface: Surface | null = null;
  private coming: ArrayBuffer | null = null;
  /** The page shows nothing of the lecture, or something of its own: a state is shown with its picture alone. */
  private bare = true;
  private standing: Standing = "waiting";
  private own = false;
  private link = "";
  /** The server does not reach the others, one of which may be the lecturer's. */
  private apart = false;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly page: LivePage,
    private readonly code: string,
  ) {
    document.documentElement.dataset.live = "following";
    this.member = new Member(code);
    this.answering = new Answering(page, this.member, () => this.restore());
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
    clearTimeout(this.retry);
    this.apart = false; // it may be another server
    if (this.standing === "ended") return;
    this.answering.renew();
    this.bare = true;
    this.clock.reset();
    this.page.ping();
    if (this.page.say({ follow: this.code, member: this.member.name, own: this.own }) && this.standing === "cut") this.stand("waiting");
  }

  cut(): void {
    this.stand("cut");
    this.answering.leave();
    this.page.askOnce();
  }

  take(message: LiveMessage): void {
    const { state, surface, rendering, apart, late, over } = message;
    if (apart !== undefined) {
      this.apart = apart;
      this.show();
    }
    if (late) this.answering.late(late);
    if (surface) this.surface = surface;
    if (rendering) this.hear();
    if (state) this.takeState(state, message);
    else if (over) this.end(over);
  }

  picture(frame: ArrayBuffer): void {
    this.coming = frame;
  }

  private takeState(state: LiveState, { ago = 0, now = 0 }: LiveMessage): void {
    const at = performance.now();
    this.newest = state;
    this.since = at - ago - this.clock.late(now, at) - this.page.way();
    this.hear();
    if (!this.own && (this.coming || !this.bare)) this.apply(state);
    this.coming = null;
  }

  private end(over: NonNullable<LiveMessage["over"]>): void {
    this.answering.leave();
    this.page.askOnce();
    if (over === "unknown") {
      this.stand("waiting");
      this.retry = setTimeout(() => this.renew(), AGAIN);
    } else if (over === "ended" || over === "full") {
      clearTimeout(this.silence);
      this.stand(over);
    }
  }

  placed(point: [number, number]): void {
    if (!this.own) this.answering.placed(point);
  }

  drawn(): void {
    if (!this.own) this.answering.show();
  }

  /** Shows a state, with the picture that came with it. */
  private apply({ link, ask }: LiveState): void {
    const { page, coming } = this;
    const other = link !== this.link || coming !== null;
    const keys = JSON.stringify(page.state.page);
    if (other) page.state.follow(link);
    this.link = link;
    if (coming) this.draw(coming);
    if (JSON.stringify(page.state.page) !== keys) page.look();
    if (other) this.answering.startAgain(ask);
    this.settle();
    this.answering.take(ask ?? null);
  }

  /** Asks for what the lecturer shows, where this page shows something else of it. */
  private restore(): void {
    this.page.state.follow(this.link);
    this.page.state.request();
  }

  /** Draws a picture in the place of all that was asked for. */
  private draw(picture: ArrayBuffer): void {
    const id = this.page.displace();
    for (const part of answerOf(picture, id, this.surface)) this.page.feed(part);
    this.page.measure();
    this.bare = false;
  }

  /** The playhead goes where the lecturer's is. */
  private settle(): void {
    if (!this.newest || this.page.predicting()) return;
    goAlong(this.page.player, this.newest, this.since, performance.now());
    this.page.moved();
  }

  /** The lecturer's page was heard. */
  private hear(): void {
    this.stand("following");
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.own || this.stand("silent"), SILENT); // on its own a page is sent nothing
  }

  private touched(event: Event): void {
    if (!event.isTrusted || !(event.target instanceof Element) || !event.target.closest(CONTROLS) || this.answers(event.target)) return;
    if (event.type === "pointerdown" && !event.target.closest(".ruler, .views")) return; // it may scroll the page
    if (event.type === "click" && !event.target.closest("button, a, label, .ruler, .views")) return;
    if (event.type === "wheel" && !event.target.closest(".ruler, .views")) return;
    this.goOwn(true);
  }

  private key(event: KeyboardEvent): void {
    const key = keyOf(event);
    if (!event.isTrusted || QUIET.has(key) || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : null;
    if (target && (this.answers(target) || target.closest(BESIDE)) && isTaken(target, key)) return;
    this.goOwn(true);
  }

  /** What is touched there answers what is asked, and changes nothing else. */
  private answers(target: Element): boolean {
    return target.closest(".poll-pick") !== null || (this.answering.takesStart && target.closest(".views") !== null);
  }

  private goOwn(own: boolean): void {
    if (own === this.own || !this.followed) return;
    this.own = own;
    this.page.say({ own });
    this.show();
    if (own) return this.answering.leave(); // the next state asks again
    this.bare = true; // whatever was changed here goes back, with the picture that is on its way
    if (this.newest) this.hear();
  }

  private stand(standing: Standing): void {
    this.standing = standing;
    this.show();
  }

  /** Whether there is a lecture to follow, or to leave for a while. */
  private get followed(): boolean {
    return this.standing === "waiting" || this.standing === "following" || this.standing === "silent";
  }

  private show(): void {
    const own = this.own && this.followed;
    document.documentElement.dataset.live = own || !this.followed ? "own" : "following";
    this.back.hidden = !own;
    const apart = this.apart && this.followed;
    this.said.classList.toggle("long", apart);
    const said = say(own ? "own" : this.standing, { code: this.code });
    setText(this.said, !apart ? said : this.standing === "silent" && !own ? say("apart.silent") : `${said} · ${say("apart")}`);
  }
}
