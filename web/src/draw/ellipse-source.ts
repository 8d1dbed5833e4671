// The curvatures behind the ellipses: asked for as the playhead moves. What asks for
// them and draws them is fetched when they are first shown.
import { tellMissing } from "../dom/dom.ts";
import type { Curvatures } from "../plane/curvatures.ts";
import type { Facts } from "../plane/facts.ts";
import type { Surface } from "../wire/wire.ts";
import type { Heads } from "./heads.ts";
import type { Sheet } from "./sheet.ts";

/** What did not come is asked for again after so many ms. */
const AGAIN = 10_000;

/** Keeps and draws the curvatures of one picture. */
export class EllipseSource {
  private script: typeof import("./ellipses.ts") | null = null;
  private coming: Promise<void> | null = null;
  private curvatures: Curvatures | null = null;

  constructor(
    private readonly facts: Facts,
    private readonly changed: () => void,
  ) {}

  /** Draws what is known of the heads, and asks for the rest. */
  paint(sheet: Sheet, surface: Surface, heads: Heads): void {
    const { script, curvatures } = this;
    if (!script || !curvatures) return void (this.coming ??= this.fetch().catch(() => (tellMissing(), void setTimeout(() => (this.coming = null), AGAIN))));
    curvatures.want(surface, heads.runs, heads.hidden, heads.position);
    script.paintEllipses(sheet, heads, (run) => curvatures.hessian(run));
  }

  /** Fetches what draws them, then all is drawn again; where it does not come the page says so. */
  private async fetch(): Promise<void> {
    this.script = await import("./ellipses.ts");
    this.curvatures = new this.script.Curvatures(this.facts, this.changed);
    this.changed();
  }

  /** Another surface: nothing here is about it. */
  clear(): void {
    this.curvatures?.clear();
  }
}
