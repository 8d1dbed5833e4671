// The ensemble of a scenario as it is chosen: by one button, or by its field.
import type { ScenarioMessage } from "../wire/wire.ts";

/** How many runs there are for each rate where nothing else is said. */
const USUAL = 40;
/** Members × rates × steps are at most so many; the server holds to it. */
const MOST = 200_000;

type Chosen = Pick<ScenarioMessage, "seeds" | "starts" | "random" | "steps" | "runs">;
type Changes = Record<string, string>;

/** What changes one run for each rate into an ensemble, by its noise where there is any, and back. */
export function toggled(scenario: Chosen): Changes {
  if (scenario.seeds + scenario.starts > 0) return chosen("", "");
  return chosen(scenario.random ? "seeds" : "starts", String(Math.max(2, Math.min(USUAL, mostOf(scenario)))));
}

/** The changes for so many runs of one kind; the other kind has none. */
export function chosen(of: string, members: string): Changes {
  return { seeds: of === "seeds" ? members : "none", starts: of === "starts" ? members : "none" };
}

/** What a new noise changes: without any, other seeds make no other runs. */
export function withNoise(noise: string | null, { seeds }: Chosen): Record<string, string | null> {
  return Number(noise ?? 0) === 0 && seeds > 0 ? { noise, seeds: "none" } : { noise };
}

function mostOf({ steps, runs }: Chosen): number {
  return Math.floor(MOST / (steps * runs.length));
}
