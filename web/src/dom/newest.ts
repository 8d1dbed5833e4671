// Questions of which only the newest matters: one is under way, the newest
// waits, and what was wanted in between is never asked.

/** Asks one question at a time, and always the newest. */
export class Newest<Question, Answer> {
  private waiting: { question: Question } | null = null;
  private under: AbortController | null = null;

  /** ask answers a question; take is told each answer, a failed one left out. */
  constructor(
    private readonly ask: (question: Question, signal: AbortSignal) => Promise<Answer>,
    private readonly take: (answer: Answer, question: Question) => void,
  ) {}

  want(question: Question): void {
    this.waiting = { question };
    if (!this.under) void this.next();
  }

  /** Nothing is wanted any more; what is under way is called off. */
  drop(): void {
    this.waiting = null;
    this.under?.abort();
    this.under = null;
  }

  private async next(): Promise<void> {
    if (!this.waiting) return;
    const { question } = this.waiting;
    this.waiting = null;
    const under = (this.under = new AbortController());
    const answer = await this.ask(question, under.signal).then((answer) => ({ answer }), () => null);
    if (this.under !== under) return; // dropped meanwhile
    this.under = null;
    if (answer) this.take(answer.answer, question);
    void this.next();
  }
}
