// The start that this page has chosen among those of a room: a pin that stands on it,
// with its name, so that neither is told by a colour.
import { haloText } from "../draw/canvas.ts";
import { beside, type Labels } from "../draw/labels.ts";
import { FAINT, type Sheet } from "../draw/sheet.ts";
import type { Point } from "../wire/wire.ts";

/** The pin's head, how high it stands over its point, its hole, and its name's letters, in px; half of a star's size. */
const [HEAD, HIGH, HOLE, SIZE] = [9, 21, 3.2, 14];
const STAR = 11;

/** Draws the pin at a place and writes its name where it covers no other label, and none of the stars; behind a hill it is faint. */
export function paintOwn(sheet: Sheet, { at, name }: { at: Point; name: string }, stars: readonly { at: Point }[], labels: Labels): void {
  const spot = sheet.spot(at);
  if (!spot) return;
  const { pen, theme } = sheet;
  const s = theme.scale;
  pen.save();
  pen.globalAlpha = spot.clear ? 1 : FAINT;
  paintPin(sheet, spot.x, spot.y);
  const [x, y] = [spot.x, spot.y - HIGH * s];
  labels.reserve({ x: x - HEAD * s, y: y - HEAD * s, width: 2 * HEAD * s, height: (HEAD + HIGH) * s });
  for (const star of stars) reserveStar(sheet, star.at, labels);
  pen.font = `650 ${SIZE * s}px ${theme.font}`;
  const [width, height] = [pen.measureText(name).width, 1.3 * SIZE * s];
  const places = beside(x, y, (HEAD + 5) * s, width, height);
  const place = labels.put(places) ?? labels.nudge(places[0]!);
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  haloText(pen, name, place.x, place.y + place.height / 2, theme.text, theme.halo);
  pen.restore();
}

function reserveStar(sheet: Sheet, at: Point, labels: Labels): void {
  const spot = sheet.spot(at);
  const half = STAR * sheet.theme.scale;
  if (spot) labels.reserve({ x: spot.x - half, y: spot.y - half, width: 2 * half, height: 2 * half });
}

/** A pin whose point is at (x, y). */
function paintPin({ pen, theme }: Sheet, x: number, y: number): void {
  const s = theme.scale;
  const top = y - HIGH * s;
  pen.beginPath();
  pen.arc(x, top, HEAD * s, 0.86 * Math.PI, 0.14 * Math.PI);
  pen.lineTo(x, y);
  pen.closePath();
  pen.lineJoin = "round";
  pen.strokeStyle = theme.paper;
  pen.lineWidth = 3.5 * s;
  pen.stroke();
  pen.fillStyle = theme.text;
  pen.fill();
  pen.beginPath();
  pen.arc(x, top, HOLE * s, 0, 2 * Math.PI);
  pen.fillStyle = theme.paper;
  pen.fill();
}
