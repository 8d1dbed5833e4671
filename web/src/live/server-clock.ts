// What the server's clock says, by what it has sent: a message may be late on its way,
// but never early.

/** What came in the last minute counts, so that clocks may run apart, in ms. */
const WINDOW = 60_000;

/** The clock of the server behind a connection, as this page reads it. */
export class ServerClock {
  /** By how much this page's clock was ahead, with what a message took on its way: the oldest first, each less than the next. */
  private readonly heard: { at: number; ahead: number }[] = [];

  /** A message came that was sent at a moment of the server's, both in ms: how much longer it was on its way than the quickest lately. */
  late(sent: number, at: number): number {
    const ahead = at - sent;
    while (this.heard.length > 0 && this.heard[this.heard.length - 1]!.ahead >= ahead) this.heard.pop();
    this.heard.push({ at, ahead });
    while (at - this.heard[0]!.at > WINDOW) this.heard.shift();
    return ahead - this.heard[0]!.ahead;
  }

  /** Another connection: another server may have another clock. */
  reset(): void {
    this.heard.length = 0;
  }
}
