// Which of the runs is chosen, and which are hidden.

/** The run that keys, the ruler and the charts are about. */
export class Choice {
  /** The runs that are not drawn. */
  hidden: ReadonlySet<number> = new Set();
  /** How many runs there are. */
  count = 2;
  /** What a link or a hand has chosen; null for none. */
  picked: number | null = null;

  /** The run that is marked as chosen: what was picked, while it is there and seen. */
  get marked(): number | null {
    const { picked, hidden, count } = this;
    return picked !== null && picked < count && !hidden.has(picked) ? picked : null;
  }

  /** The run that is marked, or else the good one of three; where that is hidden the first that is not, and where all are, it all the same. */
  get run(): number {
    const usual = [1, 0, 2, 3, 4, 5].filter((run) => run < this.count);
    return this.marked ?? usual.find((run) => !this.hidden.has(run)) ?? usual[0] ?? 0;
  }

  /** The run whose steps are shown; null where all are hidden. */
  get seen(): number | null {
    return this.hidden.has(this.run) ? null : this.run;
  }

  /** Hides a run, or shows it again. */
  toggle(run: number): void {
    const hidden = new Set(this.hidden);
    if (!hidden.delete(run)) hidden.add(run);
    this.hidden = hidden;
  }
}
