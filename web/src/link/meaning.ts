// What of the page's own keys means nothing on the scenario that is shown, as where its
// runs have become fewer: a link leaves it out, since the server would refuse it
// (address.fit in server/page/keys_told.go).
import type { ScenarioMessage } from "../wire/wire.ts";
import { stageOf } from "./open-panel.ts";
import type { PageKeys } from "./page-keys.ts";

/** The keys as a link of the scenario has them. */
export function meaningOn({ surface, runs, steps }: ScenarioMessage, page: PageKeys): PageKeys {
  const curve = surface.dimension === 1;
  const there = (run: string) => run !== "" && Number(run) < runs.length;
  const stays: Partial<Record<keyof PageKeys, (text: string) => boolean>> = {
    at: (k) => Number(k) <= steps,
    mode: () => !curve,
    zoom: (box) => curve || box.split(",").length === 4,
    run: there,
    chart: () => !curve && !surface.network,
    panel: (panel) => stageOf(panel) === null || Boolean(surface.network ?? surface.whole),
  };
  const kept = { ...page };
  for (const [key, fits] of Object.entries(stays) as [keyof PageKeys, (text: string) => boolean][]) {
    if (kept[key] && !fits(kept[key])) kept[key] = "";
  }
  if (kept.hidden) kept.hidden = kept.hidden.split(",").filter(there).join();
  return kept;
}
