// What the page shows: a place (a scenario's link), the page's own keys, and
// the catalogue. Every change goes through here to the stream and the address.
import { readAddress, readPath, setHome, writePath, type ScenarioAddress } from "./address.ts";
import { Lecture, lessonOf, type LessonPlan } from "./lesson-plan.ts";
import { edit, splitOnce, valueOf, without } from "../wire/query.ts";
import { meaningOn } from "./meaning.ts";
import { readKey, type PageKey, type PageKeys } from "./page-keys.ts";
import { onHost } from "../dom/site.ts";
import type { ScenarioMessage } from "../wire/wire.ts";

/** What the server wrote into the page beside the scenario. */
export interface Settings {
  /** This page's address on the local network, empty where none is known. */
  network: string;
  /** The lessons, in the order of a lecture. */
  lessons: LessonPlan[];
  /** The lesson that "/" opens. */
  home: string;
  /** The path of the site on its host, "" or "/downhill". */
  base: string;
  /** Of the files that the page loads. */
  version: string;
  /** The page is the figure alone. */
  embed: boolean;
  /** The code of the lecture that the page follows, empty where it follows none. */
  live: string;
  /** The page's own keys: those of the link over those that its lesson opens with. */
  keys: PageKeys;
}

/** Sends a place to the server, held while a hand moves something; the id that its answer will carry. */
export type Ask = (place: ScenarioAddress, held: boolean) => number;

/** The keys that belong to one surface, and mean nothing on another. */
const surfaceKeys = new Set([
  "surface", "f", "start", "lr", "steps", "view", "names",
  "data", "data.noise", "data.size", "units", "act", "loss", "init", "batch", "plane",
]);

/** Keys that are not an optimizer's parameters. */
const scenarioKeys = new Set([...surfaceKeys, "opt", "clip", "noise", "seed", "seeds", "starts", "schedule"]);

/** The address is rewritten at most this often: browsers refuse a flood. */
const addressEvery = 400;

/** What the page shows, and the address that says it. */
export class State {
  place: ScenarioAddress;
  /** The page's own keys as they are, whether the link or a lesson says so. */
  page: PageKeys;
  readonly lecture: Lecture;
  /** The newest request's id; answers to older ones do not move the address. */
  asked = -1;
  /** A hand moves something with the newest request. */
  held = false;
  private answered = -1;
  /** The id of a request that does not change the address. */
  private unwritten = -1;
  /** The last place that the server could resolve. */
  private good: ScenarioAddress;
  /** The scenario in the address bar; it leaves out typing that can't be read yet. */
  private addressed: ScenarioAddress;
  /** The address before the gesture under way; null between gestures. */
  private before: string | null = null;
  private settling = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private settleTimer: ReturnType<typeof setTimeout> | undefined;
  private written: string;
  /** What the address has behind its query: the right to lead a lecture. */
  private fragment = "";

  constructor(
    /** The scenario as the server last sent it. */
    public scenario: ScenarioMessage,
    readonly settings: Settings,
    private readonly ask: Ask,
    private readonly onPlace: () => void,
  ) {
    this.place = this.good = this.addressed = readPath(scenario.path);
    this.lecture = new Lecture(settings.lessons);
    this.page = withoutBeat(settings.keys);
    this.written = location.pathname + location.search;
  }

  /** Whether what is shown is what was asked for last. */
  get settled(): boolean {
    return this.answered === this.asked;
  }

  /** Asks for the scenario of the place that is set. */
  request(held = false): number {
    this.held = held;
    this.asked = this.ask(this.place, held);
    return this.asked;
  }

  /** A key of the whole scenario, whether a preset sets it or the link does. */
  value(key: string): string | undefined {
    return valueOf(this.place.query, key) ?? (this.place.preset ? valueOf(this.scenario.query, key) : undefined);
  }

  /**
   * Changes keys of the scenario, null to unset one. While a gesture is held
   * the address is replaced; end() then makes one entry of the history for it.
   */
  change(changes: Record<string, string | null>, held = false): number {
    if (Object.values(changes).includes(null)) this.leavePreset();
    this.before ??= this.written;
    this.place = { ...this.place, query: edit(this.place.query, changes) };
    if (held) clearTimeout(this.settleTimer); // the gesture before is part of this one
    else this.settling = true;
    return this.request(held);
  }

  /** A newer change than the newest request waits to be made: no answer is to it. */
  outdate(): void {
    this.asked = NaN;
  }

