// The stream where no websocket gets through: the same requests and answers over
// plain HTTP, from the API. Slower, since each answer comes whole, and as exact.
// Fetched when it is first needed.
import { edit, valueOf } from "./query.ts";
import { onHost } from "../dom/site.ts";
import type { Socket, Why } from "./socket.ts";
import type { AnyFrame, Ends, Frame, Message, RequestMessage, RunInfo, ScenarioMessage, ErrorBody } from "./wire.ts";

type Fetch = (address: string, init: RequestInit) => Promise<Response>;

/** What Stream sends: one of run, sweep, basins, ensemble and cancel. */
type Request = RequestMessage & { id: number };

/** The server, or a proxy in its place, has to answer within so long, in ms. */
const PATIENCE = 4000;

/** A carrier in a websocket's place; it opens once the server answers over HTTP. */
export class PlainCarrier implements Socket {
  binaryType = "";
  onopen: ((event: Event) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  private readonly underWay = new Map<number, AbortController>();
  private closed = false;

  constructor(private readonly fetcher: Fetch = (address, init) => fetch(onHost(address), init)) {
    void this.probe();
  }

  send(text: string): void {
    const request = JSON.parse(text) as Request;
    if (request.cancel) return this.underWay.get(request.id)?.abort();
    const abort = new AbortController();
    this.underWay.set(request.id, abort);
    void this.answer(request, abort.signal).finally(() => this.underWay.delete(request.id));
  }

  close(): void {
    this.closed = true;
    for (const abort of this.underWay.values()) abort.abort();
  }

  private async probe(): Promise<void> {
    const answer = await this.fetcher("/readyz", { signal: AbortSignal.timeout(PATIENCE), cache: "no-store" }).catch(() => null);
    if (this.closed) return;
    if (answer?.ok && (await answer.text().catch(() => "")).trim() === "ready") this.onopen?.(new Event("open"));
    else this.lose();
  }

  private lose(): void {
    if (!this.closed) this.onclose?.(new Event("close") as CloseEvent);
  }

  private say(answer: Message | AnyFrame): void {
    if (!this.closed) this.onmessage?.(new MessageEvent("message", { data: answer }));
  }

  private async answer({ id, run, sweep, basins, ensemble, preset }: Request, signal: AbortSignal): Promise<void> {
    try {
      if (run !== undefined) await this.run(id, run, preset ?? "", signal);
      else if (sweep !== undefined) await this.sweep(id, sweep, signal);
      else if (basins !== undefined) await this.basins(id, basins, signal);
      else if (ensemble !== undefined) await this.ensemble(id, ensemble, signal);
      this.say({ id, type: "done" });
    } catch (error) {
      if (signal.aborted) this.say({ id, type: "cancelled" });
      else if (error instanceof Refused) this.say({ ...error.body, id, type: "error" });
      else this.lose();
    }
  }

  private async run(id: number, query: string, preset: string, signal: AbortSignal): Promise<void> {
    const scenario = await this.scenario(query, preset, signal);
    const lines = (await (await this.get(`/api/run?${edit(scenario.query, { seeds: null, starts: null })}`, signal)).text()).trimEnd().split("\n");
    this.say({ ...scenario, id });
    for (const answer of readRun(id, lines)) this.say(answer);
  }

  private async scenario(query: string, preset: string, signal: AbortSignal): Promise<ScenarioMessage> {
    const keys = [preset && `preset=${preset}`, query].filter(Boolean).join("&");
    return (await this.get(`/api/scenario?${keys}`, signal)).json();
  }

  /** A sweep for each optimizer that has a rate to choose, as the stream makes them. */
  private async sweep(id: number, query: string, signal: AbortSignal): Promise<void> {
    const one = valueOf(query, "run");
    const groups = one === undefined ? sharing((await this.scenario(query, "", signal)).runs) : [[Number(one)]];
    for (const group of groups) {
      const run = group[0] ?? 0;
      const answer = await (await this.get(`/api/sweep?${edit(query, { run: String(run) })}`, signal)).json();
      this.say({ ...answer, id, type: "sweep", run, runs: group, complete: true });
    }
  }

  private async basins(id: number, query: string, signal: AbortSignal): Promise<void> {
    const answer = await this.get(`/api/basins?${query}`, signal);
    const header = (name: string) => answer.headers.get(`Basin-${name}`) ?? "";
    const run = Number(valueOf(query, "run") ?? 0);
    const [n = 0] = header("Shape").split(",").map(Number);
    const view = header("View").split(",").map(Number) as [number, number, number, number];
    const planes = await answer.arrayBuffer();
    this.say({ id, type: "basins", run, n, view, minima: JSON.parse(header("Minima")) });
    const steps = new Uint16Array(planes.slice(n * n));
    this.say({ kind: "basins", id, run, n, complete: true, minima: new Uint8Array(planes, 0, n * n), steps });
  }

  private async ensemble(id: number, query: string, signal: AbortSignal): Promise<void> {
    const { every, runs } = (await (await this.get(`/api/ensemble?${query}`, signal)).json()) as EnsembleAnswer;
    for (const { paths, ...ends } of runs) {
      const members = paths.map(({ last, x, y, loss }) => ({ last, x: floats(x), y: floats(y), loss: floats(loss) }));
      this.say({ kind: "members", id, run: ends.run, first: 0, every, members });
      this.say({ ...ends, id, type: "ends", every });
    }
  }

  private async get(address: string, signal: AbortSignal): Promise<Response> {
    const answer = await this.fetcher(address, { signal });
    if (answer.ok) return answer;
    const { error } = (await answer.json()) as { error: ErrorBody };
    throw new Refused(error);
  }
}

/** The server answers that a request does not fit. */
class Refused extends Error {
  constructor(readonly body: ErrorBody) {
    super(body.message);
  }
}

/** The answer of /api/ensemble; null is what is not finite. */
interface EnsembleAnswer {
  every: number;
  runs: (Ends & { paths: { last: number; x: (number | null)[]; y: (number | null)[]; loss: (number | null)[] }[] })[];
}

function floats(numbers: (number | null)[]): Float32Array {
  return Float32Array.from(numbers, (v) => v ?? NaN);
}

/** The runs that have a rate to choose, grouped by their optimizer. */
function sharing(runs: RunInfo[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const { run, optimizer, rateless } of runs) {
    if (!rateless) groups.set(optimizer, [...(groups.get(optimizer) ?? []), run]);
  }
  return [...groups.values()];
}

/** A line of /api/run: an iterate, or how a run ended. null is what is not finite. */
interface Line {
  run: number;
  outcome?: string;
  w: [number | null, number | null];
  loss: number | null;
  grad: [number | null, number | null];
  lr: number | null;
  held?: number | null;
  distance?: number | null;
  level?: number | null;
}

/** The lines of /api/run as the stream's frames, one a run, and outcomes. */
export function readRun(id: number, lines: string[]): (Frame | Message)[] {
  const iterates: Line[][] = [];
  const outcomes: Message[] = [];
  for (const text of lines) {
    const line = JSON.parse(text) as Line;
    if (line.outcome === undefined) (iterates[line.run] ??= []).push(line);
    else outcomes.push({ ...(line as object), id, type: "outcome" } as Message);
  }
  return [...iterates.flatMap((list, run) => frameOf(id, run, list)), ...outcomes];
}

function frameOf(id: number, run: number, list: Line[]): Frame {
  const column = (pick: (line: Line) => number | null) => Float64Array.from(list, (line) => pick(line) ?? NaN);
  return {
    kind: "iterates",
    id,
    run,
    first: 0,
    count: list.length,
    x: column((line) => line.w[0]),
    y: column((line) => line.w[1]),
    loss: column((line) => line.loss),
    gx: column((line) => line.grad[0]),
    gy: column((line) => line.grad[1]),
    lr: column((line) => line.lr),
    ...(list[0]?.held === undefined ? {} : { held: column((line) => line.held ?? null), distance: column((line) => line.distance ?? null), level: column((line) => line.level ?? null) }),
  };
}

/** Why no websocket gets through, as the key of a message under connection.why. */
export interface Reason {
  kind: "silent" | "dropped" | "refused" | "redirect" | "page" | "upgrade" | "host" | "status";
  status: number;
}

/**
 * Asks by plain HTTP what stands where the websocket should be: a script can learn no more of a failed one. It says where
 * the page is from, which a websocket says by itself, so that the server can tell whether it knows this site by that name.
 */
export async function reasonOf(why: Why, fetcher: Fetch = (address, init) => fetch(onHost(address), init), origin = globalThis.location?.origin ?? ""): Promise<Reason> {
  if (why !== "refused") return { kind: why, status: 0 };
  const init: RequestInit = { headers: { "Page-Origin": origin }, redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE / 4) };
  const answer = await fetcher("/ws", init).catch(() => null);
  const status = answer?.status ?? 0;
  void answer?.body?.cancel();
  if (answer?.type === "opaqueredirect" || (status >= 300 && status < 400)) return { kind: "redirect", status };
  if (answer?.ok) return { kind: "page", status };
  if (status === 403 && answer?.headers.get("Refused") === "origin") return { kind: "host", status };
  if (status === 426) return { kind: "upgrade", status };
  return { kind: status ? "status" : "refused", status };
}
