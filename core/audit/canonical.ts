export type CanonicalValue =
  | string
  | number
  | boolean
  | bigint
  | null
  | readonly CanonicalValue[]
  | { readonly [name: string]: CanonicalValue };

/**
 * One text for one value (RFC 8785): names sorted by UTF-16 code units, no spaces, numbers as ECMAScript prints them. A
 * bigint is written as the string of its digits. What JSON would drop or change silently is a bug and throws.
 */
export function canonicalJson(value: CanonicalValue): string {
  if (typeof value === 'bigint') return `"${value}"`;
  if (typeof value === 'number') return canonicalNumber(value);
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  if (isRecord(value)) return canonicalRecord(value);
  throw new TypeError(`No canonical form for a value of type ${typeof value}`);
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`No canonical form for ${value}`);
  return JSON.stringify(value);
}

function canonicalRecord(record: { readonly [name: string]: CanonicalValue }): string {
  const members = Object.entries(record)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

function isList(value: CanonicalValue): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}

/** Only plain records: a Map, a date or a class instance would lose what it holds. */
function isRecord(value: CanonicalValue): value is { readonly [name: string]: CanonicalValue } {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
