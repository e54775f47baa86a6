import type { SendFailure } from '../../core/outbox/chat-gateway.ts';

export type ConnectorProblem =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly code: string;
      readonly retryAfterMs: number | undefined;
    }
  | { readonly kind: 'never-sent' }
  | { readonly kind: 'not-allowed'; readonly reason: string }
  | { readonly kind: 'result-lost' };

/**
 * The only error that our HTTP client raises. The SDK repeats requests on statuses and on socket error codes; this has
 * neither, so that a post leaves once whatever happens to it.
 */
export class ConnectorFailure extends Error {
  readonly problem: ConnectorProblem;

  constructor(problem: ConnectorProblem, options?: ErrorOptions) {
    super(
      problem.kind === 'answered' ? `The connector answered ${problem.status} ${problem.code}` : problem.kind,
      options,
    );
    this.name = 'ConnectorFailure';
    this.problem = problem;
  }
}

const DEFAULT_RETRY_MS = 2000;

export function sendFailureOf(error: unknown): SendFailure {
  const failure = connectorFailureIn(error);
  if (failure === undefined)
    throw new Error('A send broke in a way that is no answer of the connector', { cause: error });
  const { problem } = failure;
  if (problem.kind === 'not-allowed') return { kind: 'refused', reason: problem.reason };
  if (problem.kind === 'never-sent') return { kind: 'unavailable', cause: failure };
  if (problem.kind === 'result-lost') return { kind: 'ambiguous', cause: failure };
  const { status, code, retryAfterMs } = problem;
  if (status === 429) return { kind: 'throttled', retryAfterMs: retryAfterMs ?? DEFAULT_RETRY_MS };
  // Our own token was not accepted: nothing was delivered, and a fresh token may help.
  if (status === 401) return { kind: 'unavailable', cause: failure };
  // 412 stands with the gateway errors in the vendor's own list of answers after which a post may have happened.
  if (status >= 500 || status === 408 || status === 412) return { kind: 'ambiguous', cause: failure };
  return { kind: 'refused', reason: code === '' ? `status-${status}` : code };
}

/** The SDK's pipeline may wrap what its HTTP client throws. */
function connectorFailureIn(error: unknown): ConnectorFailure | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) if (at instanceof ConnectorFailure) return at;
  return undefined;
}
