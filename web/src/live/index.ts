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
  /** The user wants to start a lecture, and the server has not answered yet. */
  private starting = false;

  constructor(private readonly page: LivePage) {
    const { live } = page.state.settings;
    const [, code = "", token = ""] = RIGHT.exec(location.hash) ?? [];
    if (live) this.part = new Follower(page, live);
    else if (code) this.lead(code, token);
  }

  /** Starts a lecture, or opens what there is to say of it; false where the line does not carry one. */
  start(): boolean {
    if (this.part instanceof Leader) return (this.part.open(), true);
    this.starting = this.page.say({ start: true });
    return this.starting;
  }

  take(message: LiveMessage): void {
    if (message.room && this.starting) {
      this.starting = false;
      this.lead(message.room.code, message.room.token).open();
    } else this.part?.take(message);
  }

  renew(): void {
    this.part?.renew();
  }

  cut(): void {
    this.part?.cut();
  }

  answered(): void {
    this.part?.answered();
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
