// How the figure is looked at: its theme, layers, mode, camera and hidden
// panels, which are the page's own keys and change no iterate.
import { byId } from "../dom/dom.ts";
import type { Figure } from "./figure.ts";
import { hidePanels, parseHide } from "../dom/hide.ts";
import type { LayersMenu } from "../panel/layers-menu.ts";
import { LAYERS, parseLayers, writeLayers, type LayerName, type Layers } from "../draw/layers.ts";
import { USUAL_SPEED } from "../link/page-keys.ts";
import { MODES, type Mode } from "./stage.ts";
import { hiddenIn } from "../link/page-keys.ts";
import type { State } from "../link/state.ts";
import { setTheme } from "../dom/theme.ts";

/** How the figure is looked at, as the page's keys say. */
export class Look {
  /** Once its script has come. */
  private menu: LayersMenu | null = null;

  constructor(
    private readonly figure: Figure,
    private readonly state: State,
    /** Called after the theme changed, for what is drawn outside the figure. */
    private readonly painted: () => void,
  ) {
    byId("fit").addEventListener("click", () => figure.stage.fitRuns());
    byId("reset").addEventListener("click", () => figure.stage.reset());
    for (const mode of MODES) byId(`mode-${mode}`).addEventListener("click", () => this.setMode(mode));
    for (const id of ["modes", "fit", "layers-tool"]) byId(id).hidden = false;
  }

  /** Binds the menu of layers. */
  bindLayers(make: new (...events: ConstructorParameters<typeof LayersMenu>) => LayersMenu): void {
    this.menu = new make((layers) => this.setLayers(layers), () => this.toggleHeights(), () => this.figure.stage.heightKinds.shown === "true");
    this.menu.show(this.figure.layers);
  }

  /** Looks as the link says. */
  apply(): void {
    const { figure } = this;
    const { page } = this.state;
    setTheme(page.theme ?? "");
    const hidden = parseHide(page.hide);
    hidePanels(hidden);
    figure.ruler.setPlain(hidden.includes("tracks"));
    figure.cut.setOn(page.chart === "cut");
    figure.transport.setSpeed(page.speed || USUAL_SPEED);
    figure.transport.setLoop(Boolean(page.loop));
    this.applyRuns();
    figure.stage.setCamera(page.camera || null);
    this.applyHeights();
    this.showLayers(parseLayers(page.layers));
    void figure.stage.setMode(MODES.find((mode) => mode === page.mode) ?? "2d");
  }

  /** The chosen run and those that are hidden. */
  applyRuns(): void {
    const { run } = this.state.page;
    this.figure.setHidden(hiddenIn(this.state.page));
    this.figure.setChosen(run ? Number(run) : null);
  }

  /** What height is in 3D. */
  applyHeights(): void {
    const { heights } = this.state.page;
    this.figure.stage.setHeightKind(heights === "true" || heights === "log" ? heights : null);
    this.menu?.showHeights(this.figure.stage.heightKinds.shown === "true");
  }

  /** The loss itself as height, or its logarithm; what is usual on the surface is not in the link. */
  toggleHeights(): void {
    const { shown, usual } = this.figure.stage.heightKinds;
    const wanted = shown === "true" ? "log" : "true";
    this.state.setPage({ heights: wanted === usual ? "" : wanted });
    this.applyHeights();
  }

  /** A theme by its name; empty leaves it to the system. */
  setTheme(name: string): void {
    setTheme(name);
    this.state.setPage({ theme: name });
    this.repaint();
  }

  repaint(): void {
    this.figure.setTheme();
    this.painted();
  }

  /** Shows a layer, or hides it; returns the message of its key, empty where there is none or no such layer here. */
  toggleLayer(name: LayerName): string {
    const layer = LAYERS.find((layer) => layer.name === name);
    if (layer?.plane && this.figure.stage.shownMode === "1d") return "";
    this.setLayers({ ...this.figure.layers, [name]: !this.figure.layers[name] });
    return layer?.key?.says ?? "";
  }

  /** The map, the relief, and back. */
  toggleMode(): void {
    const { shownMode } = this.figure.stage;
    if (shownMode === "1d") return;
    this.setMode(shownMode === "2d" ? "3d" : "2d");
  }

  private setMode(mode: Mode): void {
    this.state.setPage({ mode: mode === "2d" ? "" : mode });
    void this.figure.stage.setMode(mode);
  }

  private setLayers(layers: Layers): void {
    this.showLayers(layers);
    this.state.setPage({ layers: writeLayers(layers) });
  }

  private showLayers(layers: Layers): void {
    this.figure.setLayers(layers);
    this.menu?.show(layers);
  }
}
