// How the stream is read. The server writes the same bytes; both ends are tested
// on one fixture, testdata/wire.
import type { BasinFrame, Frame, WireMessage } from "./wire.ts";

/** What the server sent is not what this page can read. */
export class WireError extends Error {}

const ITERATES = 1;
const BASINS = 2;
const HEADER = 16;
const COLUMNS = 6;

/** Read a binary frame of either kind. */
export function decodeFrame(buffer: ArrayBuffer): Frame | BasinFrame {
  if (buffer.byteLength < HEADER) throw new WireError(`a frame of ${buffer.byteLength} bytes`);
  const header = new DataView(buffer);
  const kind = header.getUint16(6, true);
  if (kind === ITERATES) return decodeIterates(buffer, header);
  if (kind === BASINS) return decodeBasins(buffer, header);
  throw new WireError(`a frame of kind ${kind}`);
}

/** Columns of float64; the header's 16 bytes keep them aligned. */
function decodeIterates(buffer: ArrayBuffer, header: DataView): Frame {
  const count = header.getUint32(12, true);
  checkLength(buffer, HEADER + COLUMNS * 8 * count);
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
