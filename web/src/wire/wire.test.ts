// The messages that the server's tests write, read by the types that are made
// from its structs: a field that is missing, new or of another type does not
// compile here.
import { test } from "node:test";
import assert from "node:assert/strict";
import basins from "../../../testdata/wire/basins.json";
import done from "../../../testdata/wire/done.json";
import ends from "../../../testdata/wire/ends.json";
import error from "../../../testdata/wire/error.json";
import evaluated from "../../../testdata/wire/eval.json";
import lesson from "../../../testdata/wire/lesson.json";
import optimizers from "../../../testdata/wire/optimizers.json";
import netStep from "../../../testdata/wire/net-step.json";
import network from "../../../testdata/wire/network.json";
import networks from "../../../testdata/wire/networks.json";
import norms from "../../../testdata/wire/norms.json";
import outcome from "../../../testdata/wire/outcome.json";
import pong from "../../../testdata/wire/pong.json";
import requests from "../../../testdata/wire/requests.json";
import scenario from "../../../testdata/wire/scenario.json";
import schedules from "../../../testdata/wire/schedules.json";
import cut from "../../../testdata/wire/cut.json";
import step from "../../../testdata/wire/step.json";
import surface from "../../../testdata/wire/surface.json";
import sweep from "../../../testdata/wire/sweep.json";
import traces from "../../../testdata/wire/traces.json";
import tail from "../../../testdata/wire/sweep-tail.json";
import coarse from "../../../testdata/wire/sweep-coarse.json";
import { decodeMessage } from "./decode.ts";
import { errorText } from "../words/errors.ts";
import type { Traces } from "../panel/traces.ts";
import { Surfaces } from "./surfaces.ts";
import { ended } from "../ruler/joined.ts";
import { setMessages } from "../words/words.ts";
import type {
  BasinsMessage, CutAnswer, EndMessage, EndsMessage, ErrorMessage, KnownSweep, NamedScenario, NetNorms, NetStepAnswer, NetworkAnswer, Networks, Optimizer,
  OutcomeMessage, PointFacts, Pong, RequestMessage, Schedule, StepAnswer, SurfaceMessage, SweepMessage,
} from "./wire.ts";

/** A type as far as an imported JSON file can show it: with any string for a word, and lists for pairs. */
type Shown<T> = T extends string ? string
  : T extends number | boolean | null | undefined ? T
  : T extends readonly (infer E)[] ? Shown<E>[]
  : { [K in keyof T]: Shown<T[K]> };

/** Keys that only the file has are an error. */
type Known<F, T> = F & Record<Exclude<keyof F, keyof T>, never>;

/** A file's value as the type that it has to fit. */
function as<T>() {
  return <F extends Shown<T>>(file: Known<F, T>) => file as unknown as T;
}

const said = {
  surface: as<SurfaceMessage>()(surface),
  scenario: as<NamedScenario>()(scenario),
  lesson: as<NamedScenario>()(lesson),
  outcome: as<OutcomeMessage>()(outcome),
  sweep: as<SweepMessage>()(sweep),
  coarse: as<SweepMessage>()(coarse),
  tail: as<SweepMessage>()(tail),
  basins: as<BasinsMessage>()(basins),
  ends: as<EndsMessage>()(ends),
  done: as<EndMessage>()(done),
  error: as<ErrorMessage>()(error),
};

// Those that are no messages of the stream, or lists.
as<Pong>()(pong);
as<PointFacts>()(evaluated);
as<StepAnswer>()(step);
as<CutAnswer>()(cut);
as<Optimizer>()(optimizers[0]);
as<Schedule>()(schedules[0]);
as<Networks>()(networks);
as<NetworkAnswer>()(network);
as<NetStepAnswer>()(netStep);
as<NetNorms>()(norms);
const ways = as<Record<string, Traces>>()(traces);

