// Writes what is announced to screen readers: how the runs ended, once the user pauses, and
// what keys came to. What is said is what is true when it is said.

/** Outcomes are announced after a pause of so long, in ms. */
const rest = 900;

/** The effect of keys is announced after a pause of so long, in ms. */
const pause = 600;

/** Writes into the region that screen readers read out. */
export class Speaker {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private soon: ReturnType<typeof setTimeout> | undefined;
  private readonly said = new Map<number, string>();
  private pending = new Map<number, () => string>();

  constructor(private readonly region: HTMLElement) {}

  /** Notes what is to be told of a run; empty, when it is spoken, for what is no longer so. Only what differs from the last is. */
  tell(run: number, text: () => string): void {
    this.pending.set(run, text);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.speak(), rest);
  }

  /** Says a sentence now. */
  say(text: string): void {
    this.region.textContent = text;
  }

  /** Says what a row of keys came to, once they rest; empty for nothing any more. */
  saySoon(text: () => string): void {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => {
      const said = text();
      if (said) this.say(said);
    }, pause);
  }

  /** Cancels what is not announced yet, and forgets what was. */
  hush(): void {
    clearTimeout(this.timer);
    clearTimeout(this.soon);
    this.pending.clear();
    this.said.clear();
    this.region.textContent = "";
  }

  private speak(): void {
    const sorted = [...this.pending].sort(([a], [b]) => a - b); // as they stand on the page
    const changed = sorted.map(([run, text]) => [run, text()] as const).filter(([run, text]) => text && this.said.get(run) !== text);
    for (const [run, text] of changed) this.said.set(run, text);
    this.pending.clear();
    if (changed.length > 0) this.region.textContent = changed.map(([, text]) => text).join(" ");
  }
}
