// Code generated from the server's Go structs by web/wiretypes. DO NOT EDIT.

/** A point of the weight plane, [x, y]. */
export type Point = [x: number, y: number];

/** Two numbers, each null where it is not finite. */
export type Pair = [number | null, number | null];

/** A part of the weight plane. */
export type Box = [xmin: number, xmax: number, ymin: number, ymax: number];

/** OutcomeKind is how a run ended, in one word. */
export type OutcomeKind =
  | "converged"
  | "stuck-local"
  | "stuck-saddle"
  | "crawling"
  | "oscillating"
  | "slow-zigzag"
  | "thrown"
  | "wandering"
  | "diverged"
  | "escaped-unbounded"
  | "bouncing"
  | "leaving"
  | "hovering"
  | "left-domain"
  | "flat"
  | "learned"
  | "stuck";

/** Minimum is a minimum of a surface. */
export interface Minimum {
  at: Point;
  loss: number;
  global: boolean;
}

/** Rates has null for a rate that there is none of. */
export interface Rates {
  low: number | null;
  good: number | null;
  high: number | null;
}

/** NetworkPlane is a plane through the space of a network's weights. */
export interface NetworkPlane {
  /** as in the query */
  text: string;
  kind: string;
  /** shares of the way from which it was laid that its axes take; none where it was laid by no way */
  explained: number[];
  /** axes that were drawn at random, since there were too few directions */
  filled: number;
}

/**
 * NetworkInfo is what the API and the page know of a network as a surface: what it is,
 * and the plane on which its landscape is drawn.
 */
export interface NetworkInfo {
  data: string;
  noise: number;
  /** of the training set */
  size: number;
  /** points that are held out */
  held: number;
  units: number[];
  act: string;
  loss: string;
  init: string;
  weights: number;
  /** of its data and its initial weights */
  seed: number;
  plane: NetworkPlane;
}

/**
 * WholeNetwork is what they know of a network whose whole landscape a surface is. Its weights
 * are the surface's.
 */
export interface WholeNetwork {
  /** of the training set */
  size: number;
  units: number[];
  act: string;
  loss: string;
  /** for each weight as they stand in a network, which of the surface's it is; −1 for 0 */
  ties: number[];
}

/** Surface is what the API and the page know of a surface. */
export interface Surface {
  id: string;
  name: string;
  teaches: string;
  group: string;
  source: string;
  formula: string;
  mathml: string;
  /** of a single surface only */
  gradient_mathml?: string;
  /** how many weights the loss has; of 1, y is 0 everywhere */
  dimension: number;
  view: Box;
  start: Point;
  steps: number;
  rates: Rates;
  rate_range: [from: number, to: number];
  minima: Minimum[];
  saddles: Point[];
  scale: "linear" | "log";
  unbounded: boolean;
  valley: boolean;
  /** minima, saddles and rates were searched for */
  found: boolean;
  /** part: the search ended before it had looked everywhere */
  searched: "whole" | "part";
  /** a point near which the loss falls without bound */
  pole: Point | null;
  /** one to which it rises without bound from both sides */
  rise: Point | null;
  /** of one height, but for rounding */
  level: boolean;
  best: number | null;
  /** of a landscape on a plane through a network's weights */
  network?: NetworkInfo;
  /** of one that is all of a network's weights */
  whole?: WholeNetwork;
}

/**
 * SurfaceName is how a scenario on the stream names its surface: one of the
 * catalogue by its id, a typed one by its formula and its view, a network's by all three.
 */
export interface SurfaceName {
  id?: string;
  formula?: string;
  view?: Box;
}

/** SurfaceMessage brings a surface, before the first scenario that names it. */
export interface SurfaceMessage {
  id: number;
  type: "surface";
  surface: Surface;
}

/** LabelKind says what a run is named by. */
export type LabelKind =
  | "name"
  | "role"
  | "optimizer"
  | "rate";

/** Shape is the marker of a run, so that colour is never its only sign. */
export type Shape =
  | "circle"
  | "diamond"
  | "triangle"
  | "square"
  | "down"
  | "cross";

