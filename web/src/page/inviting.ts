// Invites the hand to the rates once the first view was shown; the note is fetched then.
import { tellMissing } from "../dom/dom.ts";
import { laterStyles } from "../dom/later-styles.ts";
import type { Invitation } from "./invite.ts";

/** Invites to a first drag, while nothing was done. */
export class Inviting {
  private note: Invitation | null = null;
  private ended = false;

  /** beckon moves the flag that is to be dragged a little. */
  constructor(private readonly beckon: () => void) {}

  async show(): Promise<void> {
    const come = await Promise.all([import("./on-demand.ts"), laterStyles()]).catch(tellMissing);
    if (come && !this.ended) this.note = new come[0].Invitation(this.beckon);
  }

  /** A rate was set: nobody needs to be told how. */
  end(): void {
    this.ended = true;
    this.note?.end();
  }
}
