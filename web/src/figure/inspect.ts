// The read-out: a small card beside the pointer with what is known of the point
// under it. The map and the relief feed it alike.

import { type Theme, runColor, runShape } from "../draw/colors.ts";
import { byId, setText } from "../dom/dom.ts";
import { Facts } from "../plane/facts.ts";
import { Newest } from "../dom/newest.ts";
import { type Mark, type ReadoutText, type Side, cornerCard, markAt, ON_MARK, placeCard, pointText, readoutText } from "../draw/readout.ts";
import { shapeSVG } from "../draw/shapes.ts";
import type { Point, PointFacts, Surface } from "../wire/wire.ts";
import { t } from "../words/words.ts";

/** A point that is looked at. */
export interface Look {
  at: Point;
  /** Where it is in px of the view's host. */
  px: [number, number];
  /** How much of the plane a pixel is, each way. */
  pixel: [number, number];
  /** The iterate that is meant, by its run. */
  iterate: { run: number; name: string; k: number } | null;
  /** Looked at by keys: then it is read out too. */
  spoken?: boolean;
  /** Minima and saddles are marked there. */
  marked: boolean;
}

/** Who is told of what is looked at. */
export interface InspectEvents {
  /** The slope at the point that is looked at came; null when nothing is looked at. */
  slope(at: Point | null, gradient: [number, number] | null): void;
}

const ROWS: (keyof ReadoutText)[] = ["loss", "gradient", "slope", "eigenvalues", "critical"];

/** What of a plane through many weights would say less than it seems to: they curve in other directions too. */
const OF_ALL_WEIGHTS: (keyof ReadoutText)[] = ["eigenvalues", "critical"];

function showRow(row: keyof ReadoutText, shown: boolean): void {
  const value = byId(`readout-${row}`);
  for (const part of [value, value.previousElementSibling as HTMLElement]) part.hidden = !shown;
}

/** The card that tells of a point. */
export class Inspect {
  private readonly card = byId("readout");
  private readonly newest: Newest<{ surface: Surface; at: Point }, PointFacts>;
  private surface: Surface | null = null;
  private look: Look | null = null;
  private mark: Mark | null = null;
  private host: HTMLElement | null = null;
  private side: Side = [1, 1];
  /** The direction of steepest descent on the screen, y down; null while it is not known. */
  private arrow: [number, number] | null = null;
  private empty = true;

  constructor(
    private theme: Theme,
    facts: Facts,
    private readonly events: InspectEvents,
  ) {
    this.newest = new Newest(
      ({ surface, at }, signal) => facts.at(surface, at, signal),
      (answer, { at }) => this.take(answer, at),
    );
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
  }

  setSurface(surface: Surface): void {
    if (surface.formula === this.surface?.formula) return;
    this.surface = surface;
    this.nameRows(surface.dimension);
    this.hide();
    this.empty = true;
  }

  /** Of one weight there is a slope, and no vector of them; of two the rows are called as the page came. */
  private nameRows(dimension: number): void {
    for (const row of ["gradient", "slope", "eigenvalues", "critical"] as const) {
      const value = byId(`readout-${row}`);
      const name = value.previousElementSibling as HTMLElement;
      const written = (name.dataset.written ??= name.textContent ?? "");
      value.hidden = name.hidden = dimension === 1 && row === "gradient";
      setText(name, dimension === 1 && row !== "gradient" ? t(`curve.${row}`) : written);
    }
  }

  /** Shows what is known of a point of a view, or with null nothing. */
  show(look: Look | null, host: HTMLElement): void {
    if (!look || !this.surface) return this.hide();
    const stays = look.iterate || look.spoken; // what is told is of that very place
    const near = look.marked ? markAt(this.surface, look.at, look.pixel, stays ? ON_MARK : undefined) : null;
    this.mark = near?.mark ?? null;
    this.look = near && !stays ? { ...look, at: near.at } : look; // what is told is of the mark itself
    this.host = host;
    this.card.setAttribute("aria-live", "off"); // until what is known of this point has come
    if (!look.spoken) this.namePoint(this.look);
    this.card.classList.add("stale");
    this.newest.want({ surface: this.surface, at: this.look.at });
    if (!this.empty) this.appear();
  }

  hide(): void {
    this.newest.drop();
    this.card.hidden = true;
    if (this.look) this.events.slope(null, null);
    this.look = null;
    this.arrow = null;
  }

  private take(found: PointFacts, at: Point): void {
    if (!this.look || (this.look.spoken && at !== this.look.at)) return;
    const moved = this.mark && !this.look.iterate && !this.look.spoken;
    const facts = moved && isLevel(found) ? { ...found, gradient: [0, 0] as [number, number] } : found;
    if (this.look.spoken) {
      this.card.setAttribute("aria-live", "polite");
      this.namePoint(this.look);
    }
    const text = readoutText(facts, { down: t("inspect.down"), flat: t("inspect.flat"), nowhere: t("map.undefined") });
    for (const row of OF_ALL_WEIGHTS) showRow(row, this.surface?.network === undefined);
    for (const row of ROWS) setText(byId(`readout-${row}`), text[row]);
    this.empty = false;
    this.card.classList.toggle("stale", at !== this.look.at);
    const [gx, gy] = facts.gradient;
    const [wx, wy] = this.look.pixel;
    this.arrow = gx === null || gy === null ? null : [-gx / wx, gy / wy];
    this.events.slope(this.look.at, gx === null || gy === null || at !== this.look.at ? null : [gx, gy]);
    this.appear();
  }

  private namePoint(look: Look): void {
    setText(byId("readout-w"), pointText(look.at, look.pixel, this.surface?.dimension));
    this.nameIterate(look);
  }

  private nameIterate({ iterate }: Look): void {
    const mark = this.mark && t(`inspect.mark.${this.mark}`);
    const named = iterate && t("inspect.iterate", { name: iterate.name, k: iterate.k });
    const shape = byId("readout-shape");
    byId("readout-run").hidden = !mark && !named;
    setText(byId("readout-name"), [named, mark].filter(Boolean).join(" · "));
    shape.parentElement!.style.display = iterate ? "" : "none";
    if (!iterate) return;
    shape.setAttribute("d", shapeSVG(runShape(this.theme, iterate.run)));
    shape.style.fill = runColor(this.theme, iterate.run);
  }

  /** The card where there is room for it, beside what it is about. */
  private appear(): void {
    const { card, host, look } = this;
    if (!host || !look) return;
    card.hidden = false;
    const room = { width: host.clientWidth, height: host.clientHeight };
    const size = { width: card.offsetWidth, height: card.offsetHeight };
    const put = placeCard(look.px, size, room, this.side, this.arrow);
    const place = look.spoken ? cornerCard(look.px, size, room) : put.place;
    this.side = put.side;
    card.style.transform = `translate(${Math.round(host.offsetLeft + place.x)}px, ${Math.round(host.offsetTop + place.y)}px)`;
  }
}

/** At a mark so small a slope is rounding: its place is known to so many digits. */
const LEVEL = 1e-6;

function isLevel({ gradient: [gx, gy] }: PointFacts): boolean {
  return gx !== null && gy !== null && Math.hypot(gx, gy) < LEVEL;
}
