// What is read aloud of the runs: each sentence is true of the picture that is shown when it
// is said.
import type { Picture } from "../plane/trajectories.ts";
import type { OutcomeMessage, RunInfo, ScenarioMessage } from "../wire/wire.ts";
import { runName } from "../words/names.ts";
import { shown } from "../words/numbers.ts";
import { circumstances, ofFirst, sentence, split } from "../words/sentences.ts";
import { t } from "../words/words.ts";

/** How a run ended; of an ensemble first what its members do, where that is known. */
export function outcomeSaid(scenario: ScenarioMessage, outcome: OutcomeMessage, members: string): string {
  const info = scenario.runs[outcome.run];
  if (!info) return "";
  const own = ofFirst(scenario, sentence(outcome, circumstances(scenario, outcome.run)));
  const all = split(members);
  const parts = [`${all.lead}${all.rest}`, `${own.lead}${own.rest}`];
  if (!all.rest) parts.reverse(); // given starts, to which the run does not belong
  return `${runName(scenario, info)}: ${parts.filter(Boolean).map((part) => `${part}.`).join(" ")}`;
}

/** What a key has shown or hidden, by the message that names it. */
export function toggledSaid(says: string, on: boolean): string {
  return t(on ? "key.said.shown" : "key.said.hidden", { what: t(says) });
}

/** The step and the loss there of each run that is drawn, or when it ended; of one that has not come so far nothing. */
export function stepSaid({ scenario, runs }: Pick<Picture, "scenario" | "runs">, k: number, hidden: ReadonlySet<number>, nameOf: (info: RunInfo) => string): string {
  const drawn = runs.filter(({ info, trajectory: { last }, outcome }) => !hidden.has(info.run) && (k <= last || (outcome && last >= 0)));
  const losses = drawn.map(({ info, trajectory: { loss, last } }) => {
    const there = loss[Math.max(0, Math.min(k, last))] ?? NaN;
    const said = `${nameOf(info)} ${Number.isNaN(there) ? t("curve.undefined") : shown(there)}`;
    return k > last ? t("transport.ended", { said, n: last }) : said;
  });
  const n = scenario.seeds + scenario.starts;
  return losses.length > 0 ? t(n > 0 ? "transport.said.first" : "transport.said", { k, n, losses: losses.join(", ") }) : "";
}
