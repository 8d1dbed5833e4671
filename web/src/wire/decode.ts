// How the stream is read. The server writes the same bytes; both ends are tested
// on one fixture, testdata/wire.
import type { AnyFrame, BasinFrame, Frame, MembersFrame, WireMessage } from "./wire.ts";

/** What the server sent is not what this page can read. */
export class WireError extends Error {}

const ITERATES = 1;
const BASINS = 2;
const NETWORK = 3;
const MEMBERS = 4;
const PICTURE = 5;
/** What stands before a frame, in bytes. */
export const HEADER = 16;
const COLUMNS = 6;
const NETWORK_COLUMNS = COLUMNS + 3;

/** Read a binary frame of any kind. */
export function decodeFrame(buffer: ArrayBuffer): AnyFrame {
  if (buffer.byteLength < HEADER) throw new WireError(`a frame of ${buffer.byteLength} bytes`);
  const header = new DataView(buffer);
  const kind = header.getUint16(6, true);
  if (kind === ITERATES) return decodeIterates(buffer, header, COLUMNS);
  if (kind === NETWORK) return decodeIterates(buffer, header, NETWORK_COLUMNS);
  if (kind === BASINS) return decodeBasins(buffer, header);
  if (kind === MEMBERS) return decodeMembers(buffer, header);
  throw new WireError(`a frame of kind ${kind}`);
}

/** Whether a frame is the picture of a lecture. */
export function isPicture(buffer: ArrayBuffer): boolean {
  return buffer.byteLength >= HEADER && new DataView(buffer).getUint16(6, true) === PICTURE;
}

/** Columns of float64; the header's 16 bytes keep them aligned. */
function decodeIterates(buffer: ArrayBuffer, header: DataView, columns: number): Frame {
  const count = header.getUint32(12, true);
  checkLength(buffer, HEADER + columns * 8 * count);
  const column = (i: number) => new Float64Array(buffer, HEADER + i * 8 * count, count);
  return {
    kind: "iterates",
    id: header.getUint32(0, true),
    run: header.getUint16(4, true),
    first: header.getUint32(8, true),
    count,
    x: column(0),
    y: column(1),
    loss: column(2),
    gx: column(3),
    gy: column(4),
    lr: column(5),
    ...(columns === NETWORK_COLUMNS ? { held: column(6), distance: column(7), level: column(8) } : {}),
  };
}

/** A plane of bytes, then from the next even offset a plane of uint16. */
function decodeBasins(buffer: ArrayBuffer, header: DataView): BasinFrame {
  const n = header.getUint32(8, true);
  const cells = n * n;
  const steps = HEADER + cells + (cells % 2);
  checkLength(buffer, steps + 2 * cells);
  return {
    kind: "basins",
    id: header.getUint32(0, true),
    run: header.getUint16(4, true),
    n,
    complete: header.getUint32(12, true) === 1,
    minima: new Uint8Array(buffer, HEADER, cells),
    steps: new Uint16Array(buffer, steps, cells),
  };
}

/** How many steps lie between two points, the last step of each member, then float32 columns: all x, all y, then all losses. */
function decodeMembers(buffer: ArrayBuffer, header: DataView): MembersFrame {
  const count = header.getUint32(12, true);
  if (buffer.byteLength < HEADER + 4 * (1 + count)) throw new WireError(`a frame of ${count} members in ${buffer.byteLength} bytes`);
  const every = header.getUint32(HEADER, true);
  const lasts = [...new Uint32Array(buffer, HEADER + 4, count)];
  const sizes = lasts.map((last) => Math.ceil(last / every) + 1);
  const points = sizes.reduce((sum, size) => sum + size, 0);
  let at = HEADER + 4 * (1 + count);
  checkLength(buffer, at + 12 * points);
  const members = lasts.map((last, i) => {
    const size = sizes[i]!;
    const path = { last, x: new Float32Array(buffer, at, size), y: new Float32Array(buffer, at + 4 * points, size), loss: new Float32Array(buffer, at + 8 * points, size) };
    at += 4 * size;
    return path;
  });
  return { kind: "members", id: header.getUint32(0, true), run: header.getUint16(4, true), first: header.getUint32(8, true), every, members };
}

function checkLength(buffer: ArrayBuffer, want: number): void {
  if (buffer.byteLength !== want) {
    throw new WireError(`a frame of ${buffer.byteLength} bytes, not ${want}`);
  }
}

const TYPES = new Set([
  "surface",
  "scenario",
  "outcome",
  "sweep",
  "basins",
  "ends",
  "done",
  "superseded",
  "cancelled",
  "error",
]);

/** Read a text message. */
export function decodeMessage(text: string): WireMessage {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new WireError("a message that is not JSON");
  }
  const message = value as Partial<WireMessage> | null;
  if (typeof message !== "object" || message === null || !TYPES.has(message.type ?? "")) {
    throw new WireError("a message of no known type");
  }
  return message as WireMessage;
}
