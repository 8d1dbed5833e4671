// Where a scenario opens: at the step that the page's keys name, playing, or at the
// end of the runs.
import type { ScenarioAddress } from "../link/address.ts";
import type { Figure } from "./figure.ts";
import { FirstShow } from "./show.ts";
import { parseRange } from "../ruler/scale.ts";
import type { State } from "../link/state.ts";
import { parseBox } from "../plane/view.ts";

/** Who is told as a scenario opens. */
export interface OpeningEvents {
  /** Whether the room guesses: then nothing moves. */
  predicting(): boolean;
  /** It stands at a step on the way. */
  paused(): void;
  /** The first view was shown, and waits for a hand. */
  shown(): void;
  /** A lesson that was gone to is there: it is to look as the page's keys say. */
  opened(): void;
}

/** Opens each scenario once its answer is whole. */
export class Opening {
  /** The request of a lesson that was gone to: with its answer it opens at its own step. */
  private awaited = -1;

  private readonly show: FirstShow;

  constructor(
    private readonly figure: Figure,
    private readonly state: State,
    private readonly events: OpeningEvents,
  ) {
    this.show = new FirstShow(state, figure.player, () => figure.rested(), () => events.shown());
  }

  /** Opens the link, once its first picture is whole; what it opens with is not told before. */
  openLink(): void {
    this.holdBack(this.show.wanted);
    this.openOnceDrawn();
  }

  /** What a link or a lesson opens with on the way is not told before it is shown. */
  private holdBack(wanted = false): void {
    const { at, play } = this.state.page;
    if (!this.events.predicting() && (at || play || wanted)) this.figure.player.hold();
  }

  private openOnceDrawn(): void {
    if (!this.figure.pictures.shown?.done) return void requestAnimationFrame(() => this.openOnceDrawn());
    this.openAtStep();
    if (!this.events.predicting() && this.state.page.at && !this.state.page.play) this.events.paused();
  }

  /** The playhead has come to rest. */
  rested(): void {
    this.show.rested();
  }

  /** Goes to a lesson. */
  openLesson(place: ScenarioAddress): void {
    this.figure.player.pause();
    this.state.go(place);
    this.await();
  }

  /** With the answer to the newest request it opens anew. */
  await(): void {
    this.awaited = this.state.asked;
  }

  /** The newest request was resolved; its runs come next. */
  resolved(id: number): void {
    if (id === this.awaited) this.holdBack();
  }

  /** Whether a request is one that the page opens anew with. */
  awaits(id: number): boolean {
    return id === this.awaited;
  }

  /** A request was answered in full. */
  done(id: number): void {
    if (id !== this.awaited) return;
    this.awaited = -1;
    this.events.opened();
    this.openAtStep();
  }

  /** Stands where the link or the lesson says, else at the end of the runs, or plays them. */
  private openAtStep(): void {
    const { player } = this.figure;
    const { at, play } = this.state.page;
    this.measureRuns();
    this.figure.invalidate();
    if (this.events.predicting()) return;
    player.pause();
    if (play && this.moves()) (player.restart(), player.play());
    else if (at) player.openAt(Number(at));
    else if (this.show.wanted) this.show.start();
    else player.toEnd();
  }

  /** Shows the part of the map that the link or the lesson names, else the whole. */
  showPart(): void {
    const { zoom } = this.state.page;
    this.figure.stage.setZoom(zoom ? parseBox(zoom) : null);
    this.showRates();
  }

  /** Shows the part of the rates that the link or the lesson names, else all of them. */
  showRates(): void {
    this.figure.ruler.setRange(parseRange(this.state.page.rates ?? ""));
  }

  /** Whether what is to play may: what only the lesson plays does not where motion is unwelcome. */
  private moves(): boolean {
    return !this.state.lecture.own(this.state.place).play || !matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  /** The runs have come, and may not be drawn yet. */
  private measureRuns(): void {
    this.figure.player.setLast(this.figure.pictures.longest());
  }
}
