// What a lecture is to the page that leads or follows it.
import type { Figure } from "../figure/figure.ts";
import type { State } from "../link/state.ts";
import type { Player } from "../play/player.ts";
import type { Prediction } from "../play/predict.ts";
import type { AnyFrame, LiveMessage, LiveRequest, Message } from "../wire/wire.ts";

/** What of the page a lecture shows, or sets. */
export interface LivePage {
  state: State;
  player: Player;
  figure: Figure;
  prediction: Prediction;
  /** Sends what is of a lecture; false where no websocket is open. */
  say(live: LiveRequest): boolean;
  /** Shows what the page's own keys ask for. */
  look(): void;
  /** The playhead was moved: all is drawn. */
  moved(): void;
  /** Asks for the page's own runs, unless anything was drawn or asked for. */
  askOnce(): void;
  /** What comes next was not asked for: the request that it answers instead of the newest. */
  displace(): number;
  /** Takes a message or a frame as the answer to a request. */
  feed(part: Message | AnyFrame): void;
  /** The runs have come, and are not drawn yet: the playhead is to know how long they are. */
  measure(): void;
  /** How long a message is on its way at least, in ms. */
  way(): number;
  /** Asks whether the line carries, and how fast. */
  ping(): void;
  /** Whether the answer is hidden, so that nothing plays. */
  predicting(): boolean;
}

/** A page's part in a lecture. */
export interface Part {
  take(message: LiveMessage): void;
  /** The line is open, for the first time or again. */
  renew(): void;
  /** No websocket gets through. */
  cut(): void;
  /** A hand has put the start somewhere. */
  placed(point: [number, number]): void;
  /** The page was drawn: the playhead may have come to the end. */
  drawn(): void;
  /** A picture came, whose state comes next. */
  picture(frame: ArrayBuffer): void;
}