/** RunInfo is one run of a scenario. */
export interface RunInfo {
  run: number;
  /** what it is named by */
  label: LabelKind;
  /** while its rate and what else makes it so are the lesson's or the catalogue's */
  role: "" | "low" | "good" | "high";
  /** as set */
  name: string;
  /** of the page's colours of runs */
  ink: number;
  shape: Shape;
  /** what no rate of its optimizer ends as, if this run is to tell */
  lacks: "" | "low" | "good" | "high" | "minimum";
  optimizer: string;
  lr: number;
  rate_range: [from: number, to: number];
  /** its optimizer's at the lowest minimum, where the ruler will have it; null where there is none */
  limit: number | null;
  rateless: boolean;
  params: Record<string, number | boolean | string>;
}

/** Training is what a scenario says of a network's runs beside what it says of others. */
export interface Training {
  /** points of a mini-batch as in the query, "full" for the whole set */
  batch: string;
  /** how many rates a sweep tries at most */
  rates: number;
  /** the plane goes by runs before these, while a rate is being changed */
  stays: boolean;
  /**
   * Assumes is an optimizer of its runs that needs the lowest loss, which nobody knows
   * of a network: it takes 0.
   */
  assumes?: string;
}

/**
 * Scenario is the resolved scenario: the stream's answer to a run before
 * its iterates, and the data block that a page is rendered with.
 */
export interface Scenario {
  id: number;
  type: "scenario";
  query: string;
  /** the canonical link on this host */
  path: string;
  preset: string;
  formula: string;
  /** a Surface, or the name of one */
  surface: Surface | SurfaceName;
  start: Point;
  steps: number;
  seed: number;
  noise: number;
  /** of an ensemble, for each rate; 0 for none */
  seeds: number;
  /** likewise */
  starts: number;
  /** another seed makes other runs */
  random: boolean;
  /** likewise without noise */
  varied: boolean;
  /** the kinds that there can be, first what it is likely to be about */
  ensembles: ("seeds" | "starts")[];
  /** of an ensemble, for each rate; below 2 there can be none */
  most_members: number;
  /** as in the query: "norm:1" */
  clip: string | null;
  schedule: string;
  schedule_params: Record<string, number | boolean | string>;
  best: number | null;
  /** losses can be below 0 */
  negative: boolean;
  runs: RunInfo[];
  /** of a network */
  training?: Training;
  /** which course the server tells; none for its own lessons alone */
  course?: string;
}

/** OutcomeEvent is something that happened on the way. */
export interface OutcomeEvent {
  /** "saddle-escape", or "overfitting" */
  event: string;
  entered: number;
  left: number;
  /** overfitting: the step where the held-out loss was lowest */
  from?: number;
}

/** MinimumPlace says which minimum an outcome is about; it is empty where it is about none. */
export type MinimumPlace =
  | ""
  | "global"
  | "known"
  | "part"
  | "local"
  | "local-known"
  | "valley"
  | "settled"
  | "lowest";

/** Reason says why a run ended as it did, where that is known; else it is empty. */
export type Reason =
  | ""
  | "limit"
  | "limit-all"
  | "kink"
  | "noise"
  | "vanishing"
  | "overflow"
  | "undefined"
  | "slopeless"
  | "limit-few"
  | "few"
  | "slope"
  | "strayed"
  | "down"
  | "downhill"
  | "bottomless"
  | "rolling"
  | "not-below"
  | "held-off"
  | "none-lower"
  | "not-falling"
  | "falling"
  | "above-start";

/** Outcome is how a run ended, as the stream and /api/run tell it. */
export interface Outcome {
  run: number;
  outcome: OutcomeKind;
  /** which minimum it is about */
  place: MinimumPlace;
  /** why it ended so, where that is known */
  reason: Reason;
  /** the lowest known loss, where the run's is to be compared with it; of a network the lowest of its reference run and the runs that are shown */
  best: number | null;
  k: number;
  /** the loss at step k; where the run ended before, at its end */
  k_loss: number | null;
  last: number;
  at: Point;
  loss: number | null;
  target: Point | null;
  target_loss: number | null;
  /** target is the lowest known minimum */
  global: boolean;
  /** the slope jumps there */
  kink: boolean;
  /** from target, at most, from step k on */
  radius: number | null;
  /** of the loss: hovering, in the mean; in a valley, at most */
  gap: number | null;
  /** left-domain: the point of step k */
  where: Point | null;
  /** the loss is defined there, its gradient is not */
  slopeless: boolean;
  /** diverged beyond all numbers, not off the map */
  overflow: boolean;
  events: OutcomeEvent[];
  vanishing: boolean;
  settled: boolean;
  /** weight decay holds it further off target than a run at it is */
  held_off?: boolean;
  /** of a network: how much better its loss is than one answer's for every point */
  guess?: "no" | "hardly";
  evaluations: number;
  /** the optimizer's own largest stable rate */
  limit: number | null;
  limit_lambda: number | null;
}

