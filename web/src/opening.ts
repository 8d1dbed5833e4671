// Where a scenario opens: at the step that the link names, playing, at a lesson's
// own step and part of the map, or at the end of the runs and on the whole map.
import type { Place } from "./address.ts";
import type { Figure } from "./figure.ts";
import { opensWith } from "./lesson.ts";
import type { State } from "./state.ts";
import { parseBox } from "./view.ts";

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
    const k = at || this.own("at");
    if (play) player.restart();
    else if (k) player.seek(Number(k));
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
    this.showPart();
    const k = this.own("at");
    if (!k || this.veiled()) this.figure.player.toEnd();
    else this.figure.player.seek(Number(k));
    this.figure.invalidate();
  }

  /** Shows the part of the map that the link or the lesson names, else the whole. */
  showPart(): void {
    const zoom = this.state.page.zoom || this.own("zoom");
    this.figure.stage.map.setZoom(zoom ? parseBox(zoom) : null);
  }

  private own(key: "at" | "zoom"): string | undefined {
    return opensWith(this.state.place, this.state.settings.openings, key);
  }

  /** The runs have come, and may not be drawn yet. */
  private measureRuns(): void {
    this.figure.player.setLast(this.figure.pictures.longest());
  }
}
