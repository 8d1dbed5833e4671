// How the figure is looked at: its theme, layers, mode, camera and hidden
// panels, which are the page's own keys and change no iterate.
import { byId } from "./dom.ts";
import type { Figure } from "./figure.ts";
import { hidePanels, parseHide } from "./hide.ts";
import { LayersMenu } from "./layers-menu.ts";
import { parseLayers, writeLayers, type Layers } from "./layers.ts";
import { MODES, type Mode } from "./stage.ts";
import type { State } from "./state.ts";
import { setTheme } from "./theme.ts";

export class Look {
  private readonly menu: LayersMenu;

  constructor(
    private readonly figure: Figure,
    private readonly state: State,
    /** Something other than the figure wears the theme's colours. */
    private readonly painted: () => void,
  ) {
    this.menu = new LayersMenu((layers) => this.setLayers(layers));
    byId("fit").addEventListener("click", () => figure.stage.map.fitRuns());
    byId("reset").addEventListener("click", () => figure.stage.reset());
    for (const mode of MODES) byId(`mode-${mode}`).addEventListener("click", () => this.setMode(mode));
    for (const id of ["modes", "fit", "layers-tool"]) byId(id).hidden = false;
  }

  /** Looks as the link says. */
  apply(): void {
    const { figure } = this;
    const { page } = this.state;
    setTheme(page.theme ?? "");
    const hidden = parseHide(page.hide);
    hidePanels(hidden);
    figure.cards.setPlain(hidden.includes("tracks"));
    if (page.speed && Number(page.speed) > 0) figure.transport.setSpeed(Number(page.speed));
    if (page.loop) figure.transport.setLoop(page.loop === "1");
    figure.stage.setCamera(page.camera || null);
    this.showLayers(parseLayers(page.layers));
    void figure.stage.setMode(MODES.find((mode) => mode === page.mode) ?? "2d");
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

  toggleBasins(): void {
    this.setLayers({ ...this.figure.layers, basins: !this.figure.layers.basins });
  }

  /** The map, the relief, and back. */
  toggleMode(): void {
    this.setMode(this.figure.stage.shownMode === "2d" ? "3d" : "2d");
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
    this.menu.show(layers);
  }
}
