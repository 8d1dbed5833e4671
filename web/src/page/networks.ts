// Networks on the page: what they think is shown beside the landscape. Its script is
// fetched with the first network.
import { tellMissing } from "../dom/dom.ts";
import { laterStyles } from "../dom/later-styles.ts";
import type { Figure } from "../figure/figure.ts";
import type { NetworkViews } from "../net/index.ts";
import type { Picture } from "../plane/trajectories.ts";
import { moreWords } from "../words/catalogue.ts";

/** What networks think, once a network is shown. */
export class Networks {
  private views: NetworkViews | null = null;
  private coming = false;
  /** What to do before the backward pass is opened. */
  opening = (): void => {};
  /** A hand has opened or closed it: as the link says it. */
  panelChanged = (_panel: string): void => {};
  /** The stage at which the link has it open. */
  private stage: number | null = null;

  constructor(private readonly figure: Figure) {}

  /** Follows the playhead, at step k of the picture. */
  follow(picture: Picture, k: number, hidden: boolean): void {
    const { network, whole } = picture.scenario.surface;
    if (!network && !whole) return this.views?.hide();
    if (!this.views) return void this.fetch();
    const { theme, sweeps, cards, choice: { run: chosen, hidden: away } } = this.figure;
    this.views.show({ picture, k, chosen, theme, hidden, away, rates: sweeps.of(chosen)?.rates.length ?? 0, nameOf: (info) => cards.nameOf(picture.scenario, info) });
  }

  /** Opens or closes the backward pass of a network. */
  togglePass(): void {
    this.views?.togglePass();
  }

  /** Opens it at a stage, or closes it (null), as the link says; of a network that is still to come too. */
  setPass(stage: number | null): void {
    this.stage = stage;
    this.views?.setPass(stage);
  }

  /** Closes it; true if it was open. */
  closePass(): boolean {
    return this.views?.closePass() ?? false;
  }

  private async fetch(): Promise<void> {
    if (this.coming) return;
    this.coming = true;
    try {
      const [{ NetworkViews }] = await Promise.all([import("../net/index.ts"), moreWords(), laterStyles()]);
      this.views = new NetworkViews(() => this.figure.invalidate(), () => this.opening(), (panel) => this.panelChanged(panel));
      this.views.setPass(this.stage);
      this.figure.invalidate();
    } catch {
      tellMissing();
    }
  }
}
