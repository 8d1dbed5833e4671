// What the tabs of the set-up panel hold. This part of the script is fetched
// when the panel is first opened.
import { Choices } from "./choices.ts";
import type { Theme } from "../draw/colors.ts";
import { drawCurve } from "./curve.ts";
import { byId } from "../dom/dom.ts";
import { FormulaField } from "./formula.ts";
import { Gallery, tileOf } from "./gallery.ts";
import { NetworkControls } from "./network.ts";
import { RunsEditor } from "./runs.ts";
import type { Tab } from "./setup.ts";
import type { State } from "../link/state.ts";
import type { Picture } from "../plane/trajectories.ts";
import type { ErrorMessage, ScenarioMessage } from "../wire/wire.ts";

/** The contents of the set-up's tabs. */
export class SetupContents {
  private readonly formula: FormulaField;
  private readonly gallery: Gallery;
  private readonly network: NetworkControls;
  private readonly choices: Choices;
  private readonly runs: RunsEditor;

  constructor(
    private readonly state: State,
    private readonly theme: () => Theme,
  ) {
    this.formula = new FormulaField((f, view, held) => state.chooseSurface({ f, view }, held), () => state.end());
    this.network = new NetworkControls(state);
    this.gallery = new Gallery(theme, (surface) => state.chooseSurface({ surface: surface.id }), (data) => this.network.learn(data));
    this.choices = new Choices(state);
    this.runs = new RunsEditor(state);
  }

  /** Brings the tab that is in sight up to date. */
  fill(tab: Tab): void {
    const { scenario } = this.state;
    if (tab === "surface") void this.gallery.open(tileOf(scenario.surface));
    if (tab === "surface") this.show(scenario);
    if (tab !== "surface") void this.choices.show(scenario);
    if (tab === "optimizer") void this.runs.show(scenario);
  }

  /** Another scenario came: the formula is its own. */
  show(scenario: ScenarioMessage): void {
    this.formula.show(scenario);
    void this.network.show(scenario);
  }

  /** Shows what is wrong with the formula or its box. */
  fail(error: ErrorMessage): void {
    this.formula.fail(error);
  }

  /** The theme's colours changed. */
  paint(): void {
    this.gallery.paint();
  }

  /** The rate over the steps of the first run, at the playhead. */
  drawCurve(picture: Picture, k: number): void {
    const theme = this.theme();
    const run = picture.runs[0];
    if (run) drawCurve(byId<HTMLCanvasElement>("curve"), run.trajectory, theme.runs[0] ?? "", k, theme);
  }
}
