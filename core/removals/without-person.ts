import type { Id } from '../ids.ts';
import { TOMBSTONE_NAME, tombstoneAddress } from './tombstone.ts';

/** By what somebody is recognised in what was written. */
export type Mentioned = {
  readonly memberId: Id<'member'>;
  /** Undefined where somebody else has the same name: it would be taken from them too. */
  readonly fullName: string | undefined;
  readonly addresses: readonly string[];
  /** What the platforms call them. */
  readonly users: readonly string[];
};

/** The same value without the person in it; the very same one where they are not in it. */
export function withoutPerson<Value>(value: Value, person: Mentioned): Value {
  const addresses = person.addresses.map(wholeAddress);
  // Texts become other texts and everything else stays, so the shape is the same.
  return rewritten(value, {
    rewrite: rewriting(person),
    isTheirs: (text) => person.addresses.includes(text.toLowerCase()),
    names: (text) => addresses.some((address) => text.search(address) >= 0),
  }) as Value;
}

/** Members that hold words of our own; a person who is called like one of them must not break what is stored. */
const OUR_WORDS: ReadonlySet<string> = new Set([
  'kind',
  'state',
  'tone',
  'weight',
  'command',
  'form',
  'surface',
  'workspace',
]);

/** Beside their address stands whatever somebody called them there, in a record or in a line of a list. */
const NAMES: ReadonlySet<string> = new Set(['fullName', 'full_name']);

type Rewriting = {
  readonly rewrite: (text: string) => string;
  /** Whether it is one of their addresses, and whether one stands in it. */
  readonly isTheirs: (text: string) => boolean;
  readonly names: (text: string) => boolean;
};

function rewritten(value: unknown, how: Rewriting): unknown {
  if (typeof value === 'string') return how.rewrite(value);
  if (Array.isArray(value)) {
    const isAboutThem = value.some((item) => typeof item === 'string' && how.names(item));
    const items = value.map((item: unknown) =>
      isAboutThem && isStrong(item) ? { strong: TOMBSTONE_NAME } : rewritten(item, how),
    );
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isPlain(value)) return value;
  const isAboutThem = Object.values(value).some((member) => typeof member === 'string' && how.isTheirs(member));
  const members = Object.entries(value).map(([name, member]) => {
    if (typeof member !== 'string') return [name, rewritten(member, how)] as const;
    if (isAboutThem && NAMES.has(name)) return [name, TOMBSTONE_NAME] as const;
    return [name, OUR_WORDS.has(name) ? member : how.rewrite(member)] as const;
  });
  return members.some(([name, member]) => member !== value[name]) ? Object.fromEntries(members) : value;
}

function isStrong(item: unknown): boolean {
  return isPlain(item) && typeof item['strong'] === 'string' && item['strong'] !== TOMBSTONE_NAME;
}

/** Moments, days and the like are values of their own, with nobody in them. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Addresses first: a name or a user may be a part of one. */
function rewriting({ memberId, fullName, addresses, users }: Mentioned): (text: string) => string {
  const replacements = [
    ...addresses.map((address) => [wholeAddress(address), tombstoneAddress(memberId)] as const),
    ...(fullName === undefined ? [] : [[wholeWord(fullName), TOMBSTONE_NAME] as const]),
    ...users.map((user) => [wholeWord(user), 'removed'] as const),
  ];
  return (text) =>
    replacements.reduce((left, [pattern, replacement]) => left.replaceAll(pattern, () => replacement), text);
}

/** Not as the end of a longer address, nor as the beginning of a longer domain. */
function wholeAddress(address: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}._%+-])${RegExp.escape(address)}(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])`, 'giu');
}

function wholeWord(word: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(word)}(?![\\p{L}\\p{N}])`, 'giu');
}
