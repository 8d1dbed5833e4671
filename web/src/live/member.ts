// Who a page is to the room, so that its answers count once: a random name, kept with
// its answer for the tab, so that both are there after the page was loaded again.

/** A page's answer to the question of this name. */
export interface Answer {
  question: string;
  value: number;
}

/** What is kept. left: the page has gone; a tab that was copied from one that is open lacks that. */
interface Kept {
  name: string;
  answer: Answer | null;
  left: boolean;
}

/** A page that follows the lecture of a code. */
export class Member {
  readonly name: string;
  private given: Answer | null;
  private readonly key: string;

  constructor(code: string) {
    this.key = `downhill.live.${code}`;
    const kept = read(this.key);
    const same = kept && (kept.left || loadedAgain()) ? kept : null;
    this.name = same?.name ?? crypto.getRandomValues(new Uint32Array(4)).join("-");
    this.given = same?.answer ?? null;
    this.write(false);
    addEventListener("pagehide", () => this.write(true));
    addEventListener("pageshow", () => this.write(false));
  }

  /** The page's newest answer. */
  get answer(): Answer | null {
    return this.given;
  }

  set answer(answer: Answer | null) {
    this.given = answer;
    this.write(false);
  }

  private write(left: boolean): void {
    const kept: Kept = { name: this.name, answer: this.given, left };
    try {
      sessionStorage.setItem(this.key, JSON.stringify(kept));
    } catch {
      // a browser may keep nothing: then a page that is loaded again is another one
    }
  }
}

function read(key: string): Kept | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "null") as Partial<Kept> | null;
    if (typeof kept?.name !== "string" || !/^[\d-]{1,64}$/.test(kept.name)) return null;
    const { question, value } = kept.answer ?? {};
    const answer = typeof question === "string" && Number.isSafeInteger(value) ? { question, value: value! } : null;
    return { name: kept.name, answer, left: kept.left === true };
  } catch {
    return null;
  }
}

/** Whether the page was loaded in the place of itself, also where a browser that ran out of memory ended it unasked. */
function loadedAgain(): boolean {
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return entry?.type === "reload" || (document as { wasDiscarded?: boolean }).wasDiscarded === true;
}
