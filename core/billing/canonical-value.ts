import { canonicalJson, type CanonicalValue } from '../audit/canonical.ts';

/** The text of billing data that is hashed and stored: sorted names, no white space. */
export function canonicalText(value: unknown): string {
  return canonicalJson(canonicalValue(value));
}

/** What of billing is hashed or stored, as plain data: bigint stays, Temporal becomes ISO 8601, absent fields are left out. */
function canonicalValue(value: unknown): CanonicalValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'bigint':
      return value;
    case 'number':
      return wholeNumber(value);
    case 'object':
      return value === null ? null : objectValue(value);
    case 'undefined':
    case 'function':
    case 'symbol':
      break;
  }
  throw new Error(`No canonical JSON for a ${typeof value}`);
}

// Whole numbers only: fractions print differently in other languages, and nothing that is signed needs one.
function wholeNumber(value: number): number {
  if (!Number.isSafeInteger(value)) throw new Error(`No canonical JSON for ${value}`);
  return value;
}

function objectValue(value: object): CanonicalValue {
  if (Array.isArray(value)) return value.map(canonicalValue);
  if (isMoment(value)) return value.toString();
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.map(([name, field]) => [name, canonicalValue(field)]));
}

type Moment = Temporal.Instant | Temporal.PlainDate | Temporal.ZonedDateTime | Temporal.Duration;

function isMoment(value: object): value is Moment {
  return (
    value instanceof Temporal.Instant ||
    value instanceof Temporal.PlainDate ||
    value instanceof Temporal.ZonedDateTime ||
    value instanceof Temporal.Duration
  );
}
