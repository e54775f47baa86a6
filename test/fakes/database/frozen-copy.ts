/** A copy that shares nothing with the original and cannot be changed, as if it had been read from a database. */
export function frozenCopy<Value>(value: Value): Value;
export function frozenCopy(value: unknown): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') throw new Error(`A ${typeof value} cannot be stored`);
  if (typeof value !== 'object' || value === null || isMoment(value)) return value;
  if (Array.isArray(value)) return Object.freeze(value.map((item: unknown) => frozenCopy(item)));
  if (!isPlain(value)) throw new Error(`A ${value.constructor.name} cannot be stored`);
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([name, member]) => [name, frozenCopy(member)])));
}

/** The same for arguments of calls and answers: JSON values only, absent members left out. */
export function frozenJson<Value>(value: Value): Value;
export function frozenJson(value: unknown): unknown {
  if (value === null || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) {
    return value;
  }
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed();
  if (Array.isArray(value)) return Object.freeze(value.map((item: unknown) => frozenJson(item)));
  if (typeof value !== 'object' || !isPlain(value)) throw new Error('Only JSON can be stored here');
  const present = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.freeze(Object.fromEntries(present.map(([name, member]) => [name, frozenJson(member)])));
}

function isMoment(value: object): boolean {
  return value instanceof Temporal.Instant || value instanceof Temporal.PlainDate;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