  /** The gesture is over; keys pressed in a row count as one, hence the delay. */
  end(delay = 0): void {
    clearTimeout(this.settleTimer);
    this.settleTimer = setTimeout(() => {
      this.settling = this.before !== null;
      if (this.held && this.scenario.surface.network) this.request(); // its plane waited for this
      this.held = false;
      if (this.settled) this.writeSoon();
    }, delay);
  }

  /** Another surface: its own start, rates and steps; the optimizer stays. */
  chooseSurface(changes: Record<string, string | null>, held = false): number {
    this.leavePreset();
    for (const key of ["rates", "zoom"] as const) delete this.page[key]; // they are another surface's
    this.place = { preset: "", query: without(this.place.query, (key) => surfaceKeys.has(key)) };
    return this.change(changes, held);
  }

  /** Other optimizers: rates that make sense for them, their parameters unset. */
  chooseOptimizers(ids: string[], changes: Record<string, string | null> = {}): number {
    this.leavePreset();
    delete this.page.rates; // they are another optimizer's
    const own = (key: string) => !scenarioKeys.has(key) && !key.startsWith("schedule.");
    this.place = { preset: "", query: without(this.place.query, (key) => key === "lr" || key === "names" || own(key)) };
    const same = ids.every((id) => id === ids[0]);
    return this.change({ opt: same ? (ids[0] ?? "sgd") : ids.join(","), ...changes });
  }

  /** Another schedule, with its own parameters unset. */
  chooseSchedule(id: string): number {
    this.leavePreset();
    this.place = { preset: "", query: without(this.place.query, (key) => key.startsWith("schedule.")) };
    return this.change({ schedule: id === "constant" ? null : id });
  }

  /** Goes to another place as a link does. */
  go(place: ScenarioAddress): void {
    this.before ??= this.written;
    this.settling = true;
    this.page = this.lecture.opening(this.page, this.place, place);
    this.place = place;
    this.request();
  }

  /** Goes to the scenario that the page came with, the address left as it is. */
  fallBack(first: ScenarioMessage): number {
    this.place = this.good = { preset: first.preset, query: first.query };
    return (this.unwritten = this.request());
  }

  /** Reads the address again, after Back or Forward. */
  restore(): void {
    const here = readAddress(location.pathname, location.search);
    clearTimeout(this.timer);
    this.timer = undefined;
    this.before = null;
    this.settling = false;
    this.place = this.addressed = this.lecture.known(here.place);
    this.page = { ...this.lecture.own(this.place), ...withoutBeat(here.page) };
    this.written = location.pathname + location.search;
    this.request();
  }

  /**
   * Goes where another page is, by its link, without asking for anything; the address
   * stays as it is, and what the reader has chosen for this page.
   */
  follow(link: string): void {
    const here = readAddress(...splitOnce(link, "?"));
    const { theme, lang, hide } = this.page;
    this.place = this.lecture.known(here.place);
    this.page = { ...this.lecture.own(this.place), ...withoutBeat(here.page), theme, lang, hide };
  }

  /** What was not asked for is shown as the answer to a request. */
  displace(id: number): number {
    this.held = false;
    this.before = null;
    return (this.asked = id);
  }

  /**
   * From now on these are the lessons, of which home is the first page's. Where the page
   * shows one that it did not know, it takes the keys that this opens with; true where so.
   */
  teach(plans: LessonPlan[], home: string): boolean {
    const { preset } = this.place;
    const known = preset === "" || this.lecture.placeOf(preset) >= 0;
    setHome(home);
    this.lecture.teach(plans);
    if (known || this.lecture.placeOf(preset) < 0) return false;
    const given = Object.entries(this.page).filter(([, text]) => text);
    this.page = { ...this.lecture.own(this.place), ...Object.fromEntries(given) };
    return true;
  }

  /** What is shown, as a link for those who follow: how it plays, and what it looks like, is no part of it. */
  followed(): string {
    return this.link({ ...this.page, at: "", play: "", theme: "", lang: "", hide: "" }, this.addressed);
  }

  /** The address of what is shown in another language. */
  home(lang: string): string {
    const { live } = this.settings;
    return live ? writePath(onHost(`/live/${live}`), { lang }) : this.link() + this.fragment;
  }

  /** Sets what the address has behind its query. */
  setFragment(fragment: string): void {
    this.fragment = fragment;
    history.replaceState(null, "", this.written + fragment);
  }

