// Invites the hand to the rates once the first view was shown; the note is fetched then.
import { tellMissing } from "../dom/dom.ts";
import type { Invitation } from "./invite.ts";

/** Invites to a first drag, while nothing was done. */
export class Inviting {
  private note: Invitation | null = null;
  private ended = false;

  /** beckon moves the flag that is to be dragged a little. */
  constructor(private readonly beckon: () => void) {}

  async show(): Promise<void> {
    const module = await import("./on-demand.ts").catch(tellMissing);
    if (module && !this.ended) this.note = new module.Invitation(this.beckon);
  }

  /** A rate was set: nobody needs to be told how. */
  end(): void {
    this.ended = true;
    this.note?.end();
  }
}
