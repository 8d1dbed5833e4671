// What can be chosen, as the server lists it. Nothing here knows a surface or
// an optimizer by name.
import { tellMissing } from "../dom/dom.ts";
import { onHost } from "../dom/site.ts";
import type { Networks, Optimizer, Schedule, Surface, ErrorBody } from "../wire/wire.ts";
import { addMessages } from "./words.ts";

/** An optimizer, or a schedule, of which less is known. */
export type Spec = Pick<Optimizer & Schedule, keyof Optimizer & keyof Schedule> & Partial<Optimizer>;

const answers = new Map<string, Promise<unknown>>();

/** Fetches JSON once; a failure is forgotten, so that it is tried again. */
function fetchOnce<T>(address: string): Promise<T> {
  let answer = answers.get(address) as Promise<T> | undefined;
  if (!answer) {
    answer = fetchJSON<T>(address);
    answers.set(address, answer);
    answer.catch(() => answers.delete(address));
  }
  return answer;
}

async function fetchJSON<T>(address: string, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(onHost(address), signal ? { signal } : {});
  const body: unknown = await answer.json();
  if (!answer.ok) throw new AnswerError((body as { error?: ErrorBody }).error ?? { kind: "", message: answer.statusText });
  return body as T;
}

class AnswerError extends Error {
  constructor(readonly body: ErrorBody) {
    super(body.message);
  }
}

/** Those that were added last. */
let added: Record<string, string> | null = null;

/** The words that did not come with the page: of errors, and of what is listed here; added once, though many ask for them. */
export async function moreWords(): Promise<void> {
  const words = await fetchOnce<Record<string, string>>(`/words/${document.documentElement.lang}`);
  if (words === added) return;
  added = words;
  addMessages(words);
}

/** Forgets them: the server has others now, and they are fetched again. */
export function forgetWords(): void {
  answers.delete(`/words/${document.documentElement.lang}`);
}

/** Fetches a list together with the words for what is in it. */
async function listed<T>(address: string): Promise<T> {
  try {
    const [list] = await Promise.all([fetchOnce<T>(address), moreWords()]);
    return list;
  } catch (error) {
    tellMissing();
    throw error;
  }
}

/** The surfaces that there are. */
export const surfaces = () => listed<Surface[]>("/api/surfaces");
/** By surface the ways of its own runs (panel/traces.ts). */
export const traces = () => fetchOnce<Record<string, number[][]>>("/api/traces");
/** The optimizers that there are. */
export const optimizers = () => listed<Spec[]>("/api/optimizers");
/** What networks can be made of. */
export const networks = () => listed<Networks>("/api/networks");
/** The schedules that there are. */
export const schedules = () => listed<Spec[]>("/api/schedules");
