// A lecture that pages follow: this page leads one, or follows one.
import { t } from "../words/words.ts";
import type { LiveMessage } from "../wire/wire.ts";
import { Follower } from "./follower.ts";
import { Leader } from "./leader.ts";
import type { LivePage, Part } from "./page.ts";

export type { LivePage } from "./page.ts";

/** The right to lead a lecture, in the address behind the query, which no server is sent. */
const RIGHT = /^#lecture=([A-Z]{6})\.([0-9a-f]{32})$/;

/** The page's part in a lecture, once it has one. */
export class Live {
  private part: Part | null = null;
  /** The user wants to start a lecture: called with the server's answer, empty or why there is none. */
  private started: ((why: string) => void) | null = null;

  constructor(private readonly page: LivePage) {
    const { live } = page.state.settings;
    const [, code = "", token = ""] = RIGHT.exec(location.hash) ?? [];
    if (live) this.part = new Follower(page, live);
    else if (code) this.lead(code, token);
  }

  /** Starts a lecture, or opens what there is to say of it; else tells why there is none: "none" without a websocket, "full". */
  async start(): Promise<string> {
    if (this.part instanceof Leader) return (this.part.open(), "");
    if (!this.page.say({ start: true })) return "none";
    return new Promise((resolve) => (this.started = resolve));
  }

  take(message: LiveMessage): void {
    if (this.part || !this.started) return this.part?.take(message);
    if (message.room) this.lead(message.room.code, message.room.token).open();
    this.started(message.over ?? "");
    this.started = null;
  }

  renew(): void {
    this.part?.renew();
  }

  cut(): void {
    this.started?.("none");
    this.started = null;
    this.part?.cut();
  }

  picture(frame: ArrayBuffer): void {
    this.part?.picture(frame);
  }

  placed(point: [number, number]): void {
    this.part?.placed(point);
  }

  drawn(): void {
    this.part?.drawn();
  }

  private lead(code: string, token: string): Leader {
    this.page.state.setFragment(`#lecture=${code}.${token}`);
    const leader = new Leader(this.page, code, token, () => {
      this.part = null;
      this.page.state.setFragment("");
    });
    this.part = leader;
    return leader;
  }
}

/** A word of the lecture; they come with this script. */
export function say(name: string, values: Record<string, string | number> = {}): string {
  return t(`live.${name}`, values);
}
