// What can be shared beside the link itself: how it opens, its QR code, and a frame
// with the figure. Fetched with its words when the dialog is first opened.
import { byId, make, tellMissing } from "../dom/dom.ts";
import type { Panel } from "../dom/hide.ts";
import { onHost } from "../dom/site.ts";
import { shownTheme } from "../dom/theme.ts";
import { readKey, type PageKeys } from "../link/page-keys.ts";
import { t, type Values } from "../words/words.ts";
import { SharedData } from "./share-data.ts";
import { SharedText } from "./share-texts.ts";
import { absolute, standing, type Copy, type ShareOptions, type Sharing } from "./share.ts";

/** The panels that a link can be shared without, in the order of the page. */
const HIDABLE: Panel[] = ["header", "story", "cards", "chart", "ruler", "transport"];

/** A frame's size in pixels: a slide's half, and room for the figure's own controls. */
const [FRAME_WIDTH, FRAME_HEIGHT] = [960, 540];

/** What a figure can be downloaded as. */
const FIGURES = ["svg", "png", "pdf", "gif"] as const;

/** How a link opens. */
type Opens = "end" | "step" | "play";

/** What the dialog offers beside the link. */
export class Options implements ShareOptions {
  private opens: Opens = "end";
  private step: number | null = null;
  private readonly radios = new Map<Opens, HTMLInputElement>();
  private readonly stepWord: HTMLElement;
  private readonly predict: HTMLInputElement;
  private readonly hidden = new Map<Panel, HTMLInputElement>();
  private readonly language = make("select", "text");
  private readonly code = make("img");
  private readonly large = make("p", "code-link mono");
  private readonly codeFailed = make("p", "help", say("code.failed"));
  private readonly codeFigure: HTMLElement;
  private readonly snippet = make("textarea", "text mono");
  private readonly preview = make("iframe");
  private readonly frame = make("details", "share-frame");
  private readonly lesson: SharedText;
  private readonly data: SharedData;
  private readonly send = make("button", "button", say("send"));
  private readonly figures = FIGURES.map((kind) => make("a", "button", kind.toUpperCase()));

  constructor(
    private readonly sharing: Sharing,
    private readonly onChange: (keys: PageKeys) => void,
    copy: Copy,
  ) {
    this.lesson = new SharedText("lesson", () => `/lesson.yaml?${sharing.code(this.keys())}`, copy);
    this.data = new SharedData(sharing, copy);
    this.predict = check(say("predict"), () => this.changed());
    const opening = group(say("open.legend"));
    for (const opens of ["end", "step", "play"] as const) opening.append(this.radio(opens));
    this.stepWord = this.radios.get("step")!.nextElementSibling as HTMLElement;
    opening.append(this.predict.parentElement!);
    const without = group(say("without"));
    for (const panel of HIDABLE) {
      const box = check(say(`hide.${panel}`), () => this.changed());
      this.hidden.set(panel, box);
      without.append(box.parentElement!);
    }
    this.codeFigure = this.makeCode();
    const choices = make("div", "share-choices");
    choices.append(opening, without, this.makeLanguage(), this.makeSend());
    byId("share-more").append(this.codeFigure, choices, this.makeFigures(), ...this.makeLecture(), this.makeFrame(copy), this.lesson.element);
    const [files, program] = this.data.elements;
    byId("share-more").querySelector(".share-figures")!.after(files!);
    this.lesson.element.before(program!);
  }

  open(): void {
    const keys = standing(this.sharing);
    this.step = this.sharing.step();
    this.opens = keys.play ? "play" : this.step === null ? "end" : "step";
    this.radios.get("step")!.parentElement!.hidden = this.step === null;
    this.stepWord.textContent = say("open.step", { k: this.step ?? 0 });
    for (const [opens, radio] of this.radios) radio.checked = opens === this.opens;
    this.predict.checked = Boolean(keys.predict);
    for (const [panel, box] of this.hidden) box.checked = (keys.hide ?? "").split(",").includes(panel);
    this.language.value = keys.lang ?? "";
    this.frame.open = this.lesson.element.open = false;
    this.data.open();
    this.changed();
  }

  /** The page's keys of the link that is shared. */
  private keys(): PageKeys {
    const own = this.sharing.keys();
    const kept = (own.hide ?? "").split(",").filter((panel) => panel && !this.hidden.has(panel as Panel)); // what is not offered here stays
    const chosen = [...this.hidden].filter(([, box]) => box.checked).map(([panel]) => panel);
    return {
      ...own,
      at: this.opens === "step" ? String(this.step ?? "") : "",
      play: this.opens === "play" ? "1" : "",
      predict: this.predict.checked ? "1" : "",
      hide: readKey("hide", [...kept, ...chosen].join(",")),
      lang: this.language.value,
    };
  }