  /** Takes the server's answer to the newest request. */
  take(scenario: ScenarioMessage): void {
    this.scenario = scenario;
    if (scenario.id !== this.asked) return;
    this.answered = scenario.id;
    if (scenario.path && this.before !== null) this.place = readPath(scenario.path);
    this.good = this.place;
    if (scenario.id !== this.unwritten) {
      this.addressed = this.place;
      this.writeSoon();
    }
    this.onPlace();
  }

  /** The newest request has an error: the next change starts from what is shown. */
  fail(): void {
    this.place = this.good;
    this.answered = this.asked;
    if (this.before === null || this.before === this.written) {
      this.before = null;
      this.settling = false;
      this.writeSoon(); // page keys that waited for the answer
    } else if (this.settling) this.writeSoon(); // what could be read before is the gesture's entry
  }

  /** Sets the page's own keys; they change the address but make no entry. */
  setPage(keys: PageKeys): void {
    const written = Object.entries(keys).map(([key, text]) => [key, readKey(key as PageKey, text)]);
    this.page = { ...this.page, ...Object.fromEntries(written) };
    const awaited = this.settling && !this.settled;
    if (!awaited) this.writeSoon(); // else the answer writes them, in the entry of the gesture under way
  }

  /** The link of what is shown, from the root of the site. */
  link(page: PageKeys = this.page, place: ScenarioAddress = this.place): string {
    const { lesson } = lessonOf(place.preset);
    return writePath(onHost(lesson ? `/p/${lesson}` : "/") + (place.query ? `?${place.query}` : ""), this.lecture.written(meaningOn(this.scenario, page), place));
  }

  /** The link of the figure alone, for a frame: it has no lesson, so all keys of its scenario are there. */
  frameLink(page: PageKeys): string {
    return writePath(onHost("/embed") + `?${this.whole()}`, meaningOn(this.scenario, page));
  }

  /** The query of /qr.svg for the link with these keys of the page. */
  codeQuery(page: PageKeys): string {
    const [, written] = splitOnce(writePath(`?${this.presetQuery()}`, withoutBeat(this.lecture.written(meaningOn(this.scenario, page), this.place))), "?"); // the preset has the beat
    return written;
  }

  /** The page's own keys, as far as they mean something on what is shown. */
  get meant(): PageKeys {
    return meaningOn(this.scenario, this.page);
  }

  /** The query of /figure.svg for what is shown, with its own keys. */
  figureQuery(keys: Record<string, string>): string {
    const own = Object.entries(keys).flatMap(([key, text]) => (text ? [`${key}=${text}`] : []));
    return [this.presetQuery(), ...own].filter(Boolean).join("&");
  }

  /** The place as a query alone, its lesson a key of it. */
  private presetQuery(): string {
    const { preset, query } = this.place;
    return [preset && `preset=${preset}`, query].filter(Boolean).join("&");
  }

  /** The query of the scenario that is shown, whether a lesson sets its keys or not. */
  whole(): string {
    const { preset, query } = this.place;
    return preset ? edit(this.scenario.query, queryObject(query)) : query;
  }

  /** Leaves the lesson: the link gets all keys of its scenario. */
  private leavePreset(): void {
    if (!this.place.preset) return;
    this.place = { preset: "", query: this.whole() };
  }

  private writeSoon(): void {
    if (this.settling) this.write();
    else this.timer ??= setTimeout(() => this.write(), addressEvery);
  }

  private write(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.settings.embed || this.settings.live) return;
    if (this.settling && !this.settled) return; // the answer writes it, in the gesture's entry
    const link = this.link(this.page, this.addressed);
    if (this.settling) this.enter(link);
    else if (link !== this.written) history.replaceState(null, "", link + this.fragment);
    this.written = link;
  }

  /** Restores the history's entry from before the gesture, and adds one for the new state. */
  private enter(link: string): void {
    const before = this.before ?? this.written;
    if (this.written !== before) history.replaceState(null, "", before + this.fragment);
    if (link !== before) history.pushState(null, "", link + this.fragment);
    this.before = null;
    this.settling = false;
  }
}

/** Keys without the beat, which the place has. */
function withoutBeat({ beat, ...others }: PageKeys): PageKeys {
  return others;
}

function queryObject(query: string): Record<string, string> {
  const keys = query.split("&").filter(Boolean).map((pair) => pair.split("=")[0] ?? "");
  return Object.fromEntries(keys.map((key) => [key, valueOf(query, key) ?? ""]));
}
