// The curve of the stage, whose script is fetched with the first loss of one
// weight. Where it does not come, the page says that a part of it is missing.

import { tellMissing } from "../dom/dom.ts";
import type { Curve } from "../curve/index.ts";

/** The curve, once its script has come. */
export class CurveLoader {
  curve: Curve | null = null;
  private loading: Promise<void> | null = null;

  constructor(
    private readonly make: (script: typeof import("../curve/index.ts")) => Curve,
    /** Called with the new curve, which has no data yet. */
    private readonly made: (curve: Curve) => void,
  ) {}

  /** Makes the curve, if there is none. */
  load(): Promise<void> {
    if (this.curve) return Promise.resolve();
    return (this.loading ??= this.fetch().catch(tellMissing).finally(() => (this.loading = null)));
  }

  private async fetch(): Promise<void> {
    this.curve = this.make(await import("../curve/index.ts"));
    this.made(this.curve);
  }
}
