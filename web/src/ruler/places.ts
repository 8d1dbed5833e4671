// A flag and where it stands, and how near to each other flags may be.

/** A flag that is to be placed. */
export interface Standing {
  run: number;
  /** Of the pole, and of the cloth, in px. */
  x: number;
  width: number;
  /** The width of the cloth without its run's sign, where there is no room for that; the same by default. */
  bare?: number;
  /** In the hand: it keeps the first row. */
  held: boolean;
}

/** Where a flag stands. */
export interface FlagPlace {
  run: number;
  x: number;
  row: number;
  /** The cloth's left edge and width. */
  from: number;
  width: number;
  /** Its pole is at the cloth's right: the ruler ends to the right, or a line would cross its number, or it stands aside. */
  left: boolean;
  /** It stands beside its pole, which a line leads to. */
  aside: boolean;
  /** Its cloth has no sign, only the number. */
  bare?: boolean;
}

/** The rows that there are room for: all flags over their poles, or, in as many or fewer, some of them aside. */
export interface Rows {
  over: number;
  aside: number;
}

/** Flags whose poles are nearer than this stand in rows, whatever their cloth: a finger's width, in px. */
export const NEAR = 44;

/** So much is free between two cloths, in px. */
export const GAP = 2;

/** The room that no flag takes at the ruler's right end, in px. */
export const END = 4;