  /** Writes the link, its code and its frame again. */
  private changed(): void {
    const keys = this.keys();
    this.onChange(keys);
    const link = absolute(this.sharing.link(keys), this.sharing.network, location);
    this.code.src = onHost(`/qr.svg?${this.sharing.code(keys)}`);
    this.large.textContent = link.replace(/^https?:\/\//, "");
    const frame = this.sharing.frame({ ...keys, theme: keys.theme ?? "" });
    this.snippet.value = `<iframe src="${escaped(absolute(frame, this.sharing.network, location))}" width="${FRAME_WIDTH}" height="${FRAME_HEIGHT}" style="border:0;max-width:100%" title="${escaped(say("frame.alone"))}" allow="fullscreen" loading="lazy"></iframe>`;
    this.nameFigures(keys);
    if (this.frame.open) this.showFrame();
    else this.preview.removeAttribute("src");
    this.lesson.changed();
    this.data.changed();
  }

  private showFrame(): void {
    const here = this.sharing.frame(this.keys());
    if (this.preview.getAttribute("src") !== here) this.preview.src = here;
  }

  private radio(opens: Opens): HTMLElement {
    const label = make("label", "check");
    const input = make("input");
    input.type = "radio";
    input.name = "share-opens";
    input.addEventListener("change", () => ((this.opens = opens), this.changed()));
    label.append(input, make("span", "", opens === "step" ? "" : say(`open.${opens}`)));
    this.radios.set(opens, input);
    return label;
  }

  private makeLanguage(): HTMLElement {
    const label = make("label", "field");
    this.language.append(...["", "en", "ko"].map(languageOption));
    this.language.addEventListener("change", () => this.changed());
    label.append(make("span", "", say("language")), this.language);
    return label;
  }

  /** The system's own ways to send a link, where there are any. */
  private makeSend(): HTMLElement {
    this.send.type = "button";
    this.send.hidden = !navigator.share;
    this.send.addEventListener("click", () => {
      const url = byId<HTMLInputElement>("share-link").value;
      navigator.share({ title: document.title, url }).catch(() => {}); // it was called off
    });
    return this.send;
  }

  /** Figures of what is shown, to download. */
  private makeFigures(): HTMLElement {
    const set = make("div", "share-figures");
    const name = make("span", "", say("figure"));
    set.setAttribute("role", "group");
    set.setAttribute("aria-label", say("figure"));
    FIGURES.forEach((kind, i) => {
      this.figures[i]!.download = `downhill.${kind}`;
      this.figures[i]!.title = say(`figure.${kind}`);
    });
    set.append(name, ...this.figures);
    return set;
  }

  /** Figures are of the step, the part, the runs, the theme and the language that the link has, else of those that are seen. */
  private nameFigures({ at = "", theme, lang, layers = "", zoom = "", hidden = "" }: PageKeys): void {
    const layer = layers.split(",").includes("basins") ? "basins" : "";
    const query = this.sharing.figure({ at, theme: theme || shownTheme(), lang: lang || document.documentElement.lang, layer, zoom, hidden });
    FIGURES.forEach((kind, i) => (this.figures[i]!.href = onHost(`/figure.${kind}?${query}`)));
  }

  /** Starts a lecture, whose pages show what this one does. */
  private makeLecture(): HTMLElement[] {
    const { lecture } = this.sharing;
    if (!lecture) return [];
    const line = make("div", "share-lecture");
    const button = make("button", "button", say("lecture.start"));
    const help = make("p", "help", say("lecture.help"));
    button.type = "button";
    button.addEventListener("click", () => {
      lecture().then((why) => {
        if (why) help.textContent = say(why === "full" ? "lecture.full" : "lecture.none");
        else byId<HTMLDialogElement>("share").close();
      }, tellMissing);
    });
    line.append(button, help);
    return [line];
  }

  /** The code, which a press enlarges to the whole screen. */
  private makeCode(): HTMLElement {
    const figure = make("figure", "share-code");
    const button = make("button", "code-button");
    button.type = "button";
    button.setAttribute("aria-label", `${say("code.name")}: ${say("code.fill")}`);
    this.code.alt = "";
    this.code.addEventListener("error", () => this.showCode(false));
    this.code.addEventListener("load", () => this.showCode(true));
    button.append(this.code, make("span", "code-fill", say("code.fill")));
    button.addEventListener("click", () => {
      if (document.fullscreenElement === figure) void document.exitFullscreen();
      else void figure.requestFullscreen?.().catch(() => {});
    });
    this.codeFailed.hidden = true;
    figure.append(button, this.codeFailed, this.large);
    return figure;
  }

  private showCode(there: boolean): void {
    this.code.parentElement!.hidden = !there;
    this.codeFailed.hidden = there;
  }

  private makeFrame(copy: Copy): HTMLElement {
    this.snippet.readOnly = true;
    this.snippet.rows = 3;
    this.snippet.setAttribute("aria-label", say("frame.snippet"));
    this.preview.title = say("frame.title");
    const button = make("button", "button", say("frame.copy"));
    button.type = "button";
    button.addEventListener("click", () => void copy(this.snippet, "share.frame.copied"));
    this.frame.addEventListener("toggle", () => this.frame.open && this.showFrame());
    this.frame.append(make("summary", "", say("frame.legend")), this.snippet, button, make("p", "help", say("frame.help")), this.preview);
    return this.frame;
  }
}

/** A word of the dialog; they come with this script, after the page's first. */
function say(name: string, values: Values = {}): string {
  return t(`share.${name}`, values);
}

function group(name: string): HTMLFieldSetElement {
  const set = make("fieldset", "share-group");
  set.append(make("legend", "", name));
  return set;
}

/** A language is named in itself. */
function languageOption(lang: string): HTMLOptionElement {
  const option = new Option(lang ? t(`language.${lang}`) : say("own"), lang);
  if (lang) option.lang = lang;
  return option;
}

function check(name: string, onChange: () => void): HTMLInputElement {
  const label = make("label", "check");
  const input = make("input");
  input.type = "checkbox";
  input.addEventListener("change", onChange);
  label.append(input, make("span", "", name));
  return input;
}

/** A text within an attribute of HTML. */
function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
}
