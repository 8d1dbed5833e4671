// The basins on the stage. Their script is fetched when they are first shown.
import type { Theme } from "../draw/colors.ts";
import { tellMissing } from "../dom/dom.ts";
import type { BasinEvents, BasinLayer } from "../map/basin-layer.ts";
import type { Box } from "../plane/view.ts";
import type { BasinFrame, BasinsMessage, ScenarioMessage } from "../wire/wire.ts";

/** The layer of the basins, once its script has come, and what it is to show. */
export class BasinsLoader {
  private layer: BasinLayer | null = null;
  private fetching = false;
  private on = false;
  private box: Box | null = null;
  private wanted: Parameters<BasinLayer["want"]> = [null, 0];

  constructor(
    private theme: Theme,
    private readonly events: BasinEvents,
  ) {}

  /** Shows or hides the layer; the basins of a run are then asked for with want(). */
  setOn(on: boolean): void {
    this.on = on;
    this.layer?.setOn(on);
    if (on && !this.layer && !this.fetching) void this.fetch();
  }

  /** Asks for the basins at a run's rate, if they are shown. */
  want(scenario: ScenarioMessage | null, chosen: number): void {
    this.wanted = [scenario, chosen];
    this.layer?.want(scenario, chosen);
  }

  /** Another part of the plane is seen. */
  look(box: Box): void {
    this.box = box;
    this.layer?.look(box);
  }

  take(answer: BasinsMessage | BasinFrame): void {
    this.layer?.take(answer);
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.layer?.setTheme(theme);
  }

  /** What was asked about is no longer shown. */
  clear(): void {
    this.layer?.clear();
  }

  private async fetch(): Promise<void> {
    this.fetching = true;
    try {
      const { BasinLayer } = await import("../map/basin-layer.ts");
      this.layer = new BasinLayer(this.theme, this.events, this.box);
      this.layer.setOn(this.on);
      this.layer.want(...this.wanted);
    } catch {
      tellMissing();
    } finally {
      this.fetching = false;
    }
  }
}
