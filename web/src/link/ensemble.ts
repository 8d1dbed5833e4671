// The ensemble of a scenario as it is chosen: by one button, or by its field.
import type { ScenarioMessage } from "../wire/wire.ts";

/** How many runs there are for each rate where nothing else is said. */
const USUAL = 40;
/** So many an ensemble has at least. */
const LEAST = 2;

type Chosen = Pick<ScenarioMessage, "seeds" | "starts" | "varied" | "ensembles" | "most_members">;
type Changes = Record<string, string>;

/** Whether the scenario is an ensemble, or can be one. */
export function hasEnsembles({ seeds, starts, ensembles, most_members }: Omit<Chosen, "varied">): boolean {
  return seeds + starts > 0 || (ensembles.length > 0 && most_members >= LEAST);
}

/** What changes one run for each rate into an ensemble, by its chance where there is any, and back; nothing where there can be none. */
export function toggled(scenario: Omit<Chosen, "varied">): Changes {
  if (scenario.seeds + scenario.starts > 0) return chosen("", "");
  return hasEnsembles(scenario) ? chosen(scenario.ensembles[0]!, String(Math.min(USUAL, scenario.most_members))) : {};
}

/** The changes for so many runs of one kind; the other kind has none. */
export function chosen(of: string, members: string): Changes {
  return { seeds: of === "seeds" ? members : "none", starts: of === "starts" ? members : "none" };
}

/** What a new noise changes: without any, other seeds make no other runs unless something else is left to them. */
export function withNoise(noise: string | null, { seeds, varied }: Pick<Chosen, "seeds" | "varied">): Record<string, string | null> {
  return Number(noise ?? 0) === 0 && seeds > 0 && !varied ? { noise, seeds: "none" } : { noise };
}