test("every message of the server is read as it was written", () => {
  for (const message of Object.values(said)) {
    assert.deepEqual(decodeMessage(JSON.stringify(message)), message);
  }
});

test("a surface's ways are places of two numbers each, in thousandths of its view", () => {
  for (const way of Object.values(ways).flat()) assert.ok(way.length >= 2 && way.length % 2 === 0 && way.every(Number.isInteger), `${way}`);
});

test("a scenario names the surface that came before it", () => {
  const surfaces = new Surfaces();
  surfaces.add(said.surface.surface);
  for (const { surface: name } of [said.scenario, said.lesson]) assert.equal(surfaces.get(name), said.surface.surface);
});

test("an outcome is of a run that its scenario lists, and passes a saddle", () => {
  assert.ok(said.scenario.runs.some(({ run }) => run === said.outcome.run));
  assert.deepEqual(said.outcome.events.map(({ event }) => event), ["saddle-escape"]);
});

test("all members of an ensemble are told, at a minimum or elsewhere", () => {
  const sum = (all: { members: number }[]) => all.reduce((n, { members }) => n + members, 0);
  const { minima, elsewhere, how, members } = said.ends;
  assert.ok(minima.length > 0 && elsewhere.length > 0);
  assert.equal(sum(minima) + sum(elsewhere), members);
  assert.equal(sum(how), members);
});

test("a coarse sweep has holes, and what is known of it is a part of the whole", () => {
  const part: KnownSweep = ended(said.coarse);
  assert.ok(part.rates.length < said.sweep.rates.length && part.rates.length > 0);
  part.rates.forEach((rate, i) => assert.equal(part.outcomes[i], said.sweep.outcomes[said.sweep.rates.indexOf(rate)]));
  assert.equal(ended(said.sweep), said.sweep);
});

test("a sweep's ends are minima of its list, the lowest first, and what it leaves out is left out", () => {
  for (const { minima, ends, outcomes } of [said.sweep, ended(said.coarse)]) {
    assert.ok(minima.length > 0 && ends.length === outcomes.length);
    assert.deepEqual(minima.map(({ loss }) => loss), minima.map(({ loss }) => loss).sort((a, b) => a - b));
    minima.forEach(({ rates }, i) => assert.equal(ends.filter((end) => end === i).length, rates));
  }
  assert.equal(said.sweep.tails, undefined);
});

test("beyond the limit a sweep tells the last losses, and how many take turns", () => {
  const { tails = [], periods = [], outcomes, restless } = said.tail;
  assert.deepEqual(outcomes.map((_, i) => (tails[i] === null) === (periods[i] === null)), outcomes.map(() => true));
  assert.ok(tails.every((tail) => tail === null || tail.length === 5) && periods.includes(2) && periods.includes(0));
  assert.ok(restless !== null && restless[0] < restless[1]);
});

test("an error is said in the page's words, with its field and value", () => {
  setMessages({ [`error.${said.error.kind}`]: "{field}: {value}" });
  assert.equal(errorText(said.error), "lr: fast");
});

test("the requests that the server's tests send are those of the page's type", () => {
  const { run, lesson, sweep, basins, ensemble, error, beyond, cancel, ping, start, lead, end, follow, own, leave, answer, held } = requests;
  const all: RequestMessage[] = [
    as<RequestMessage>()(run), as<RequestMessage>()(lesson), as<RequestMessage>()(sweep), as<RequestMessage>()(basins),
    as<RequestMessage>()(ensemble), as<RequestMessage>()(error), as<RequestMessage>()(beyond), as<RequestMessage>()(cancel), as<RequestMessage>()(ping),
    as<RequestMessage>()(start), as<RequestMessage>()(lead), as<RequestMessage>()(end), as<RequestMessage>()(follow), as<RequestMessage>()(own), as<RequestMessage>()(leave), as<RequestMessage>()(answer), as<RequestMessage>()(held),
  ];
  assert.equal(all.length, Object.keys(requests).length);
});
