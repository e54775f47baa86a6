import { createHmac } from 'node:crypto';
import type { Clock } from '../../../core/clock.ts';

type SignedHeaders = { readonly 'x-slack-request-timestamp': string; readonly 'x-slack-signature': string };

function sign(secret: string, body: string, at: Temporal.Instant): SignedHeaders {
  const timestamp = String(Math.floor(at.epochMilliseconds / 1000));
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
}

export type Delivery = { readonly contentType: string; readonly body: string };
export type Heard = { readonly status: number; readonly body: string; readonly tookMs: number };

export function asForm(fields: Readonly<Record<string, string>>): Delivery {
  return { contentType: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() };
}

export function asJson(value: unknown): Delivery {
  return { contentType: 'application/json', body: JSON.stringify(value) };
}

/** docs.slack.dev: commands, actions and submissions are answered within 3 seconds. */
const LONGEST_ANSWER_MS = 3000;

export async function deliver(
  { url, signingSecret, clock }: { readonly url: string; readonly signingSecret: string; readonly clock: Clock },
  { contentType, body }: Delivery,
): Promise<Heard> {
  const begun = performance.now();
  const took = (): number => performance.now() - begun;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': contentType, ...sign(signingSecret, body, clock.now()) },
      body,
      signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
    });
    return { status: response.status, body: await response.text(), tookMs: took() };
  } catch (error) {
    // Whoever answers later than Slack waits has not answered: the person reads this, and it is delivered again.
    if (error instanceof DOMException && error.name === 'TimeoutError')
      return { status: 504, body: 'operation_timeout', tookMs: took() };
    throw error;
  }
}
