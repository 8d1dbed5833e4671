// What the page does with the stream's messages.
import { byId, maybe, setText } from "../dom/dom.ts";
import { handsCome } from "../dom/hands-come.ts";
import { laterStyles } from "../dom/later-styles.ts";
import type { Figure } from "../figure/figure.ts";
import type { Look } from "../figure/look.ts";
import type { Opening } from "../figure/opening.ts";
import { hasEnsembles } from "../link/ensemble.ts";
import type { State } from "../link/state.ts";
import type { ErrorMessage, Message, ScenarioMessage } from "../wire/wire.ts";
import { moreWords } from "../words/catalogue.ts";
import { Problems } from "../words/problems.ts";
import type { Announcer } from "./announcer.ts";
import type { Panels } from "./panels.ts";

/** The parts of the page that messages are for. */
export interface Listeners {
  state: State;
  figure: Figure;
  look: Look;
  opening: Opening;
  panels: Panels;
  announcer: Announcer;
}

/** Where no run ends, what hands need and what opens later are fetched all the same, after so many ms. */
const UNANSWERED = 1000;

/** Takes the stream's messages, one after the other. */
export class Answers {
  private readonly problems = new Problems(byId("problem"), (error) => this.besideControl(error));
  /** The request for the page's own scenario, sent when the link's has an error, which stays shown. */
  private fallback = -1;
  private faces: Promise<void> | null = null;
  private words: Promise<void> | null = null;
  private runs: number;
  private formula: string;

  constructor(
    private readonly page: Listeners,
    /** The scenario that the page came with. */
    private readonly first: ScenarioMessage,
  ) {
    this.runs = first.runs.length;
    this.formula = first.surface.formula;
    setTimeout(() => (handsCome(), void laterStyles().catch(() => undefined)), UNANSWERED);
  }

  /** Takes a message that answers a request of the page. */
  take(message: Message): void {
    const { state, figure, announcer, opening } = this.page;
    const newest = message.id === state.asked;
    if (message.type === "scenario") this.takeScenario(message);
    if (message.type === "error" && newest) this.fail(message);
    if (message.type === "error" && figure.clouds.fail(message.id)) this.problems.report(message);
    if (message.type === "done") this.done(newest);
    figure.take(message);
    if (message.type === "outcome" && newest) announcer.sayOutcome(message);
    if (message.type === "done") opening.done(message.id);
  }

  private takeScenario(scenario: ScenarioMessage): void {
    const { state, figure, panels } = this.page;
    if (scenario.id !== this.fallback) this.clearProblems();
    if (scenario.surface.formula !== this.formula) this.changeSurface(scenario.surface.formula);
    if (scenario.id === state.asked) this.countRuns(scenario);
    if (scenario.id === state.asked) this.showEnsemble(scenario);
    state.take(scenario);
    figure.setScenario(scenario, scenario.id === state.asked);
    panels.show(scenario);
    figure.basins.want(scenario, figure.choice.run);
  }

  /** Another surface: its sweeps, zoom and basins are new. */
  private changeSurface(formula: string): void {
    const { figure } = this.page;
    this.formula = formula;
    figure.sweeps.clear();
    figure.stage.setZoom(null);
    figure.basins.clear();
  }

  /** The ensemble is asked for, and its button says how many runs each is. */
  private showEnsemble(scenario: ScenarioMessage): void {
    this.page.figure.clouds.want(scenario);
    const members = scenario.seeds + scenario.starts;
    const button = maybe("ensemble");
    button?.setAttribute("aria-pressed", String(members > 0));
    if (button) button.hidden = !hasEnsembles(scenario);
    if (button && members > 0) setText(button, `×${members}`);
  }

  /** When the user adds or removes runs, all of them are shown again. */
  private countRuns({ id, runs }: ScenarioMessage): void {
    const { state, opening, look } = this.page;
    const others = runs.length !== this.runs && !opening.awaits(id);
    this.runs = runs.length;
    if (!others) return;
    state.setPage({ hidden: "" });
    look.applyRuns();
  }

  /** The newest request has an error: it is shown, and the page's own scenario is drawn if there is no picture yet. */
  private fail(error: ErrorMessage): void {
    const { state, figure } = this.page;
    this.problems.report(error);
    state.fail();
    if (!figure.pictures.shown) this.fallback = state.fallBack(this.first);
  }

  /** Puts the page's own faces on; its mathematics is copied as text, and the figure drawn for paper, from then on. */
  private async dress(): Promise<void> {
    const { bindCopy, bindPrint, putOnFaces, warm } = await import("./faces.ts");
    const { figure, state } = this.page;
    bindCopy();
    bindPrint(figure, () => state.page.theme ?? "");
    await putOnFaces(this.page.state.settings.version, () => this.page.look.repaint()).catch(() => undefined); // others stand in
    warm(figure);
  }

  /** Fetches the words that did not come with the page, by which the stage is named; pictures may have come before them. */
  private async speak(): Promise<void> {
    await moreWords();
    this.page.figure.nameStage();
  }

  private done(newest: boolean): void {
    const { state, figure } = this.page;
    if (newest) figure.sweeps.want(state.scenario);
    handsCome();
    this.words ??= this.speak().catch(() => void (this.words = null)); // another picture tries again
    void laterStyles().catch(() => undefined);
    this.faces ??= this.dress().catch(() => undefined);
  }

  /** Says an error beside the control that shows its own; true where it is seen there. */
  private besideControl(error: ErrorMessage): boolean {
    if (error.field === "lr") this.page.figure.cards.setError(-1, error.message);
    const formula = error.field === "f" || error.field === "view";
    return error.field === "lr" || (formula && this.page.panels.fail(error));
  }

  /** The newest request fits. */
  private clearProblems(): void {
    this.problems.clear();
    this.page.figure.cards.setError(-1, "");
  }
}
