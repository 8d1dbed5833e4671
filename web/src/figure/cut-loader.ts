// The cut of the figure: the loss along the line of the step at the playhead, in
// the place of the loss chart. Its script is fetched when it is first shown.

import type { Cut } from "../cut/index.ts";
import { byId, tellMissing } from "../dom/dom.ts";
import { laterStyles } from "../dom/later-styles.ts";
import { setOpen } from "../dom/opened.ts";
import type { Theme } from "../draw/colors.ts";
import type { PageKeys } from "../link/page-keys.ts";
import type { Picture } from "../plane/trajectories.ts";
import type { CutAnswer, Surface } from "../wire/wire.ts";
import { moreWords } from "../words/catalogue.ts";

/** Who is told of what the cut shows. */
export interface CutEvents {
  invalidate(): void;
  set(keys: PageKeys): void;
  shows(cut: CutAnswer | null, run: number): void;
}

/** The cut, once its script has come, and whether it is shown. */
export class CutLoader {
  private cut: Cut | null = null;
  private fetching = false;
  private wanted = false;
  /** Surfaces of one weight are drawn as their cut, and networks have none. */
  private fits = true;

  constructor(
    private readonly events: CutEvents,
    private theme: Theme,
  ) {
    byId("cut-open").addEventListener("click", () => this.choose(true));
    byId("cut-close").addEventListener("click", () => this.choose(false));
  }

  /** By a hand: the focus stays with the two buttons, which take each other's place. */
  private choose(on: boolean): void {
    this.setOn(on);
    this.events.set({ chart: on ? "cut" : "" });
    byId(on ? "cut-close" : "cut-open").focus({ preventScroll: true });
  }

  /** Shows the cut, or the loss chart. */
  setOn(on: boolean): void {
    this.wanted = on;
    this.show();
  }

  setSurface({ dimension, network }: Surface): void {
    this.fits = dimension === 2 && !network;
    byId("cut-open").hidden = !this.fits;
    this.show();
  }

  private get on(): boolean {
    return this.wanted && this.fits;
  }

  private show(): void {
    const { on } = this;
    if (byId("cut").hidden === !on && (!on || this.cut)) return;
    setOpen(byId("cut"), on);
    if (!on) return this.cut?.drop();
    if (!this.cut && !this.fetching) void this.fetch();
    this.cut?.resize();
    this.events.invalidate();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.cut?.setTheme(theme);
  }

  resize(): void {
    if (this.on) this.cut?.resize();
  }

  /** A flag is dragged. */
  hold(run: number, lr: number): void {
    if (this.on) this.cut?.hold(run, lr);
  }

  release(): void {
    this.cut?.release();
  }

  /** Follows the playhead; run is null where none is seen. */
  follow(picture: Picture, k: number, run: number | null): void {
    if (this.on) this.cut?.follow(picture, k, run);
  }

  private async fetch(): Promise<void> {
    this.fetching = true;
    try {
      const [{ Cut }] = await Promise.all([import("../cut/index.ts"), moreWords(), laterStyles()]);
      this.cut = new Cut(this.events);
      this.cut.setTheme(this.theme);
      this.events.invalidate();
    } catch {
      tellMissing();
    } finally {
      this.fetching = false;
    }
  }
}
