// The flags' sliders: one for each run, over what is drawn of its flag.
import { addFlag, Flag } from "./flag.ts";
import { rowTop } from "./geometry.ts";
import type { Scene } from "./scene.ts";
import type { FlagPlace } from "./places.ts";
import { target } from "./stack.ts";

/** A flag that stands clear is taken hold of so far beside it too, in px. */
const BESIDE = 5;

/** The sliders of all runs. */
export class Sliders {
  private readonly flags: Flag[];

  constructor(private readonly host: HTMLElement) {
    this.flags = [...host.querySelectorAll<HTMLInputElement>(".flag")].map((input) => new Flag(input));
  }

  /** Has so many sliders. */
  fit(count: number): void {
    while (this.flags.length < count) this.flags.push(new Flag(addFlag(this.host, this.flags.length)));
    while (this.flags.length > count) this.drop();
  }

  /** Takes the last one away; the focus on it goes to the one before, not to nowhere. */
  private drop(): void {
    const flag = this.flags.pop();
    const focused = document.activeElement === flag?.input;
    flag?.input.remove();
    if (focused) this.focus(this.flags.length - 1);
  }

  /** Focuses a run's slider; one that is in a hand has no ring around it. */
  focus(run: number, inHand = false): void {
    const options: FocusOptions & { focusVisible?: boolean } = { preventScroll: true, ...(inHand && { focusVisible: false }) };
    this.flags[run]?.input.focus(options);
  }

  /** The run whose slider this is; -1 for another element. */
  runOf(target: EventTarget | null): number {
    return this.flags.findIndex(({ input }) => input === target);
  }

  /** The rate that a slider was moved to. */
  rateOf(run: number): number {
    return 10 ** this.flags[run]!.input.valueAsNumber;
  }

  /** Says each run's rate, and what that does, but of a hidden run. */
  tell({ runs, scale, known, hidden }: Scene): void {
    for (const [i, run] of runs.list.entries()) {
      const { info, name, lr } = run;
      this.flags[i]!.show(name, lr, scale.range, runs.isOther(run) || hidden.has(info.run) ? "" : known.tellRate(lr), info.rateless);
    }
  }

  /** Lies where the flags are drawn. */
  place({ g }: Scene, places: readonly FlagPlace[]): void {
    for (const place of places) {
      const flag = this.flags[place.run];
      if (!flag) continue; // of a scenario that had more runs, drawn a moment ago
      const [top, pitch] = rowTop(g, places, place.row);
      const { from, width } = target(place);
      const alone = places.every((other) => other === place || isClear(target(other), from, width));
      const edge = Math.max(0, from - BESIDE);
      if (alone) flag.place(edge, 0, Math.min(g.width, from + width + BESIDE) - edge, g.foot + g.band);
      else flag.place(from, top, width, pitch);
    }
  }
}

/** Whether something stands clear of a flag and the room beside it. */
function isClear(other: { from: number; width: number }, from: number, width: number): boolean {
  return other.from > from + width + 2 * BESIDE || other.from + other.width + 2 * BESIDE < from;
}
