// How much ink lies where: lines that cross a place again and again are drawn so
// thin that what shows is how often, not a wall.

/** A cell's side, in px. */
const CELL = 6;
/** A line is looked at in so many places at most: enough that the longest on a screen is not taken for a crowd. */
const LOOKS = 72;
/** The ink of a line that is alone, once it lies behind, and the thinnest. */
export const ALONE = 0.8;
const THINNEST = 0.04;

/** How many times over each cell of the map is inked. */
export class Density {
  private readonly columns: number;
  private readonly rows: number;
  private readonly ink: Float32Array;

  /** Over a map of so many px. */
  constructor(width: number, height: number) {
    this.columns = Math.max(1, Math.ceil(width / CELL));
    this.rows = Math.max(1, Math.ceil(height / CELL));
    this.ink = new Float32Array(this.columns * this.rows);
  }

  /** Adds a line of some width, in px. */
  add(x0: number, y0: number, x1: number, y1: number, width: number): void {
    const length = Math.hypot(x1 - x0, y1 - y0);
    const looks = looksOf(length);
    for (let i = 0; i < looks; i++) {
      const cell = this.cell(x0, y0, x1, y1, (i + 0.5) / looks);
      if (cell >= 0) this.ink[cell] += ((length / looks) * width) / (CELL * CELL);
    }
  }

  /** How many times over the ground under a line is inked, on average; 1 is once. */
  under(x0: number, y0: number, x1: number, y1: number): number {
    const looks = looksOf(Math.hypot(x1 - x0, y1 - y0));
    let [sum, n] = [0, 0];
    for (let i = 0; i < looks; i++) {
      const cell = this.cell(x0, y0, x1, y1, (i + 0.5) / looks);
      if (cell >= 0) (sum += this.ink[cell]), n++;
    }
    return n > 0 ? sum / n : 0;
  }

  /** The cell at a part of a line, or -1 off the map. */
  private cell(x0: number, y0: number, x1: number, y1: number, part: number): number {
    const column = Math.floor((x0 + part * (x1 - x0)) / CELL);
    const row = Math.floor((y0 + part * (y1 - y0)) / CELL);
    return column >= 0 && column < this.columns && row >= 0 && row < this.rows ? row * this.columns + column : -1;
  }
}

function looksOf(length: number): number {
  return Math.min(LOOKS, Math.max(1, Math.ceil(length / CELL)));
}

/** Two lines that cross, or lie two widths apart, are still drawn as lines. */
const CROWD = 1.2;
/** Lines that are more cover so little of the ground together that it is seen through them. */
const COVER = 0.66;

/** The ink of a line where the ground is inked so many times over: together more than two cover less than half of it. */
export function inkFor(times: number): number {
  return times <= CROWD ? ALONE : Math.max(THINNEST, COVER / times);
}
