import { createHash } from 'node:crypto';
import type { Quote } from './quote.ts';

/** SHA-256 in hex over the canonical text: an acknowledgement names it, so a changed quote cannot pass for the one shown. */
export function quoteHash(quote: Quote): string {
  return createHash('sha256').update(canonicalJson(quote), 'utf8').digest('hex');
}

/** Sorted keys, no white space, bigint as decimal text, Temporal as ISO 8601, absent fields left out. */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      return numberJson(value);
    case 'bigint':
      return `"${value}"`;
    case 'object':
      return value === null ? 'null' : objectJson(value);
    case 'undefined':
    case 'function':
    case 'symbol':
      break;
  }
  throw new Error(`No canonical JSON for a ${typeof value}`);
}

// Whole numbers only: fractions print differently in other languages, and nothing that is signed needs one.
function numberJson(value: number): string {
  if (!Number.isSafeInteger(value)) throw new Error(`No canonical JSON for ${value}`);
  return JSON.stringify(value);
}

function objectJson(value: object): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (isMoment(value)) return JSON.stringify(value.toString());
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
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
