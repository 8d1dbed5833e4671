// The relief of the stage, whose script is fetched when it is first asked for.
// Where there is none, a note says why: the browser can't draw it, its script
// did not come, or the graphics card gave up.

import { moreWords } from "../words/catalogue.ts";
import { byId, setText } from "../dom/dom.ts";
import type { Relief, ReliefOptions } from "../relief/index.ts";
import { t } from "../words/words.ts";

type Script = typeof import("../relief/index.ts");

/** The relief, once its script has come and the graphics card has taken it. */
export class ReliefLoader {
  relief: Relief | null = null;
  private loading: Promise<void> | null = null;
  private failed = false;

  constructor(
    private readonly options: Omit<ReliefOptions, "onLost">,
    /** Called with a new relief, which has no data yet. */
    private readonly made: (relief: Relief) => void,
    private readonly lost: () => void,
  ) {}

  /** Makes the relief, if there is none; says why where it can't be made. */
  async load(): Promise<void> {
    if (this.relief) return;
    await (this.loading ??= this.make().finally(() => (this.loading = null)));
  }

  destroy(): void {
    this.relief?.destroy();
    this.relief = null;
  }

  /** Says why there is no relief, by the key of the message; empty takes it back. */
  say(key: string): void {
    const note = byId("relief-note");
    note.hidden = key === "";
    setText(note, key && t(key));
  }

  private async make(): Promise<void> {
    const script = await this.script();
    if (!script) return this.say("relief.failed");
    const host = byId("relief");
    host.hidden = false; // it is measured while it is made
    try {
      this.relief = script.createRelief(host, { ...this.options, onLost: () => this.lose() });
      this.made(this.relief);
    } catch (error) {
      this.destroy();
      host.hidden = true;
      this.say(error instanceof script.NoWebGL ? "relief.missing" : "relief.failed");
    }
  }

  /** Its script, or null. Some browsers remember that it failed: then the page is loaded again. */
  private async script(): Promise<Script | null> {
    try {
      return (await Promise.all([import("../relief/index.ts"), moreWords()]))[0];
    } catch {
      if (this.failed && (await reachable())) location.reload();
      this.failed = true;
      return null;
    }
  }

  /** The graphics context was lost and not restored. */
  private lose(): void {
    this.destroy();
    this.lost();
    this.say("relief.lost");
  }
}

/** Whether the server answers: loading the page again would else show an error page. */
async function reachable(): Promise<boolean> {
  return fetch(location.href, { method: "HEAD" }).then((answer) => answer.ok, () => false);
}