export interface OutcomeMessage extends Outcome {
  id: number;
  type: "outcome";
}

/** SweepMinimum is a minimum that some rate of a sweep ends at. */
export interface SweepMinimum {
  /** of the surface's minima; null for one that it does not list */
  index: number | null;
  at: Point;
  loss: number;
  /** the lowest known of the surface */
  global: boolean;
  /** how many of the sweep end there; 0 where weight decay holds all off it */
  rates: number;
  /** the largest curvature, with L2 weight decay's part in it */
  lambda: number | null;
  /** the optimizer's own largest stable rate there; null where there is none */
  limit: number | null;
}

/** Sweep is what every rate would do; what is not known yet is null. */
export interface Sweep {
  rates: number[];
  outcomes: (OutcomeKind | null)[];
  /** where a run ended at a minimum: it is the lowest known */
  global: boolean[];
  loss: (number | null)[];
  steps: (number | null)[];
  /** that some rate ends at, or is held off by weight decay, the lowest first */
  minima: SweepMinimum[];
  /** by rate, an index of minima; null for none */
  ends: (number | null)[];
  /** its runs are a network's: they have no place on a map */
  network?: boolean;
  /** of a network, by rate: the lowest that is known, and no better than guessing */
  guess?: boolean[];
  /** by rate: what its outcome's kind alone would say wrongly, mostly empty; left out where all are */
  told?: Reason[];
  /** what heights count from: no run that has not left ends lower */
  floor: number | null;
  /** between these rates are all whose runs neither rest nor leave */
  restless: [from: number, to: number] | null;
  /** with tail=: the last losses of such runs, null of others */
  tails?: (number[] | null)[];
  /** how many losses take turns there; 0: no lasting pattern; null: it is not told */
  periods?: (number | null)[];
  evaluations: number;
  critical: number | null;
}

/** SweepMessage is a sweep on the stream, of all runs that share an optimizer. */
export interface SweepMessage extends Sweep {
  id: number;
  type: "sweep";
  run: number;
  runs: number[];
  complete: boolean;
}

/** BasinsMessage comes before the planes: what their bytes count. */
export interface BasinsMessage {
  id: number;
  type: "basins";
  run: number;
  n: number;
  view: Box;
  minima: Minimum[];
}

/** MembersOutcome is how many members ended alike. */
export interface MembersOutcome {
  outcome: OutcomeKind;
  /** of networks: they learned what there was, which is no better than guessing */
  guess?: boolean;
  /** what the outcome's kind alone would say wrongly */
  told?: Reason;
  members: number;
}

/** MemberMinimum is a minimum that some members of an ensemble end at. */
export interface MemberMinimum {
  /** of the surface's minima; null for one that it does not list */
  index: number | null;
  at: Point;
  loss: number;
  /** the lowest known of the surface */
  global: boolean;
  members: number;
}

/** Ends is where the members of an ensemble end at one rate, and how. */
export interface Ends {
  run: number;
  members: number;
  /** that some member ends at, the lowest first */
  minima: MemberMinimum[];
  /** of the members that end at no minimum */
  elsewhere: MembersOutcome[];
  /** of all members, the most frequent first */
  how: MembersOutcome[];
  /** no further apart are places of one minimum that the surface does not list */
  near: number;
}

/**
 * EndsMessage is where the members of a run end; it follows their frames. members are
 * those that were asked for: the first of all that the scenario has.
 */
export interface EndsMessage extends Ends {
  id: number;
  type: "ends";
  /** the frames have the points of each so many steps */
  every: number;
}

/** EndMessage is the message that ends a request: done, superseded, cancelled. */
export interface EndMessage {
  id: number;
  type: "done" | "superseded" | "cancelled";
}

/**
 * ErrorBody is what a caller may read of an error: a sentence in English,
 * and as data what it is made of, so that the page can say it in its language.
 */
export interface ErrorBody {
  field?: string;
  kind: string;
  message: string;
  column?: number;
  value?: string;
  args?: Record<string, string>;
}

