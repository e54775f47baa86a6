/** Bytes that no log line, error or payload can show: whoever needs them has to ask by name. */
export interface SecretBytes {
  readonly reveal: () => Uint8Array;
  readonly toJSON: () => string;
  readonly toString: () => string;
}

const MASK = '[secret]';
const inspect = Symbol.for('nodejs.util.inspect.custom');

export function secretBytes(bytes: Uint8Array): SecretBytes {
  const kept = Uint8Array.from(bytes);
  return Object.freeze({
    reveal: () => Uint8Array.from(kept),
    toJSON: () => MASK,
    toString: () => MASK,
    [inspect]: () => MASK,
  });
}
