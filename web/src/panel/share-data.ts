// The runs as data to download, and as a program in Python to copy.
import { make } from "../dom/dom.ts";
import { onHost } from "../dom/site.ts";
import { t } from "../words/words.ts";
import type { Copy, Sharing } from "./share.ts";
import { SharedText } from "./share-texts.ts";

/** What the runs can be downloaded as. */
const FORMATS = ["csv", "ndjson"] as const;

/** The libraries that the program can be of, by their own names. */
const LIBRARIES = { numpy: "NumPy", torch: "PyTorch" };

/** The runs' iterates, and the program that makes them again. */
export class SharedData {
  /** The links of the data, and the program below. */
  readonly elements: HTMLElement[];
  private library = "numpy";
  private readonly links = FORMATS.map((format) => make("a", "button", format.toUpperCase()));
  private readonly file = make("a", "button", t("share.python.file"));
  private readonly program: SharedText;

  constructor(
    private readonly sharing: Sharing,
    copy: Copy,
  ) {
    const choice = make("div", "share-data");
    choice.setAttribute("role", "radiogroup");
    choice.setAttribute("aria-label", t("share.python.library"));
    choice.append(...Object.entries(LIBRARIES).map(([id, name]) => this.choose(id, name)));
    this.program = new SharedText("python", () => this.address(), copy, { above: choice, beside: this.file });
    this.elements = [this.data(), this.program.element];
  }

  /** Another scene is shared: the program is asked for again when it is wanted. */
  open(): void {
    this.program.element.open = false;
  }

  changed(): void {
    const [query, name] = [this.sharing.scenario(), named(this.sharing.link({}))];
    FORMATS.forEach((format, i) => {
      this.links[i]!.href = onHost(`/api/run?${query}&format=${format}`);
      this.links[i]!.download = `downhill-${name}.${format}`;
    });
    this.file.href = onHost(this.address());
    this.file.download = `downhill_${name.replace(/-/g, "_")}_${this.library}.py`;
    this.program.changed();
  }

  private address(): string {
    return `/api/python?${this.sharing.scenario()}&lib=${this.library}`;
  }

  private data(): HTMLElement {
    const set = make("div", "share-data");
    set.setAttribute("role", "group");
    set.setAttribute("aria-label", t("share.data"));
    FORMATS.forEach((format, i) => (this.links[i]!.title = t(`share.data.${format}`)));
    set.append(make("span", "", t("share.data")), ...this.links);
    return set;
  }

  private choose(id: string, name: string): HTMLElement {
    const label = make("label", "check");
    const input = make("input");
    input.type = "radio";
    input.name = "share-library";
    input.checked = id === this.library;
    input.addEventListener("change", () => ((this.library = id), this.changed()));
    label.append(input, make("span", "", name));
    return label;
  }
}

/** What files of a link's runs are named after: its lesson, else its surface. */
export function named(link: string): string {
  const surface = new URLSearchParams(link.split("?")[1]).get("surface");
  const name = /\/p\/([a-z0-9-]+)/.exec(link)?.[1] ?? surface ?? "";
  return /^[a-z0-9-]+$/.test(name) ? name : "runs";
}
