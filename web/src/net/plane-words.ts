// What the plane of a network's landscape is, in sentences that are true of a slice.
import { optimizerName } from "../words/names.ts";
import { shown } from "../words/numbers.ts";
import type { ScenarioMessage } from "../wire/wire.ts";
import { say } from "./words.ts";

/** What the landscape is a slice of, and what the paths on it are. */
export function planeSentence({ surface, training, seeds, noise }: Pick<ScenarioMessage, "surface" | "training" | "seeds" | "noise">, rates: number): string {
  if (surface.whole) return say("plane.whole");
  const info = surface.network;
  if (!info) return "";
  const { kind, explained, filled, text } = info.plane;
  const percent = (share: number | undefined) => shown(100 * (share ?? 0), 2);
  const [i = "", j = ""] = text.replace(/^.*:/, "").split(",");
  const parts = [say(`plane.${kind}${fewer(filled)}`, { weights: info.weights, first: percent(explained[0]), second: percent(explained[1]), i, j })];
  parts.push(say("plane.shadow"));
  if (seeds > 0) parts.push(say("plane.seeds", { list: byChance(info.init, training?.batch, noise).map((what) => say(`plane.seeds.${what}`)).join(say("plane.seeds.and")) }));
  if (training?.stays) parts.push(say("plane.stays"));
  if (training?.assumes) parts.push(say("assumes", { optimizer: optimizerName(training.assumes) }));
  if (rates > 0) parts.push(say("rates", { n: rates }));
  return parts.join(" ");
}

/** Which sentence is true where axes were drawn at random, as the runs go along fewer than two directions. */
function fewer(filled: number): string {
  return filled === 0 ? "" : filled === 1 ? ".single" : ".still";
}

/** What another seed changes of a network's run; never its data. */
function byChance(init: string, batch: string | undefined, noise: number): string[] {
  return [init === "zero" ? "" : "init", batch === "full" ? "" : "batch", noise > 0 ? "noise" : ""].filter(Boolean);
}
