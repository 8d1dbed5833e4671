// What the members of a run's ensemble do, in words.
import { endingOf, type Known, FEW } from "../draw/endings.ts";
import { shownCoordinate, shownLoss } from "../words/numbers.ts";
import type { EndsMessage, ScenarioMessage } from "../wire/wire.ts";
import { said } from "./said.ts";

/** So many minima are named one by one. */
const NAMED = 3;

/** Where the members of a run end: "*40 seeds*: 29 at the lowest minimum, 11 at −0.54"; of given starts, to which the run itself does not belong, without a lead. */
export function membersSentence({ surface, seeds, steps }: Pick<ScenarioMessage, "surface" | "seeds" | "steps">, ends: EndsMessage, given = false): string {
  return said(given ? "given" : seeds > 0 ? "seeds" : "starts", { n: ends.members, list: clauses(surface, ends, steps <= FEW).join(", ") });
}

function clauses({ found, unbounded, network }: ScenarioMessage["surface"], { minima, elsewhere }: EndsMessage, few: boolean): string[] {
  const many = [...minima].sort((a, b) => Number(b.global) - Number(a.global) || b.members - a.members);
  const named = many.slice(0, many.length === NAMED + 1 ? NAMED + 1 : NAMED);
  const rest = sum(many.slice(named.length));
  const list = named.map((minimum) => {
    const { at: [x, y], loss, members, global } = minimum;
    const alike = minima.filter((other) => (other.global && global) || shownLoss(other.loss) === shownLoss(loss)).length > 1;
    if (alike) return said("place", { members, x: shownCoordinate(x), y: shownCoordinate(y) });
    return said(global ? (found || unbounded ? "found" : "global") : "minimum", { members, loss: shownLoss(loss) });
  });
  if (rest > 0) list.push(said("others", { members: rest }));
  if (elsewhere.length > 0) {
    const kinds = words(elsewhere, { few, network: network !== undefined });
    const how = kinds.map(([word, n]) => said(`how.${word}`, { n })).join(said("and", {}));
    list.push(list.length > 0 && kinds.length > 1 ? said("elsewhere", { members: sum(elsewhere), how }) : how);
  }
  return list;
}

/** The outcomes as the ruler has words for them; several outcomes may share one. */
function words(outcomes: EndsMessage["elsewhere"], known: Known): [string, number][] {
  const all = new Map<string, number>();
  for (const { outcome, members, guess, told: caveat } of outcomes) {
    const { word } = endingOf(outcome, { ...known, guess, caveat });
    all.set(word, (all.get(word) ?? 0) + members);
  }
  return [...all];
}

function sum(list: readonly { members: number }[]): number {
  return list.reduce((n, { members }) => n + members, 0);
}
