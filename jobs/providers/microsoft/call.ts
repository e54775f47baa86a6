import { ResponseType } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import { err, ok, type Result } from '../../../core/result.ts';
import { refusalOf, type GraphAnswer, type GraphRefusal } from './failure.ts';
import type { GraphClient } from './graph-client.ts';
import type { SignInFailure } from './sign-in.ts';

export type CallFailure = GraphRefusal | { readonly kind: 'sign-in-refused'; readonly code: string };

/** `path` begins below the version, with its query; `lane` is whose limits it counts against. */
export type GraphRequest = { readonly lane: string; readonly path: string; readonly signal: AbortSignal };

const TIMEOUT_MS = 60_000;
/** Ids that survive a move, on every call; pages as large as they come. */
const PREFER = 'IdType="ImmutableId", odata.maxpagesize=500';

/** One request of the vendor's client: paced, with a token, its answer parsed or its refusal named. */
export async function call<Shape>(
  client: GraphClient,
  request: GraphRequest,
  schema: z.ZodType<Shape>,
): Promise<Result<Shape, CallFailure>> {
  const { lane, signal } = request;
  // One limiter serves the tenants of several customers.
  const mailbox = `${client.secret.tenantId} ${lane}`;
  const token = await client.signIn.token(signal);
  if (!token.ok) return err(signInRefused(token.error));
  const answered = await client.limiter.run({ mailbox, units: 1, signal }, () =>
    attempt(client, request, token.value.value),
  );
  if (!answered.ok) return answered;
  const { status, body } = answered.value;
  if (status >= 200 && status < 300) return parsed(schema, body);
  const refusal = refusalOf(client, answered.value);
  if (refusal.kind !== 'token-refused') return err(refusal);
  client.signIn.forget();
  // A held token may have been revoked meanwhile, so only a new one that is refused proves anything.
  return err(
    token.value.isFresh ? refusal : unavailable(new Error('The provider refused a token that it had taken before')),
  );
}

async function attempt(
  { graph }: GraphClient,
  { path, signal }: GraphRequest,
  token: string,
): Promise<Result<GraphAnswer, CallFailure>> {
  try {
    const response = responseSchema.parse(
      await graph
        .api(path)
        .header('authorization', `Bearer ${token}`)
        .header('prefer', PREFER)
        .option('signal', AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]))
        .responseType(ResponseType.RAW)
        .get(),
    );
    const { status, headers } = response;
    const [retryAfter, date] = [headers.get('retry-after') ?? undefined, headers.get('date') ?? undefined];
    return ok({ status, body: bodyOf(await response.text()), retryAfter, date });
  } catch (cause) {
    signal.throwIfAborted();
    return err(unavailable(new Error('The provider gave no answer', { cause })));
  }
}

/** Asked for raw, the client hands out the `Response` itself, typed as anything. */
const responseSchema = z.instanceof(Response);

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A gateway's error page; whoever expects an answer refuses its shape.
    return undefined;
  }
}

function parsed<Shape>(schema: z.ZodType<Shape>, body: unknown): Result<Shape, CallFailure> {
  const shape = schema.safeParse(body);
  if (shape.success) return ok(shape.data);
  return err(unavailable(new Error('The provider answered in an unknown shape', { cause: shape.error })));
}

function unavailable(cause: unknown): CallFailure {
  return { kind: 'failed', failure: { kind: 'unavailable', cause } };
}

function signInRefused(failure: SignInFailure): CallFailure {
  return failure.kind === 'refused' ? { kind: 'sign-in-refused', code: failure.code } : { kind: 'failed', failure };
}
