import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../core/clock.ts';
import { err, ok, type Result } from '../../core/result.ts';

type SignedRequest = {
  /** Names and values in turn, as they came over the wire, so that a repeated header is seen. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
};

type Forgery = {
  readonly kind: 'missing-header' | 'repeated-header' | 'malformed-header' | 'outside-window' | 'wrong-signature';
};

export type CheckAuthenticity = (request: SignedRequest) => Result<undefined, Forgery>;

export type AuthenticityDeps = {
  /** Two while a secret is being rotated. */
  readonly signingSecrets: readonly string[];
  readonly clock: Clock;
};

/** Slack's own recommendation; a request from the future is as wrong as one from the past. */
const WINDOW_SECONDS = 5 * 60;
const SIGNATURE = /^v0=[0-9a-f]{64}$/;
const TIMESTAMP = /^[1-9]\d{0,11}$/;

/**
 * Slack's signature scheme v0: HMAC-SHA256 over `v0:timestamp:body`. A replay within the window is not caught here but
 * by the claim of its delivery.
 */
export function createCheckAuthenticity({ signingSecrets, clock }: AuthenticityDeps): CheckAuthenticity {
  if (signingSecrets.length === 0 || signingSecrets.some((secret) => secret.trim() === '')) {
    throw new Error('Slack needs a signing secret that is not empty');
  }
  return ({ rawHeaders, body }) => {
    const timestamp = soleHeader(rawHeaders, 'x-slack-request-timestamp', TIMESTAMP);
    if (!timestamp.ok) return timestamp;
    const signature = soleHeader(rawHeaders, 'x-slack-signature', SIGNATURE);
    if (!signature.ok) return signature;

    const age = clock.now().epochMilliseconds / 1000 - Number(timestamp.value);
    if (Math.abs(age) > WINDOW_SECONDS) return err({ kind: 'outside-window' });

    const isSigned = signingSecrets.some((secret) => isEqual(signature.value, sign(secret, timestamp.value, body)));
    return isSigned ? ok(undefined) : err({ kind: 'wrong-signature' });
  };
}

function soleHeader(rawHeaders: readonly string[], name: string, shape: RegExp): Result<string, Forgery> {
  const values = rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
  const [value] = values;
  if (value === undefined) return err({ kind: 'missing-header' });
  if (values.length > 1) return err({ kind: 'repeated-header' });
  return shape.test(value) ? ok(value) : err({ kind: 'malformed-header' });
}

function sign(secret: string, timestamp: string, body: Buffer): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
}

function isEqual(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
