// What the server says of outcomes (train/judge/reason.go), for the tests of their sentences.
import type { OutcomeKind, MinimumPlace, Reason } from "../wire/wire.ts";

const MINIMA: MinimumPlace[] = ["global", "known", "local", "local-known", "valley", "settled"];

/** Each outcome with its places and its reasons. */
const BY_KIND: Record<OutcomeKind, [MinimumPlace[], Reason[]]> = {
  converged: [["global", "known", "part", "valley", "settled", "lowest"], ["", "held-off"]],
  "stuck-local": [["local", "local-known", "settled"], ["", "held-off"]],
  bouncing: [MINIMA, ["", "limit", "kink", "few"]],
  leaving: [MINIMA, ["", "limit", "kink", "few"]],
  hovering: [MINIMA, ["noise", "few"]],
  crawling: [[""], ["", "vanishing", "not-below", "rolling", "few"]],
  oscillating: [[""], ["", "limit", "few"]],
  "left-domain": [[""], ["", "slopeless"]],
  diverged: [[""], ["", "limit", "limit-few", "limit-all", "overflow", "undefined", "downhill", "bottomless"]],
  "stuck-saddle": [[""], ["", "slope"]],
  "slow-zigzag": [[""], ["", "few"]],
  thrown: [[""], ["", "strayed", "down"]],
  wandering: [[""], ["", "few"]],
  "escaped-unbounded": [[""], [""]],
  flat: [[""], [""]],
  learned: [[""], [""]],
  stuck: [[""], [""]],
};

/** All of these, one by one. */
export const SAID = Object.entries(BY_KIND).flatMap(([outcome, [places, reasons]]) =>
  places.flatMap((place) => reasons.map((reason) => ({ outcome: outcome as OutcomeKind, place, reason }))));
