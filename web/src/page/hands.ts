// What a hand changes on the figure: a run's rate, and the start. The server's answer may
// come later.
import type { Figure } from "../figure/figure.ts";
import type { Hand } from "../link/hand.ts";
import type { State } from "../link/state.ts";
import { written } from "../words/numbers.ts";
import type { Inviting } from "./inviting.ts";
import { Moves } from "./moves.ts";

/** So long after a hand let go what it changed becomes an entry of the history, in ms. */
const AFTER = { keys: 700, start: 300 };

/** What hands act on, and who is told. */
export interface Handled {
  state: State;
  figure: Figure;
  inviting: Inviting;
  /** A picture is on its way. */
  busy(): boolean;
  /** The start was put somewhere, in weights. */
  placed(point: [number, number]): void;
}

/** Takes what hands change; of the moves of a drag only the newest is ever asked for. */
export class Hands {
  private readonly moves: Moves;

  constructor(private readonly page: Handled) {
    this.moves = new Moves({ busy: () => page.busy(), outdated: () => page.state.outdate() });
  }

  /** Sets a run's new rate, from its flag, its field or a key. */
  rate(run: number, lr: number, hand: Hand): void {
    const dragged = hand.held && !hand.keys;
    this.page.inviting.end();
    this.move(dragged, () => {
      const { figure, state } = this.page;
      if (run !== figure.choice.run) figure.choose(run);
      const rates = currentRates(state);
      rates[run] = written(lr);
      figure.measure(state.change({ lr: rates.join(",") }, hand.held), hand.time, dragged);
    });
  }

  /** Sets a run's rate at once, where no hand drags it. */
  putBack(run: number, lr: number): void {
    this.rate(run, lr, { held: false, time: performance.now(), keys: false });
  }

  /** A rate was let go of; by keys more may follow. */
  rateEnd(keys: boolean): void {
    this.moves.settle();
    this.page.state.end(keys ? AFTER.keys : 0);
  }

  /** Moves the start, in weights. */
  start(point: [number, number], phase: "start" | "move" | "end"): void {
    const { state, figure } = this.page;
    const [time, dragged] = [performance.now(), phase === "move"];
    this.move(dragged, () => figure.measure(state.change({ start: point.slice(0, state.scenario.surface.dimension).map(written).join() }, true), time, dragged));
    if (phase !== "end") return;
    state.end(AFTER.start);
    this.page.placed(point);
  }

  /** No picture is on its way any more: what waits for that is made soon. */
  free(): void {
    this.moves.free();
  }

  /** Forgets what waits. */
  drop(): void {
    this.moves.drop();
  }

  /** A change; a hand that drags may make many of them for one picture. */
  private move(dragged: boolean, make: () => void): void {
    if (dragged) this.page.figure.turns.drag();
    else this.moves.settle();
    if (dragged) this.moves.take(make);
    else make();
  }
}

/** The rates of the newest request, which may not be answered yet. */
function currentRates(state: State): string[] {
  const { runs } = state.scenario;
  const asked = state.value("lr")?.split(",") ?? [];
  return asked.length === runs.length ? asked : runs.map(({ lr }) => written(lr));
}
