// What the figure fetches of ensembles, with the words that they are told in.
import { moreWords } from "../words/catalogue.ts";

export { Ensemble } from "./ensemble.ts";

/** Waits for the words. */
export async function ready(): Promise<void> {
  await moreWords().catch(() => undefined); // keys are shown then, so that it is seen
}