export interface ErrorMessage extends ErrorBody {
  id: number;
  type: "error";
}

/** Pong is the answer to a ping. */
export interface Pong {
  pong: number;
}

/**
 * LiveAsk is what the lecturer asks the room, a part of the state. What the pages answered
 * is told with it once it is no longer open.
 */
export interface LiveAsk {
  /** a random name: what is asked again is another question */
  id: string;
  kind: "first" | "ends" | "start" | "rate";
  /** an answer is a whole number below it */
  choices: number;
  /** how many runs it is about; of a start or a rate, which of them */
  runs: number;
  /** of a rate: the least, answered by 0 */
  from: number;
  /** the largest, answered by choices − 1 */
  to: number;
  /** it may be answered, and answered otherwise */
  open: boolean;
  /** how many pages answered, once it is closed */
  voters: number;
  /** then, by answer, or of endings by run and ending */
  tally?: number[];
  /** then of starts and rates, as the page packs them */
  given?: string;
}

/** LiveAnswer is what a page that follows answers. */
export interface LiveAnswer {
  /** the name of what was asked */
  question: string;
  value: number;
}

/** LiveVote is the answer of one page, by its name, of which the newest counts. */
export interface LiveVote {
  member: string;
  value: number;
}

/**
 * LiveAnswers is what the lecturer's page is told of the answers: those that are new, and
 * where it has taken the lecture up again what is asked, and all that there are.
 */
export interface LiveAnswers {
  ask?: LiveAsk;
  question: string;
  votes: LiveVote[];
  /** members whose answers made place for others */
  dropped?: string[];
}

/**
 * LiveState is what the lecturer's page shows, whole each time. What is newer has the
 * greater epoch, or within one epoch the greater sequence.
 */
export interface LiveState {
  /** of the lecturer's page: when it was opened */
  epoch: number;
  sequence: number;
  /** the path and query, with the page's own keys */
  link: string;
  /** where the playhead stands; -1 at the end of the runs */
  step: number;
  /** it moves on from there */
  playing: boolean;
  /** what comes after it is not shown yet */
  hides: boolean;
  /** it plays all of it within so many; 0 where the link says how fast */
  seconds: number;
  /** while it plays: for how many seconds it has */
  time?: number;
  /** a hand moves a rate: a network's plane that goes by its runs stays */
  held?: boolean;
  /** what the room is asked */
  ask?: LiveAsk;
  /** for how long it was so when it came, in ms: its way here */
  ago?: number;
}

/** LiveRoom is what its lecturer's page keeps. */
export interface LiveRoom {
  code: string;
  token: string;
}

/**
 * LiveAudience is how many pages are in a room: they follow, are on their own way, or
 * have lost the line a short time ago.
 */
export interface LiveAudience {
  following: number;
  own: number;
  lost: number;
}

/** A LiveMessage is what a page is told of a lecture: one of its parts. */
export interface LiveMessage {
  /** to the page that started it */
  room?: LiveRoom;
  /** to those who follow */
  state?: LiveState;
  /** the state was so for so many ms when this was sent */
  ago?: number;
  /** what the server's clock said then, in ms */
  now?: number;
  /** of the picture that comes next */
  surface?: Surface;
  /** the picture of a state takes long */
  rendering?: boolean;
  /** to the page that leads */
  audience?: LiveAudience;
  /** likewise */
  answers?: LiveAnswers;
  /** to all: the server does not reach the others that have pages of the room, or does again */
  apart?: boolean;
  /** a question, to one who answered it when it was closed */
  late?: string;
  over?: "unknown" | "refused" | "full" | "taken" | "ended" | "";
}

/**
 * A LiveRequest is what a page sends of a lecture: it starts one, leads it, follows it,
 * or leaves it.
 */
export interface LiveRequest {
  start?: boolean;
  /** a room's code, with its token */
  lead?: string;
  token?: string;
  /** of the page that leads */
  state?: LiveState;
  /** of the room that the page leads */
  end?: boolean;
  /** a room's code */
  follow?: string;
  /** the random name of the page that follows */
  member?: string;
  /** it goes its own way, and is in the room */
  own?: boolean;
  leave?: boolean;
  /** of a page that follows */
  answer?: LiveAnswer;
}

/**
 * A RequestMessage is what the page sends: one of run, sweep, basins, ensemble, cancel and
 * ping.
 */
