// What a hand tells of a rate, whatever it moved it by.

/** How a hand has moved a rate. */
export interface Hand {
  /** Not let go of yet. */
  held: boolean;
  /** When it moved, on performance's clock. */
  time: number;
  keys: boolean;
}

/** A run's new rate. */
export type OnRate = (run: number, lr: number, hand: Hand) => void;
