/** The block under the relief reaches so far below the lowest height. */
export const BASE = 0.05;
