// The words about ensembles. They come with this part of the script.
import { t, type Values } from "../words/words.ts";

/** The message about ensembles under a key. */
export function said(key: string, values: Values): string {
  return t(`ensemble.${key}`, values);
}
