// How to join a lecture: its code, its address and the code that a phone reads, for
// the whole screen.
import { make, setText } from "../dom/dom.ts";
import { onHost } from "../dom/site.ts";
import { absolute } from "../panel/share.ts";
import type { LiveAudience, LiveMessage } from "../wire/wire.ts";
import { say } from "./index.ts";

/** The dialog of a page that leads. */
export class JoinSlide {
  private readonly dialog = make("dialog", "dialog live-dialog");
  private readonly audience = make("p", "live-audience");
  private readonly apart = make("p", "live-audience", say("apart.lead"));
  /** The lecturer has ended it here. */
  private ended = false;
  private readonly tools = make("div", "live-tools");
  private readonly question = make("p", "live-question");

  constructor(
    code: string,
    network: string,
    private readonly end: () => void,
    private readonly ask: () => void,
  ) {
    const path = onHost(`/live/${code}`);
    const title = make("h2", "", say("title"));
    title.id = "live-title";
    this.dialog.setAttribute("aria-labelledby", title.id);
    const top = make("div", "dialog-top");
    const close = this.button("✕", () => this.dialog.close(), "button icon");
    close.setAttribute("aria-label", say("close"));
    top.append(title, close);
    const slide = make("div", "live-slide");
    const picture = make("img");
    picture.src = `${path}/qr.svg`;
    picture.alt = say("qr");
    const words = make("div", "live-words");
    words.append(make("p", "live-how", say("join")), addressOf(absolute(path, network, location), path), make("p", "live-code", code), this.audience, this.apart);
    this.audience.setAttribute("role", "status");
    this.apart.hidden = true;
    slide.append(picture, words);
    const asks = this.button(say("ask"), () => (this.dialog.close(), this.ask()), "button");
    this.question.id = "live-question";
    asks.setAttribute("aria-describedby", this.question.id);
    this.tools.append(this.button(say("fill"), () => this.fill(slide), "button strong"), asks, this.question, this.button(say("end"), () => ((this.ended = true), this.end()), "button live-end"));
    this.dialog.append(top, slide, this.tools, make("p", "help", say("help")));
    document.body.append(this.dialog);
  }

  /** Shows it; question is what the room is asked at a press, empty where it is asked something. */
  open(question = ""): void {
    setText(this.question, question);
    if (!this.dialog.open) this.dialog.showModal();
  }

  count({ following, own, lost }: LiveAudience): void {
    const parts = [say("count", { n: following })];
    if (own > 0) parts.push(say("ownway", { n: own }));
    if (lost > 0) parts.push(say("lost", { n: lost }));
    setText(this.audience, parts.join(" · "));
  }

  /** Says whether the server is cut off from the others. */
  setApart(apart: boolean): void {
    this.apart.hidden = !apart;
  }

  /** The lecture is over here, and the dialog says why unless it was ended by its button. */
  close(why: NonNullable<LiveMessage["over"]>): void {
    if (document.fullscreenElement && this.dialog.contains(document.fullscreenElement)) void document.exitFullscreen();
    this.tools.remove();
    this.dialog.classList.add("live-over");
    this.apart.hidden = true;
    setText(this.audience, say(`over.${why}`));
    this.dialog.addEventListener("close", () => this.dialog.remove());
    if (this.ended && why === "ended" && this.dialog.open) this.dialog.close();
    else if (this.ended && why === "ended") this.dialog.remove();
    else this.open();
  }

  private fill(slide: HTMLElement): void {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void slide.requestFullscreen?.().catch(() => {}); // a browser may refuse
  }

  private button(text: string, act: () => void, kind: string): HTMLButtonElement {
    const button = make("button", kind, text);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }
}

/** An address without what each browser adds; where it takes two lines the second begins with its path. */
function addressOf(whole: string, path: string): HTMLElement {
  const address = make("p", "live-address mono", whole.slice(0, -path.length).replace(/^https?:\/\//, ""));
  address.append(make("wbr"), path);
  return address;
}
