// The words of networks, which come with the script that says them.
import { t, type Values } from "../words/words.ts";

/** The message net.<key> with its values. */
export function say(key: string, values: Values = {}): string {
  return t(`net.${key}`, values);
}
