// Where the playhead stands when a scenario comes: at the step that the link
// names, playing, at a lesson's own step, or at the end of the runs.
import type { Place } from "./address.ts";
import type { Figure } from "./figure.ts";
import { opensAt } from "./lesson.ts";
import type { State } from "./state.ts";

export class Opening {
  /** The request of a lesson that was gone to: with its answer it opens at its own step. */
  private awaited = -1;

  constructor(
    private readonly figure: Figure,
    private readonly state: State,
    /** Nothing moves while the room guesses. */
    private readonly veiled: () => boolean,
  ) {}

  /** Opens the link, once its first picture is whole. */
  openLink(): void {
    if (!this.figure.pictures.shown?.done) return void requestAnimationFrame(() => this.openLink());
    const { player, transport } = this.figure;
    const { at, play } = this.state.page;
    this.measureRuns();
    if (this.veiled()) return;
    const k = at ? Number(at) : this.ownStep();
    if (play) player.restart();
    else if (k !== null) player.seek(k);
    if (play) transport.toggle();
    this.figure.invalidate();
  }

  /** Goes to a lesson. */
  openLesson(place: Place): void {
    this.figure.player.pause();
    this.state.go(place);
    this.awaited = this.state.asked;
  }

  /** A request was answered in full. */
  done(id: number): void {
    if (id !== this.awaited) return;
    this.awaited = -1;
    this.measureRuns();
    const k = this.ownStep();
    if (k === null || this.veiled()) this.figure.player.toEnd();
    else this.figure.player.seek(k);
    this.figure.invalidate();
  }

  private ownStep(): number | null {
    return opensAt(this.state.place, this.state.settings.openings);
  }

  /** The runs have come, and may not be drawn yet. */
  private measureRuns(): void {
    this.figure.player.setLast(this.figure.pictures.longest());
  }
}
