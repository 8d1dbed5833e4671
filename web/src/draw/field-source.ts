// The gradients behind the field: fetched for what is seen once it rests, and
// kept meanwhile. What draws them is fetched when they are first asked for.

import { tellMissing } from "../dom/dom.ts";
import { Newest } from "../dom/newest.ts";
import type { Gradients } from "./field.ts";
import type { Sheet } from "./sheet.ts";
import { type Box, type View } from "../plane/view.ts";
import type { Surface } from "../wire/wire.ts";

interface Wanted {
  surface: Surface;
  box: Box;
  n: number;
}

/** Gradients are fetched when the map has not moved for so long, in ms. */
const REST = 90;

/** Fetches and keeps the gradients of one picture. */
export class FieldSource {
  private gradients: Gradients | null = null;
  private asked = "";
  private script: typeof import("./field.ts") | null = null;
  private coming: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly newest: Newest<Wanted, Gradients>;

  constructor(private readonly changed: () => void) {
    this.newest = new Newest(
      ({ surface, box, n }, signal) => this.script!.fetchGradients(surface, box, n, signal),
      (gradients) => {
        this.gradients = gradients;
        changed();
      },
    );
  }

  /** Asks for what is seen, unless it is here or on its way; the first time at once. */
  need(surface: Surface, view: View, scale: number): void {
    if (!this.script) return void (this.coming ??= this.fetch().catch(tellMissing));
    const { box, n } = this.script.lattice(view, scale);
    const asked = `${surface.formula} ${Object.values(box).join()} ${n}`;
    if (asked === this.asked) return;
    const first = this.asked === "";
    this.asked = asked;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.newest.want({ surface, box, n }), first ? 0 : REST);
  }

  /** Draws what has come. */
  paint(sheet: Sheet): void {
    if (this.gradients) this.script?.paintField(sheet, this.gradients);
  }

  /** Fetches what draws the field, then all is asked for again; where it does not come the page says so. */
  private async fetch(): Promise<void> {
    this.script = await import("./field.ts");
    this.changed();
  }

  /** Another surface: nothing here is about it. */
  clear(): void {
    clearTimeout(this.timer);
    this.newest.drop();
    this.gradients = null;
    this.asked = "";
  }
}
