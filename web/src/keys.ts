// Keys for the lecture hall. None while a field has the focus, and none with
// a modifier: those are the browser's.

export interface KeyActions {
  toggle(): void;
  step(n: number): void;
  restart(): void;
  choose(run: number): void;
  nudge(decades: number): void;
  basins(): void;
  relief(): void;
  next(): void;
  previous(): void;
  escape(): void;
}

/** What a key does, by its name; undefined for one that does nothing. */
export function actionOf(key: string, actions: KeyActions): (() => void) | undefined {
  if (/^[1-6]$/.test(key)) return () => actions.choose(Number(key) - 1);
  const table: Record<string, () => void> = {
    " ": actions.toggle,
    ArrowLeft: () => actions.step(-1),
    ArrowRight: () => actions.step(1),
    "+": () => actions.nudge(0.1),
    "=": () => actions.nudge(0.1),
    "-": () => actions.nudge(-0.1),
    r: actions.restart,
    b: actions.basins,
    d: actions.relief,
    n: actions.next,
    p: actions.previous,
    Escape: actions.escape,
  };
  return table[key];
}

export function bindKeys(actions: KeyActions): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key !== "Escape" && isTaken(event.target as Element | null, event.key)) return;
    const action = actionOf(event.key, actions);
    if (!action) return;
    event.preventDefault();
    action();
  });
}

/** Whether the focused element wants the key for itself. */
function isTaken(target: Element | null, key: string): boolean {
  if (!target || target === document.body) return false;
  if (target.closest("dialog[open], textarea, select")) return true;
  const field = target.closest("input");
  if (field) return field.type !== "range" || key.startsWith("Arrow");
  if (key === " ") return Boolean(target.closest("button, a, summary"));
  return key.startsWith("Arrow") && Boolean(target.closest("[role=tablist], .map"));
}
