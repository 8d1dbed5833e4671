// The picture of a lecture: what would come piece by piece if the page asked for the runs
// that the lecturer's page shows, pushed as one message.
import { decodeFrame, decodeMessage, HEADER, WireError } from "../wire/decode.ts";
import type { AnyFrame, Message, Surface, WireMessage } from "../wire/wire.ts";

/** The messages and frames of a picture, each as it would come by itself, for request 0. */
export function partsOf(picture: ArrayBuffer): (WireMessage | AnyFrame)[] {
  const view = new DataView(picture);
  const parts: (WireMessage | AnyFrame)[] = [];
  for (let at = HEADER, n = view.getUint32(8, true); n > 0; n--) {
    const [length, binary] = [view.getUint32(at, true), view.getUint32(at + 4, true) === 1];
    const part = picture.slice(at + 8, at + 8 + length);
    if (part.byteLength !== length) throw new WireError(`a part of ${part.byteLength} bytes, not ${length}`);
    parts.push(binary ? decodeFrame(part) : decodeMessage(new TextDecoder().decode(part)));
    at += 8 + Math.ceil(length / 8) * 8;
  }
  return parts;
}

/** The parts as the answer to a request, on a surface, with what ends it. */
export function answerOf(picture: ArrayBuffer, id: number, surface: Surface | null): (Message | AnyFrame)[] {
  const parts = partsOf(picture).map((part) => {
    if (!("type" in part) || part.type !== "scenario") return { ...part, id } as Message | AnyFrame; // a surface comes before, by itself
    if (!surface) throw new WireError("a picture of a surface that did not come");
    return { ...part, id, surface };
  });
  const failed = parts.some((part) => "type" in part && part.type === "error");
  return failed ? parts : [...parts, { id, type: "done" }];
}
