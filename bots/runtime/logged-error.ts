export type LoggedError = {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string | number;
  readonly cause?: LoggedError | string;
  readonly errors?: readonly (LoggedError | string)[];
};

/**
 * What a log line may hold of an error: who threw it, where, and why. A library hangs whole requests, responses and rows
 * on its errors, and quotes addresses in their messages; none of that is kept.
 */
export function loggedError(thrown: unknown): LoggedError | string {
  if (!(thrown instanceof Error)) return typeof thrown === 'string' ? withoutAddresses(thrown) : `a ${typeof thrown}`;
  const { name, message, stack, cause } = thrown;
  const code: unknown = 'code' in thrown ? thrown.code : undefined;
  return {
    type: name,
    message: withoutAddresses(message),
    ...(stack === undefined ? {} : { stack: withoutAddresses(stack) }),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(cause === undefined ? {} : { cause: loggedError(cause) }),
    ...(thrown instanceof AggregateError ? { errors: thrown.errors.map(loggedError) } : {}),
  };
}

/** A refusal with what caused it. */
export function loggedFailure(failure: unknown): unknown {
  if (typeof failure === 'string') return failure;
  if (failure instanceof Error || typeof failure !== 'object' || failure === null) return loggedError(failure);
  return Object.fromEntries(
    Object.entries(failure).map(([name, value]) => [name, value instanceof Error ? loggedError(value) : value]),
  );
}

const ADDRESS = /[\w.%+'-]+@[\w-]+(?:\.[\w-]+)+/gu;

function withoutAddresses(text: string): string {
  return text.replaceAll(ADDRESS, '[address]');
}
