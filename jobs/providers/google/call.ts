import { z } from 'zod';
import type { ProviderFailure } from '../../../core/mailboxes/mailbox-provider.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { GoogleScope } from './endpoints.ts';
import { refusalOf, type GoogleRefusal } from './failure.ts';
import type { GoogleClient } from './google-client.ts';
import type { SignInFailure } from './sign-in.ts';

/** Who is spoken for, with which right, and what the call costs. */
export type GoogleRequest = {
  readonly subject: string;
  readonly scope: GoogleScope;
  readonly units: number;
  readonly signal: AbortSignal;
};

/** How the vendor's client wants it: a token in the header, and the signal. */
export type CallOptions = { readonly headers: { readonly authorization: string }; readonly signal: AbortSignal };

type Responding = (
  options: CallOptions,
) => Promise<{ readonly status: number; readonly data: unknown; readonly headers: unknown }>;

export type CallFailure = GoogleRefusal | { readonly kind: 'sign-in-refused'; readonly code: string };

/** One request of the vendor's client: paced, with a token, its answer parsed or its refusal named. */
export async function call<Shape>(
  client: GoogleClient,
  { subject, scope, units, signal }: GoogleRequest,
  schema: z.ZodType<Shape>,
  send: Responding,
): Promise<Result<Shape, CallFailure>> {
  const token = await client.signIn.token(subject, scope, signal);
  if (!token.ok) return err(signInRefused(token.error));
  const headers = { authorization: `Bearer ${token.value.value}` };
  // Quotas belong to the service account's project, and one limiter serves the accounts of several customers.
  const mailbox = `${client.secret.clientEmail} ${subject}`;
  const answered = await client.limiter.run({ mailbox, units, signal }, () => attempt(send, { headers, signal }));
  if (!answered.ok) return err({ kind: 'failed', failure: answered.error });
  const { status, data, headers: answerHeaders } = answered.value;
  if (status >= 200 && status < 300) return parsed(schema, data);
  const refusal = refusalOf(client, { status, data, ...retryHeaders(answerHeaders) });
  if (refusal.kind !== 'token-refused') return err(refusal);
  client.signIn.forget(subject, scope);
  // A held token may have been revoked meanwhile, so only a new one that is refused proves anything.
  const cause = new Error('The provider refused a token that it had given before');
  return token.value.isFresh ? err(refusal) : err({ kind: 'failed', failure: { kind: 'unavailable', cause } });
}

async function attempt(
  send: Responding,
  options: CallOptions,
): Promise<Result<Awaited<ReturnType<Responding>>, ProviderFailure>> {
  try {
    return ok(await send(options));
  } catch (cause) {
    options.signal.throwIfAborted();
    return err({ kind: 'unavailable', cause: new Error('The provider gave no answer', { cause }) });
  }
}

function parsed<Shape>(schema: z.ZodType<Shape>, data: unknown): Result<Shape, CallFailure> {
  const shape = schema.safeParse(data);
  if (shape.success) return ok(shape.data);
  const cause = new Error('The provider answered in an unknown shape', { cause: shape.error });
  return err({ kind: 'failed', failure: { kind: 'unavailable', cause } });
}

function retryHeaders(headers: unknown): {
  readonly retryAfter: string | undefined;
  readonly date: string | undefined;
} {
  const known = headersSchema.parse(headers);
  return { retryAfter: known.get('retry-after') ?? undefined, date: known.get('date') ?? undefined };
}

type HeaderBag = { readonly get: (name: string) => string | null };

/** The client's types promise a plain record; its answers carry the `Headers` of one fetch or another. */
const headersSchema = z.custom<HeaderBag>(
  (value) => typeof value === 'object' && value !== null && 'get' in value && typeof value.get === 'function',
);

function signInRefused(failure: SignInFailure): CallFailure {
  return failure.kind === 'refused' ? { kind: 'sign-in-refused', code: failure.code } : { kind: 'failed', failure };
}
