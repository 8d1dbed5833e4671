// How the playhead moves with time, in pure functions. A pace is either steady,
// so many steps a second, or a show: the first steps one by one, each a glide and
// a rest, then faster and faster, so that a run of any length is over in about
// the same time.

/** How fast runs are played. */
export interface Pace {
  /** How long it takes, from step 0 to the last. */
  readonly seconds: number;
  /** Where the playhead stands after so many seconds, in steps. */
  position(seconds: number): number;
}

/** The steps that a show takes one by one. */
const FOLLOWED = 5;
/** How long each of them takes, at most: in seconds, and as a part of the show. */
const FOLLOWED_SECONDS = 0.5;
const FOLLOWED_PART = 0.085;
/** How long the head glides from a step to the next, at least, in seconds, and as a part of the time of the step; then it rests. */
const GLIDE = 0.3;
const GLIDE_PART = 0.6;
/** The shortest and the longest show, in seconds. */
const [SHORTEST, LONGEST] = [6, 8];

/** So many steps a second. */
export function steadyPace(last: number, stepsPerSecond: number): Pace {
  return { seconds: last / stepsPerSecond, position: (seconds) => Math.min(last, seconds * stepsPerSecond) };
}

/** How long a show of so many steps takes, where nothing else is wished for: 6 s of ten or fewer, 8 s of a thousand or more. */
export function showSeconds(last: number): number {
  return Math.min(LONGEST, Math.max(SHORTEST, SHORTEST + Math.log10(last / 10)));
}

/** A show of so many steps in so many seconds. */
export function showPace(last: number, seconds = showSeconds(last)): Pace {
  const each = Math.min(FOLLOWED_SECONDS, FOLLOWED_PART * seconds);
  if (last * each <= seconds) return oneByOne(last, seconds);
  const rest = seconds - FOLLOWED * each;
  const growth = growthOf(last - FOLLOWED, rest, 1 / each);
  return {
    seconds,
    position(time) {
      if (time < FOLLOWED * each) return followed(time, each);
      return Math.min(last, FOLLOWED + Math.expm1(growth * Math.min(time - FOLLOWED * each, rest)) / (each * growth));
    },
  };
}

/** The same pace, so many times as fast. */
export function timesAsFast(pace: Pace, times: number): Pace {
  return { seconds: pace.seconds / times, position: (seconds) => pace.position(seconds * times) };
}

/** The latest time at which a pace stands at a position, or before it: from there it moves on at once. */
export function timeOf(pace: Pace, position: number): number {
  let [from, to] = [0, pace.seconds];
  if (pace.position(to) <= position) return to;
  for (let i = 0; i < 60; i++) {
    const middle = (from + to) / 2;
    if (pace.position(middle) <= position) from = middle;
    else to = middle;
  }
  return from;
}

function oneByOne(last: number, seconds: number): Pace {
  const each = seconds / last;
  return { seconds, position: (time) => Math.min(last, followed(time, each)) };
}

/** Step by step: a glide, eased at both ends, then a rest. */
function followed(time: number, each: number): number {
  const k = Math.floor(time / each);
  const part = Math.min(1, (time - k * each) / Math.min(each, Math.max(GLIDE, GLIDE_PART * each)));
  return k + part * part * (3 - 2 * part);
}

/**
 * The rate r at which the speed grows, e^r a second, so that so many steps are
 * gone in so many seconds: (v/r)(e^(r t) − 1) = steps, v the speed at first. The
 * steps are more than v t, so that r is above 0.
 */
function growthOf(steps: number, seconds: number, speed: number): number {
  const gone = (r: number) => (speed / r) * Math.expm1(r * seconds);
  let [low, high] = [1e-9, 1];
  while (gone(high) < steps) high *= 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (gone(middle) < steps) low = middle;
    else high = middle;
  }
  return high;
}
