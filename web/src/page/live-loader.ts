// A lecture that pages follow. Its script is fetched where this page leads one or
// follows one, or when it is to start one.
import { tellMissing } from "../dom/dom.ts";
import { laterStyles } from "../dom/later-styles.ts";
import type { Live, LivePage } from "../live/index.ts";
import type { StreamState } from "../wire/stream.ts";
import type { LiveMessage } from "../wire/wire.ts";
import { moreWords } from "../words/catalogue.ts";

/** The page's part in a lecture, fetched when there is one. */
export class LiveLoader {
  private live: Live | null = null;
  /** The stream's state where the script has not come yet. */
  private line: StreamState = "connecting";

  constructor(private readonly page: LivePage) {
    if (page.state.settings.embed) return;
    if (page.state.settings.live || location.hash.startsWith("#lecture=")) void this.fetch().catch(() => (tellMissing(), page.askOnce()));
  }

  /** Starts a lecture; tells why there is none, empty where there is. */
  async start(): Promise<string> {
    return (await this.fetch()).start();
  }

  take(message: LiveMessage): void {
    this.live?.take(message);
  }

  follow(line: StreamState): void {
    this.line = line;
    if (line === "open") this.live?.renew();
    if (line === "plain") this.live?.cut();
  }

  picture(frame: ArrayBuffer): void {
    this.live?.picture(frame);
  }

  /** A hand has put the start somewhere. */
  placed(point: [number, number]): void {
    this.live?.placed(point);
  }

  /** The page was drawn. */
  drawn(): void {
    this.live?.drawn();
  }

  private async fetch(): Promise<Live> {
    const [{ Live }] = await Promise.all([import("../live/index.ts"), moreWords(), laterStyles()]);
    this.live ??= new Live(this.page);
    if (this.line === "plain") this.live.cut();
    return this.live;
  }
}
