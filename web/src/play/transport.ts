// The transport bar: it moves the player's head and shows where it is.
import { byId, setText } from "../dom/dom.ts";
import type { Player } from "./player.ts";
import { t } from "../words/words.ts";

/** What the page does while the user moves the playhead, and afterwards. */
export interface TransportEvents {
  moved(): void;
  settled(): void;
  /** The user changed how runs are played. */
  set(keys: { speed: string } | { loop: string }): void;
}

/** The transport bar. */
export class Transport {
  private readonly bar = byId("transport");
  private readonly scrub = byId<HTMLInputElement>("scrub");
  private readonly now = byId("step-now");
  private readonly last = byId("step-last");
  private readonly speed = byId<HTMLSelectElement>("speed");
  private readonly loop = byId<HTMLButtonElement>("loop");
  private shown = "";

  constructor(
    private readonly player: Player,
    private readonly events: TransportEvents,
  ) {
    byId("play").addEventListener("click", () => this.toggle());
    byId("back").addEventListener("click", () => this.step(-1));
    byId("forward").addEventListener("click", () => this.step(1));
    this.scrub.addEventListener("input", () => this.seek(this.scrub.valueAsNumber));
    this.scrub.addEventListener("change", () => events.settled());
    const more = byId("play-more-open"); // on a phone
    more.addEventListener("click", () => more.setAttribute("aria-expanded", String(more.getAttribute("aria-expanded") !== "true")));
    this.speed.addEventListener("change", () => {
      this.setSpeed(this.speed.value);
      events.set({ speed: this.speed.value });
    });
    this.loop.addEventListener("click", () => {
      this.setLoop(!player.loop);
      events.set({ loop: player.loop ? "1" : "" });
    });
    this.bar.addEventListener("mousedown", keepFocus);
  }

  toggle(): void {
    this.player.toggle();
    this.moved();
  }

  step(n: number): void {
    this.player.step(n);
    this.moved();
  }

  seek(k: number): void {
    this.player.pause();
    this.player.seek(k);
    this.events.moved();
  }

  /** How it plays, as the key speed has it. */
  setSpeed(value: string): void {
    this.player.setSpeed(value);
    if (![...this.speed.options].some((option) => option.value === value)) {
      const faster = [...this.speed.options].find((option) => order(option.value) > order(value));
      this.speed.add(new Option(speedName(value), value), faster ?? null);
    }
    this.speed.value = value;
  }

  setLoop(loop: boolean): void {
    this.player.loop = loop;
    this.loop.setAttribute("aria-pressed", String(loop));
  }

  /** Shows where the head is; does nothing if nothing moved. */
  draw(): void {
    const { k, last, playing } = this.player;
    const state = `${k} ${last} ${playing}`;
    if (state === this.shown) return;
    this.shown = state;
    this.scrub.max = String(last);
    this.scrub.value = String(k);
    this.scrub.style.setProperty("--done", `${last ? (100 * k) / last : 100}%`);
    this.scrub.setAttribute("aria-valuetext", t("transport.at", { k, last }));
    // A text of its own for each number, which stands at the right: none moves when another has more digits.
    if (this.now.textContent !== String(k)) this.now.textContent = String(k);
    setText(this.last, String(last));
    this.bar.classList.toggle("playing", playing);
    setText(byId("play-word"), t(playing ? "transport.pause" : "transport.play"));
  }

  private moved(): void {
    this.events.moved();
    this.events.settled();
  }
}

/** A mouse's press on a button leaves no focus there, whose ring the next key would show. */
function keepFocus(event: MouseEvent): void {
  if (!(event.target as Element).closest("button")) return;
  event.preventDefault();
  if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
}

/** Shows come before the steps a second. */
function order(speed: string): number {
  return speed.startsWith("x") ? Number(speed.slice(1)) - 1e6 : Number(speed);
}

function speedName(speed: string): string {
  return speed.startsWith("x") ? t("transport.times", { n: speed.slice(1) }) : t("transport.rate", { n: speed });
}
