import { z } from 'zod';
import type { SendFailure } from '../../core/outbox/chat-gateway.ts';
import { err, type Err } from '../../core/result.ts';
import { untrustedText } from '../../core/views/untrusted-text.ts';

// SMTP names no time to wait; greylisting lets a sender in after some minutes.
const RETRY_AFTER_MS = 300_000;
const SERVICE_CLOSING = 421;

const smtpError = z.object({
  code: z.string().optional(),
  response: z.string().optional(),
  responseCode: z.number().optional(),
  message: z.string(),
});

/** Until `data` the server holds nothing of the message; from there on only its answer tells. */
export type SmtpPhase = 'connecting' | 'envelope' | 'data';

/** Reads a client error by RFC 5321: 4yz may be tried again, 5yz may not, and silence after DATA tells nothing. */
export function sendFailureOf(error: unknown, phase: SmtpPhase): Err<SendFailure> {
  const { code, response, responseCode, message } = smtpError.parse(error);
  // Credentials that the server refuses are ours to mend and no verdict on the message.
  if (phase === 'connecting') return err({ kind: 'unavailable', cause: error });
  if (responseCode !== undefined && responseCode >= 500) {
    return err({ kind: 'refused', reason: untrustedText(response ?? message) });
  }
  if (responseCode === SERVICE_CLOSING) return err({ kind: 'unavailable', cause: error });
  if (responseCode !== undefined) return err({ kind: 'throttled', retryAfterMs: RETRY_AFTER_MS });
  if (phase === 'data') return err({ kind: 'ambiguous', cause: error });
  const isOurs = code === 'EENVELOPE' || code === 'EMESSAGE';
  return err(isOurs ? { kind: 'refused', reason: untrustedText(message) } : { kind: 'unavailable', cause: error });
}
