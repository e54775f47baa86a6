import { randomBytes } from 'node:crypto';
import { pino, type DestinationStream } from 'pino';
import type { Clock } from '../../core/clock.ts';
import type { Entropy } from '../../core/entropy.ts';
import type { Log } from '../../core/log.ts';
import { requestContext } from '../../core/request-context.ts';
import { loggedError, loggedFailure } from './logged-error.ts';

/** Whole milliseconds: what the database keeps, so that an instant is the same before and after it was stored. */
export const systemClock: Clock = {
  now: () => Temporal.Now.instant().round({ smallestUnit: 'millisecond', roundingMode: 'floor' }),
};

export const systemEntropy: Entropy = { bytes: (count) => new Uint8Array(randomBytes(count)) };

/** Addresses, tokens and one-time places never reach a log line, whatever a caller passes. */
const REDACTED = [
  'token',
  'secret',
  'password',
  'authorization',
  'address',
  'email',
  'response_url',
  'trigger_id',
  '*.token',
  '*.secret',
  '*.password',
  '*.authorization',
  '*.address',
  '*.email',
];

export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    mixin: () => ({ ...requestContext() }),
    redact: { paths: REDACTED, censor: '[redacted]' },
    serializers: { error: loggedError, cause: loggedError, failure: loggedFailure },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
