// What the page says of its connection while the picture may be outdated.
import { byId, setText } from "../dom/dom.ts";
import type { Picture } from "../plane/trajectories.ts";
import type { Quiet } from "../wire/silence.ts";
import type { Why } from "../wire/socket.ts";
import type { Stream, StreamState } from "../wire/stream.ts";
import { moreWords } from "../words/catalogue.ts";
import { shown } from "../words/numbers.ts";
import { t } from "../words/words.ts";

/** While the page is visible and nothing else is requested, a ping is sent this often, in ms. */
const PULSE = 5000;

/** What the notice has to know of the page. */
export interface ConnectionFacts {
  /** The picture on the screen; null before the first. */
  picture(): Picture | null;
  /** The id of the newest request. */
  asked(): number;
}

/** The note about the connection, and the faded look of an outdated picture. */
export class ConnectionNotice {
  private readonly note = byId("connection");

  constructor(private readonly facts: ConnectionFacts) {}

  /** Sends pings, and connects again at once when the network is back or the page becomes visible. */
  watch(stream: Stream): void {
    setInterval(() => !document.hidden && stream.ping(), PULSE);
    addEventListener("online", () => stream.retry());
    document.addEventListener("visibilitychange", () => !document.hidden && stream.retry());
  }

  /** The stream was opened, lost, or goes on over plain HTTP. */
  showState(now: StreamState, why: Why | undefined, carrier: () => Stream["carrier"]): void {
    if (now === "connecting") return;
    const lost = now === "lost";
    this.tell(lost ? (this.behind ? this.ofWhich() : t("connection.lost")) : "");
    this.dim(lost && this.behind);
    if (now === "plain" && why) void this.tellPlain(why, carrier);
  }

  /** An open connection brings nothing: an outdated picture is faded, and after a while the note names its rates. */
  showQuiet(quiet: Quiet): void {
    this.dim(quiet !== null && this.behind);
    this.tell(quiet === "silent" ? this.ofWhich() : "");
  }

  /** Whether what is shown is not what was asked for last. */
  private get behind(): boolean {
    const id = this.facts.picture()?.scenario.id;
    return id !== undefined && id !== this.facts.asked();
  }

  private dim(on: boolean): void {
    document.documentElement.toggleAttribute("data-behind", on);
  }

  private ofWhich(): string {
    const runs = this.facts.picture()?.scenario.runs ?? [];
    return runs.length > 0 ? t("connection.silent", { rates: runs.map(({ lr }) => shown(lr)).join(", ") }) : t("connection.lost");
  }

  /** Says that plain HTTP is used, and why. */
  private async tellPlain(why: Why, carrier: () => Stream["carrier"]): Promise<void> {
    const { reasonOf } = await import("./on-demand.ts");
    const [{ kind, status }] = await Promise.all([reasonOf(why), moreWords()]);
    if (carrier() === "plain") this.tell(t("connection.plain", { why: t(`connection.why.${kind}`, { status }) }));
  }

  private tell(text: string): void {
    this.note.hidden = text === "";
    setText(this.note, text);
  }
}
