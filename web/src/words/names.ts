// What surfaces, runs and optimizers are called.
import { moreDigits, shownRate } from "./numbers.ts";
import type { RunInfo, ScenarioMessage } from "../wire/wire.ts";
import { t, wordOr } from "./words.ts";

/** A run's name: the one it was given, its role, its optimizer, or its rate, as the server says. */
export function runName({ runs }: Pick<ScenarioMessage, "runs">, { label, name, role, optimizer, lr }: RunInfo): string {
  switch (label) {
    case "name": return name;
    case "role": return t(`run.${role}`);
    case "optimizer": return optimizerName(optimizer);
    case "rate": return t("run.named", { rate: shownRate(lr, moreDigits(lr, runs.map((other) => other.lr), shownRate)) });
  }
}

/** What the surface is called: a typed formula has no name of its own. */
export function surfaceName({ surface }: ScenarioMessage): string {
  return surface.id ? wordOr(`surface.${surface.id}.name`, surface.name) : t("surface.typed");
}

/** What a surface teaches, in a sentence; empty for a typed formula. */
export function teaching({ id, teaches }: { id: string; teaches: string }): string {
  return wordOr(`surface.${id}.teaches`, teaches);
}

/** What an optimizer is called. */
export function optimizerName(id: string): string {
  return wordOr(`optimizer.${id}.name`, id);
}

/** The optimizer, where the runs differ in it and the name does not say it. */
export function optimizerNote(scenario: ScenarioMessage, info: RunInfo): string {
  if (scenario.runs.every((other) => other.optimizer === info.optimizer)) return "";
  const name = optimizerName(info.optimizer);
  return name === runName(scenario, info) ? "" : name;
}
