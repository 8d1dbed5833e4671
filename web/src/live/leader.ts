// The lecturer's page: what it shows is what the others are sent.
import { make, byId, setText } from "../dom/dom.ts";
import type { LiveAudience, LiveMessage, LiveState } from "../wire/wire.ts";
import { say } from "./index.ts";
import { JoinSlide } from "./join.ts";
import { Asking } from "./asking.ts";
import type { LivePage, Part } from "./page.ts";
import { SentPlayhead } from "./playhead.ts";

/** What the page shows is looked at so often, and sent where it is another, in ms. */
const EVERY = 50;
/** Where it is the same, so often, in ms: those who follow know that the line carries, and where the playhead is. */
const BEAT = 2000;

/** A state's link may be so long, in characters; the server drops longer ones. */
const LONGEST = 3 << 10;

/** The page that leads a lecture. */
export class Leader implements Part {
  /** A page that is opened later counts as newer. */
  private readonly epoch = Date.now();
  private sequence = 0;
  /** The page is seen, or no longer. */
  private readonly turn = () => this.tell();
  private sent = "";
  private sentAt = 0;
  private readonly playhead: SentPlayhead;
  /** What is shown has too long a link. */
  private long = false;
  private pages = 0;
  /** The server does not reach the others, on which some of those who follow may be. */
  private apart = false;
  private readonly timer: ReturnType<typeof setInterval>;
  private readonly pill = make("button", "button live-pill");
  private readonly slide: JoinSlide;
  private readonly asking: Asking;

  constructor(
    private readonly page: LivePage,
    private readonly code: string,
    private readonly token: string,
    private readonly over: () => void,
  ) {
    this.playhead = new SentPlayhead(page.player);
    this.slide = new JoinSlide(code, page.state.settings.network, () => page.say({ end: true }), () => page.prediction.state === "hidden" || page.prediction.toggle());
    this.asking = new Asking(page);
    this.pill.type = "button";
    this.pill.addEventListener("click", () => this.open());
    byId("lesson").after(this.pill);
    this.count({ following: 0, own: 0, lost: 0 });
    this.timer = setInterval(() => this.tell(), EVERY);
    document.addEventListener("visibilitychange", this.turn);
    this.renew();
  }

  /** Shows how to join. */
  open(): void {
    this.slide.open(this.asking.coming);
  }

  renew(): void {
    this.page.ping();
    this.setApart(false); // it may be another server
    const state = this.state();
    this.page.say({ lead: this.code, token: this.token, ...(state.link.length <= LONGEST ? { state } : {}) });
  }

  cut(): void {
    setText(this.pill, say("cut"));
  }

  picture(): void {}

  drawn(): void {}

  placed(): void {}

  take({ audience, answers, apart, over }: LiveMessage): void {
    if (apart !== undefined) this.setApart(apart);
    if (audience) this.count(audience);
    if (answers) this.asking.take(answers);
    if (!over) return;
    clearInterval(this.timer);
    this.asking.end();
    document.removeEventListener("visibilitychange", this.turn);
    this.pill.remove();
    this.slide.close(over);
    this.over();
  }

  /** Sends what the page shows, where that is another or was not told for a while. */
  private tell(): void {
    this.asking.follow();
    const state = this.state();
    const { link, playing, hides, seconds, held, ask } = state;
    const shown = JSON.stringify([link, playing, hides, seconds, held, ask, playing ? 0 : state.step]); // while it plays the step is known
    const now = performance.now();
    if (link.length > LONGEST !== this.long) this.mark(!this.long);
    if (this.long || !this.asking.heard) return; // without what is asked the room would forget it
    if (shown === this.sent && now - this.sentAt < BEAT && !(playing && this.playhead.strayed(now))) return;
    if (!this.page.say({ state })) return;
    this.sent = shown;
    this.sentAt = now;
    this.playhead.note(now);
  }

  private state(): LiveState {
    const { state } = this.page;
    const playhead = this.playhead.at(performance.now(), !document.hidden, this.page.way());
    const more = { ...(state.held ? { held: true } : {}), ...this.asked() };
    return { epoch: this.epoch, sequence: ++this.sequence, link: state.followed(), ...playhead, ...more };
  }

  /** What is asked, without the starts that were chosen where a message has no place for them. */
  private asked(): Pick<LiveState, "ask"> {
    const { ask } = this.asking;
    if (!ask) return {};
    const { given = "", ...others } = ask;
    return given && this.page.state.followed().length + given.length > LONGEST ? { ask: others } : { ask };
  }

  /** Says whether the server reaches the others. */
  private setApart(apart: boolean): void {
    this.apart = apart;
    this.slide.setApart(apart);
    this.mark(this.long);
  }

  private count(audience: LiveAudience): void {
    this.pages = audience.following + audience.own;
    this.slide.count(audience);
    this.asking.setAudience(this.pages);
    this.mark(this.long);
  }

  /** Says how many there are, or that what is shown can't be sent to them. */
  private mark(long: boolean): void {
    this.long = long;
    setText(this.pill, long ? say("long") : say(this.apart ? "apart.pill" : "pill", { code: this.code, n: this.pages }));
  }
}
