// A lecture that pages follow. Its script is fetched where this page leads one or
// follows one, or when it is to start one.
import { tellMissing } from "../dom/dom.ts";
import { laterStyles } from "../dom/later-styles.ts";
import type { Figure } from "../figure/figure.ts";
import type { State } from "../link/state.ts";
import type { Live, LivePage } from "../live/index.ts";
import type { Prediction } from "../play/predict.ts";
import type { Stream, StreamState } from "../wire/stream.ts";
import type { LiveMessage } from "../wire/wire.ts";
import { moreWords } from "../words/catalogue.ts";
import type { Answers } from "./answers.ts";
import type { Hands } from "./hands.ts";

/** The parts of the page that a lecture shows, or sets. */
export interface Lectured {
  state: State;
  figure: Figure;
  prediction: Prediction;
  stream: Stream;
  hands: Hands;
  answers: Answers;
  /** Shows what the page's own keys ask for. */
  look(): void;
}

/** The page's part in a lecture, fetched when there is one. */
export class LiveLoader {
  private live: Live | null = null;
  /** The stream's state where the script has not come yet. */
  private line: StreamState = "connecting";

  private readonly page: LivePage;

  constructor(parts: Lectured) {
    this.page = pageOf(parts);
    const { settings } = parts.state;
    if (settings.embed) return;
    if (settings.live || location.hash.startsWith("#lecture=")) void this.fetch().catch(() => (tellMissing(), this.page.askOnce()));
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

/** The page as a lecture knows it. */
function pageOf({ state, figure, prediction, stream, hands, answers, look }: Lectured): LivePage {
  const { player } = figure;
  return {
    state,
    player,
    figure,
    prediction,
    say: (request) => stream.say(request),
    look,
    moved: () => figure.invalidate(),
    askOnce: () => void (state.asked < 0 && state.request()),
    displace: () => (hands.drop(), state.displace(stream.displace("run"))),
    feed: (part) => ("kind" in part && !("type" in part) ? figure.take(part) : answers.take(part)),
    measure: () => player.setLast(figure.pictures.longest()),
    way: () => stream.way,
    ping: () => stream.ping(),
    predicting: () => prediction.state === "hidden",
  };
}
