import { weightOf } from './edge-touch.ts';
import type { EdgeTouch } from './edge-touch.ts';

/** The memory of one connection: weights summed with their decay up to `asOf`, so that a new message costs one multiplication. */
export type ConnectionState = {
  readonly outgoing: number;
  readonly incoming: number;
  readonly asOf: Temporal.Instant;
  readonly firstAt: Temporal.Instant;
  readonly lastAt: Temporal.Instant;
  readonly sent: number;
  readonly received: number;
};

/** A score from 10 (weak) to 100 (strong) with the numbers it was made of. */
export type Strength = {
  readonly score: number;
  readonly outgoing: number;
  readonly incoming: number;
  /** 0 when only one side writes, 1 when both write as much. */
  readonly reciprocity: number;
  readonly oneWay: 'outgoing' | 'incoming' | undefined;
};

/** For a store that merges rows in its own language by the rule of `merged`. */
export const HALF_LIFE_DAYS = 90;
const OUTGOING_FACTOR = 3;
/** The x at which the score has come 63 % of the way from 10 to 100. */
const SCALE = 20;
/** Whoever was never answered is no acquaintance, however often they write. */
const ONE_WAY_INCOMING_CEILING = 20;

export function connectionOf(touch: EdgeTouch): ConnectionState {
  const weight = weightOf(touch);
  const isOutgoing = touch.direction === 'outgoing';
  return {
    outgoing: isOutgoing ? weight : 0,
    incoming: isOutgoing ? 0 : weight,
    asOf: touch.at,
    firstAt: touch.at,
    lastAt: touch.at,
    sent: isOutgoing ? 1 : 0,
    received: isOutgoing ? 0 : 1,
  };
}

/** Commutative and associative (within rounding), so pages may be summed apart, late messages added, and rows merged in any order. */
export function merged(one: ConnectionState, other: ConnectionState): ConnectionState {
  const asOf = later(one.asOf, other.asOf);
  return {
    outgoing: one.outgoing * decay(one.asOf, asOf) + other.outgoing * decay(other.asOf, asOf),
    incoming: one.incoming * decay(one.asOf, asOf) + other.incoming * decay(other.asOf, asOf),
    asOf,
    firstAt: later(one.firstAt, other.firstAt) === one.firstAt ? other.firstAt : one.firstAt,
    lastAt: later(one.lastAt, other.lastAt),
    sent: one.sent + other.sent,
    received: one.received + other.received,
  };
}

export function strengthOf(connection: ConnectionState, now: Temporal.Instant): Strength {
  // A message dated after now does not grow on the way back.
  const fading = decay(connection.asOf, later(connection.asOf, now));
  const outgoing = connection.outgoing * fading;
  const incoming = connection.incoming * fading;
  const total = outgoing + incoming;
  const reciprocity = total === 0 ? 0 : (2 * Math.min(outgoing, incoming)) / total;
  const x = ((OUTGOING_FACTOR * outgoing + incoming) * (1 + reciprocity)) / 2;
  const score = Math.round(10 + 90 * (1 - Math.exp(-x / SCALE)));
  const oneWay = oneWayOf(connection);
  return {
    score: oneWay === 'incoming' ? Math.min(score, ONE_WAY_INCOMING_CEILING) : score,
    outgoing,
    incoming,
    reciprocity,
    oneWay,
  };
}

/** The share of a weight that is left at `to`. */
function decay(from: Temporal.Instant, to: Temporal.Instant): number {
  return 0.5 ** ((to.epochMilliseconds - from.epochMilliseconds) / HALF_LIFE_MILLISECONDS);
}

const HALF_LIFE_MILLISECONDS = HALF_LIFE_DAYS * 86_400_000;

function oneWayOf({ sent, received }: ConnectionState): Strength['oneWay'] {
  if (sent > 0 && received > 0) return undefined;
  return sent > 0 ? 'outgoing' : 'incoming';
}

function later(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) >= 0 ? one : other;
}
