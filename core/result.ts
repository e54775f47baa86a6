export type Ok<Value> = { readonly ok: true; readonly value: Value };
export type Err<Failure> = { readonly ok: false; readonly error: Failure };

/** A refusal the caller or the person can act on is an `Err`; bugs and lost infrastructure are thrown. */
export type Result<Value, Failure> = Ok<Value> | Err<Failure>;

export function ok<Value>(value: Value): Ok<Value> {
  return { ok: true, value };
}

export function err<Failure>(error: Failure): Err<Failure> {
  return { ok: false, error };
}

/** Closes a switch over a union: adding a variant without handling it no longer compiles. */
export function unreachable(value: never): never {
  throw new Error(`Unhandled variant: ${JSON.stringify(value)}`);
}