export interface RequestMessage {
  id?: number;
  run?: string;
  sweep?: string;
  basins?: string;
  ensemble?: string;
  /** a hand moves a rate of the run: a plane that goes by runs stays */
  held?: boolean;
  /** the query then holds what differs from it */
  preset?: string;
  cancel?: boolean;
  /** answered as it is: the page asks whether the line still carries */
  ping?: number;
  /** of a lecture; what is told of it comes as {"live":…}, without an id */
  live?: LiveRequest;
}

/** PointFacts is what is known of a point; null stands for what is not finite. */
export interface PointFacts {
  loss: number | null;
  gradient: Pair;
  /** 1 × 1 of one weight */
  hessian: [Pair, Pair] | [[number | null]];
  /** the largest first */
  eigenvalues: Pair | [number | null];
  /** 2/λ of the larger one; null where that is not above 0 */
  critical_rate: number | null;
}

/** StepState is one number that an optimizer remembers. */
export interface StepState {
  name: string;
  before: number | null;
  after: number | null;
}

/**
 * StepLine is one line of the update told as arithmetic. Numbers and results
 * have one entry for each component of a pair; the markup is what a <math>
 * element holds.
 */
export interface StepLine {
  /** what it gives, w' for the next w; empty for a check */
  name: string;
  /** with symbols */
  mathml: string;
  /** the right side with this step's numbers; empty for what is given */
  numbers_mathml: string[];
  /** what that comes to, rounded */
  results_mathml: string[];
  /** the same in full */
  results: (number | null)[];
}

/** StepAnswer is one update in full: how w_k becomes w_{k+1}. */
export interface StepAnswer {
  run: number;
  k: number;
  w: Pair;
  loss: number | null;
  /** as computed, */
  grad: Pair;
  noisy: Pair;
  clipped: Pair;
  /** what the rule works with */
  decayed: Pair;
  /** η in effect */
  lr: number | null;
  schedule_lr: number | null;
  state: StepState[];
  update: Pair;
  next: Pair;
  lines: StepLine[];
  /** of a surface that is a network's whole landscape */
  point?: PointPass;
}

/** CutLine says what the line of an update is. */
export type CutLine =
  | "moves"
  | "still"
  | "beyond";

/** FactorKind says what a factor is. */
export type FactorKind =
  | "step"
  | "iteration"
  | "none";

/** FactorLack says why there are no factors. */
export type FactorLack =
  | "rule"
  | "clip"
  | "curvature";

/** CutDirection is an eigen-direction, the one of the largest curvature first. */
export interface CutDirection {
  lambda: number;
  factor: number | null;
  /** at multiples of the rate from 0 to the cut's to, evenly */
  along: (number | null)[];
}

/** CutFactors are what updates make of an error along each eigen-direction at w. */
export interface CutFactors {
  kind: FactorKind;
  /** why there are none */
  lack?: FactorLack;
  /** adds to each curvature */
  decay: number;
  directions: CutDirection[];
}

/**
 * CutAnswer is the loss along the line of one update. Its unit is the multiple of the
 * update: 0 is where it starts, 1 where it lands.
 */
export interface CutAnswer {
  run: number;
  k: number;
  w: Pair;
  update: Pair;
  next: Pair;
  loss: number;
  /** the loss at next */
  landing: number | null;
  /** η in effect */
  lr: number | null;
  line: CutLine;
  length: number | null;
  /** at w, by the multiple */
  slope: number | null;
  curvature: number | null;
  /** the curvature along the step by the weights' own unit */
  lambda: number | null;
  /** where the parabola is lowest; null where it is nowhere */
  vertex: number | null;
  /** −η∇L: the vertex is where the rate 1/λ lands, and twice that 2/λ */
  plain: boolean;
  /** another rate lands at the multiple that it is of this one */
  scaled: boolean;
  shown: [from: number, to: number];
  from: number;
  to: number;
  /** from from to to, evenly */
  losses: (number | null)[];
  factors: CutFactors;
}

/** ParamKind says what values a parameter has. */
export type ParamKind =
  | "number"
  | "integer"
  | "bool"
  | "choice";

/**
 * Param is a parameter of an optimizer or a schedule: what a control and a
 * bounds check are made of.
 */
