// Which panel is open beside the figure, as a link has it: "step" is one step in
// numbers, "pass" a network's backward pass, "pass:4" that pass at its fourth stage.

/** Of a network of most layers: its inputs, each layer forward, the loss, each layer backward. */
const MOST_STAGES = 18;

/** The text as it is written; empty for no panel. */
export function readPanel(text: string): string {
  return text === "step" ? text : writePass(stageOf(text) ?? 0);
}

/** The stage of the backward pass that is open, counted from 1; null where it is not open. */
export function stageOf(panel: string): number | null {
  const [, stage = ""] = /^pass(?::([1-9]\d?))?$/.exec(panel) ?? [panel, "0"];
  const n = Number(stage || 1);
  return n >= 1 && n <= MOST_STAGES ? n : null;
}

/** The backward pass at a stage. */
export function writePass(stage: number): string {
  if (stage === 1) return "pass";
  return stage > 1 ? `pass:${stage}` : "";
}
