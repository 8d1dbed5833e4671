// The basins on the stage: asked for while they are shown, painted again in
// another theme, gone with the surface that they are of.

import { type BasinImage, basinImage } from "./basins.ts";
import type { Theme } from "./colors.ts";
import { byId, setText } from "./dom.ts";
import { runName } from "./names.ts";
import type { BasinFrame, BasinsMessage, ScenarioMessage } from "./wire.ts";
import { t } from "./words.ts";

/** Points a side. */
const SAMPLES = 256;

export interface BasinEvents {
  ask(query: string): void;
  cancel(): void;
  show(image: BasinImage | null): void;
}

export class BasinLayer {
  private on = false;
  private message: BasinsMessage | null = null;
  private frame: BasinFrame | null = null;

  constructor(
    private theme: Theme,
    private readonly events: BasinEvents,
  ) {}

  /** Shows or hides the layer; the basins of a run are then asked for with want(). */
  setOn(on: boolean): void {
    if (on === this.on) return;
    this.on = on;
    byId("basins-key").hidden = !on;
    if (on) return;
    this.events.cancel();
    this.clear();
  }

  /** Asks for the basins at a run's rate, if they are shown. */
  want(scenario: ScenarioMessage | null, chosen: number): void {
    const run = Math.min(chosen, (scenario?.runs.length ?? 0) - 1);
    const info = scenario?.runs[run];
    if (!this.on || !scenario || !info) return;
    setText(byId("basins-key"), t("map.basins.key", { name: runName(scenario, info) }));
    this.events.ask(`${scenario.query}${scenario.query ? "&" : ""}run=${run}&n=${SAMPLES}`);
  }

  take(answer: BasinsMessage | BasinFrame): void {
    if ("kind" in answer) {
      if (this.message) this.frame = answer;
      this.paint();
    } else {
      this.message = answer;
      this.frame = null;
    }
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.paint();
  }

  /** What was asked about is no longer shown. */
  clear(): void {
    this.message = this.frame = null;
    this.events.show(null);
  }

  private paint(): void {
    if (this.on && this.message && this.frame) this.events.show(basinImage(this.frame, this.theme, this.message.view));
  }
}
