// Texts that the server makes of what is shared, to copy from the dialog: each is
// fetched while it is in sight.
import { make, tellMissing } from "../dom/dom.ts";
import { onHost } from "../dom/site.ts";
import { errorText } from "../words/errors.ts";
import { t } from "../words/words.ts";
import type { ErrorBody } from "../wire/wire.ts";
import type { Copy } from "./share.ts";

/** A text of what is shared; its words are share.<name>.legend, .field, .copy, .copied and .help. */
export class SharedText {
  readonly element = make("details", "share-frame");
  private readonly field = make("textarea", "text mono code");
  private readonly button = make("button", "button");
  private readonly wrong = make("p", "help");
  private readonly help = make("p", "help");
  private asked = "";
  private readonly beside: HTMLElement | undefined;

  constructor(
    private readonly name: string,
    /** Where the text is, below the site. */
    private readonly address: () => string,
    copy: Copy,
    /** What else belongs to it: above the text, and beside the button that copies it. */
    { above, beside }: { above?: HTMLElement; beside?: HTMLElement } = {},
  ) {
    this.field.readOnly = true;
    this.help.textContent = this.say("help");
    this.field.rows = 8;
    this.field.wrap = "off";
    this.field.setAttribute("aria-label", this.say("field"));
    this.button.type = "button";
    this.button.textContent = this.say("copy");
    this.button.addEventListener("click", () => void copy(this.field, `share.${name}.copied`));
    this.wrong.hidden = true;
    this.element.addEventListener("toggle", () => this.changed());
    this.element.append(make("summary", "", this.say("legend")), above ?? "", this.field, this.wrong, this.button, beside ?? "", this.help);
    this.beside = beside;
  }

  /** Something else is shared now. */
  changed(): void {
    const address = this.address();
    if (!this.element.open || address === this.asked) return;
    this.asked = address;
    this.field.value = ""; // what stood there is another one's
    this.button.disabled = true;
    this.fetch(address).catch(() => {
      if (this.asked !== address) return;
      this.asked = ""; // opening it again tries again
      tellMissing();
    });
  }

  private async fetch(address: string): Promise<void> {
    const answer = await fetch(onHost(address));
    const text = await answer.text();
    if (this.asked !== address) return;
    this.show(text, answer.ok ? "" : errorText((JSON.parse(text) as { error: ErrorBody }).error));
  }

  /** Shows the text, or in its place what is wrong. */
  private show(text: string, wrong: string): void {
    this.field.value = wrong ? "" : text;
    this.button.disabled = false;
    this.field.hidden = this.button.hidden = this.help.hidden = wrong !== "";
    if (this.beside) this.beside.hidden = wrong !== "";
    this.wrong.hidden = !wrong;
    this.wrong.textContent = wrong;
  }

  private say(word: string): string {
    return t(`share.${this.name}.${word}`);
  }
}
