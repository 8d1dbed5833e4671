// What a button or a key opens: the set-up, one step in numbers, the list of
// keys. Their scripts are fetched with their first use.
import { tellMissing } from "../dom/dom.ts";
import { laterStyles } from "../dom/later-styles.ts";
import type { Figure } from "../figure/figure.ts";
import { stageOf } from "../link/open-panel.ts";
import type { State } from "../link/state.ts";
import type { Panel, Tab } from "../panel/setup.ts";
import type { SetupContents } from "../panel/setup-contents.ts";
import type { Picture } from "../plane/trajectories.ts";
import type { Arithmetic } from "../side/arithmetic.ts";
import type { Networks } from "./networks.ts";
import type { ErrorMessage, ScenarioMessage } from "../wire/wire.ts";
import { moreWords } from "../words/catalogue.ts";

/** The panels that are fetched when they are first opened. */
export class Panels {
  /** Once its script has come. */
  private setup: Panel | null = null;
  private contents: SetupContents | null = null;
  private arithmetic: Arithmetic | null = null;

  constructor(
    private readonly figure: Figure,
    private readonly state: State,
    private readonly networks: Networks,
  ) {
    networks.opening = () => void this.arithmetic?.close();
    networks.panelChanged = (panel) => state.setPage({ panel });
  }

  /** Binds the set-up. */
  bindSetup(make: new (...events: ConstructorParameters<typeof Panel>) => Panel): void {
    this.setup = new make(() => (this.contents ? null : this.fetchContents().catch(tellMissing)), (tab) => this.fill(tab));
  }

  /** Opens what the link has open. */
  apply(): void {
    if (this.state.settings.embed) return; // the figure alone
    const panel = this.state.page.panel ?? "";
    const { network, whole } = this.state.scenario.surface;
    const step = panel === "step" && !network;
    this.networks.setPass(!network && !whole ? null : panel === "step" && !step ? 1 : stageOf(panel));
    if (step) this.fetchArithmetic().then((arithmetic) => arithmetic.open || this.state.page.panel !== "step" || arithmetic.toggle(), tellMissing);
    else this.arithmetic?.close();
  }

  /** Opens or closes the step in numbers, which may have to be fetched. */
  async toggleArithmetic(): Promise<void> {
    if (this.state.scenario.surface.network) return this.networks.togglePass();
    this.networks.closePass();
    await this.fetchArithmetic().then((arithmetic) => {
      arithmetic.toggle();
      this.state.setPage({ panel: arithmetic.open ? "step" : "" });
    }, tellMissing);
  }

  /** Opens the list of keys. */
  openKeys(): void {
    Promise.all([import("./on-demand.ts"), moreWords(), laterStyles()]).then(([list]) => list.openKeys(), tellMissing);
  }

  /** Closes the uppermost; the step in numbers lies over the set-up. */
  close(): void {
    if (this.networks.closePass()) return;
    if (this.arithmetic?.close()) this.state.setPage({ panel: "" });
    else this.setup?.close();
  }

  /** Another scenario came. */
  show(scenario: ScenarioMessage): void {
    this.contents?.show(scenario);
  }

  /** The place that is shown was resolved: the tab in sight is brought up to date. */
  refresh(): void {
    if (this.setup?.tab) this.fill(this.setup.tab);
  }

  /** Says what is wrong with the formula or its box; true where that is seen. */
  fail(error: ErrorMessage): boolean {
    this.contents?.fail(error);
    return this.setup?.tab === "surface";
  }

  /** The theme's colours changed. */
  paint(): void {
    this.contents?.paint();
  }

  /** Follows the playhead, at step k of the picture. */
  follow(picture: Picture, k: number): void {
    this.keepLink(picture.scenario.surface);
    if (picture.scenario.surface.network) this.arithmetic?.close();
    else this.arithmetic?.follow(picture, k, this.figure.choice.seen, this.figure.choice.hidden, this.figure.player.playing);
    if (this.setup?.tab === "conditions") this.contents?.drawCurve(picture, k);
  }

  /** A panel that another surface has closed is in the link no more. */
  private keepLink({ network, whole }: ScenarioMessage["surface"]): void {
    const panel = this.state.page.panel ?? "";
    if (stageOf(panel) !== null && !network && !whole) this.state.setPage({ panel: "" });
  }

  private async fetchContents(): Promise<void> {
    const [{ SetupContents }] = await Promise.all([import("./on-demand.ts"), laterStyles()]);
    this.contents ??= new SetupContents(this.state, () => this.figure.theme);
  }

  private async fetchArithmetic(): Promise<Arithmetic> {
    const [{ Arithmetic }] = await Promise.all([import("./on-demand.ts"), moreWords(), laterStyles()]);
    return (this.arithmetic ??= new Arithmetic({
      choose: (run) => this.figure.choose(run),
      tell: (step) => this.figure.tellStep(step),
      closed: () => this.state.setPage({ panel: "" }),
    }));
  }

  /** Brings a tab that came into sight up to date. */
  private fill(tab: Tab): void {
    this.contents?.fill(tab);
    this.figure.invalidate();
  }
}