export interface Param {
  key: string;
  meaning: string;
  kind: ParamKind;
  /** null: the scenario's number of steps */
  default: number | boolean | string | null;
  min: number | null;
  max: number | null;
  open_min: boolean;
  open_max: boolean;
  log: boolean;
  scale: "linear" | "log";
  choices: string[];
}

/** DataKind is a kind of data, with a few of its points. */
export interface DataKind {
  id: string;
  inputs: number;
  curve: boolean;
  noise: number;
  size: number;
  /** x, the second input (0 where there is none), y */
  points: [x: number, y: number, target: number][];
}

/** Networks is what networks can be made of. */
export interface Networks {
  data: DataKind[];
  /** Params are the keys of a network that one control each is made of. */
  params: Param[];
  most_layers: number;
  most_weights: number;
  planes: string[];
}

/**
 * DataSet is points that a network learns from, or is tried on: X[s] is what goes in
 * for point s, Y its targets, one after the other (one for a point, where a
 * network has one output).
 */
export interface DataSet {
  x: number[][];
  y: number[];
}

/** PlaneAnswer is the plane on which a network is drawn. */
export interface PlaneAnswer {
  kind: string;
  /** what is drawn at (0, 0) */
  origin: number[];
  axes: number[][];
  /** by axis, the share of a path's squared distances from the origin; fewer where a plane has none */
  explained: number[];
  /** axes that were drawn at random, since the runs have too few directions */
  filled: number;
}

/** ReferenceAnswer is the run that a plane and the outcomes go by. */
export interface ReferenceAnswer {
  lr: number;
  steps: number;
  /** its lowest loss */
  lowest: number;
}

/**
 * NetworkAnswer is a network with what it learns from: with it, and with the batches,
 * a run can be made again elsewhere.
 */
export interface NetworkAnswer {
  units: number[];
  act: string;
  loss: string;
  train: DataSet;
  held: DataSet;
  /** the initial ones */
  weights: number[];
  /** of one whose surface is its whole landscape: for each weight as they stand in a network, which of its own it is; −1 for 0 */
  ties?: number[];
  reference?: ReferenceAnswer;
  plane?: PlaneAnswer;
}

/** NetNorms are how long a network's gradient is in each layer, at some steps. */
export interface NetNorms {
  k: number[];
  /** by step, then by layer */
  norms: (number | null)[][];
}

/**
 * LayerPass is a layer of a pass: z = W·a + b of the values a below it, its own
 * values act(z), and its deltas ∂loss/∂z.
 */
export interface LayerPass {
  z: number[];
  a: number[];
  delta: number[];
}

/** PointPass is what one training point makes of the network at w, forward and back. */
export interface PointPass {
  point: number;
  x: number[];
  y: number;
  /** of this point alone */
  loss: number;
  layers: LayerPass[];
  /** of this point alone: each is a delta times the value that goes into its weight */
  grad: number[];
}

/** NetStepAnswer is one update of all weights of a network. */
export interface NetStepAnswer {
  run: number;
  k: number;
  w: number[];
  loss: number;
  held: number;
  /** the share of training and of held-out points in their class; null for a curve */
  right: Point;
  full_grad: number[];
  /** of full_grad, by layer */
  norms: number[];
  batch: number[];
  /** over the batch, as computed */
  grad: number[];
  noisy: number[];
  clipped: number[];
  decayed: number[];
  lr: number;
  schedule_lr: number;
  state: StepState[];
  update: number[];
  next: number[];
  point?: PointPass;
}

/**
 * Convention is a choice in which implementations of an optimizer differ, by
 * the key of its sentence. All are made as PyTorch makes them.
 */
export type Convention =
  | "decay-l2"
  | "decay-decoupled"
  | "decay-as-adamw"
  | "epsilon-outside"
  | "epsilon-inside"
  | "epsilon-maximum"
  | "momentum-warms-up";

/** Optimizer is an optimizer of the catalogue. */
export interface Optimizer {
  id: string;
  name: string;
  summary: string;
  formula: string;
  paper: string;
  /** Conventions are the choices that implementations differ in. */
  conventions: Convention[];
  params: Param[];
  rateless: boolean;
  needs_best: boolean;
  has_limit: boolean;
}

/** Schedule is a schedule of the catalogue. */
export interface Schedule {
  id: string;
  name: string;
  summary: string;
  formula: string;
  source: string;
  params: Param[];
}
