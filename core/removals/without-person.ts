import type { PlatformUser } from '../commands/inbound.ts';
import type { Id } from '../ids.ts';
import { TOMBSTONE_NAME, tombstoneAddress } from './tombstone.ts';

/** By what somebody is recognised in what was written. */
export type Mentioned = {
  readonly memberId: Id<'member'>;
  /** Undefined where it stands in the name of somebody else too: it would be taken from them. */
  readonly fullName: string | undefined;
  readonly addresses: readonly string[];
  /** Who the platforms say they are. */
  readonly users: readonly PlatformUser[];
};

/**
 * The same value without the person in it; the very same one where they are not in it. A name of one word is like other
 * words, so it is taken only where it is known to be theirs: beside their address or their id.
 */
export function withoutPerson<Value>(value: Value, person: Mentioned): Value {
  // Texts become other texts and everything else stays, so the shape is the same.
  return rewritten(value, rewritingOf(person)) as Value;
}

/** The same with their chat alone taken out, for what is read by its exact words. */
export function withoutChat<Value>(value: Value, person: Mentioned): Value {
  return rewritten(value, { ...rewritingOf(person), text: (text) => text, names: never, isAbout: never }) as Value;
}

export function isTheirChat(value: object, users: readonly PlatformUser[]): boolean {
  const { surface, workspace, user } = value as Partial<PlatformUser>;
  return users.some((one) => one.surface === surface && one.workspace === workspace && one.user === user);
}

/** A name of several words is one that nobody writes without meaning a person. */
export function isTelling(fullName: string | undefined): fullName is string {
  return fullName !== undefined && /\S\s+\S/u.test(fullName);
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

/** Beside their address or id stands whatever somebody called them there, in a record or in a line of a list. */
const NAMES: ReadonlySet<string> = new Set(['fullName', 'full_name']);

type Plain = Readonly<Record<string, unknown>>;

type Rewriting = {
  readonly text: (text: string) => string;
  /** Whether one of their addresses stands in it. */
  readonly names: (text: string) => boolean;
  readonly isAbout: (value: Plain) => boolean;
  readonly isMember: (value: Plain) => boolean;
  readonly isChat: (value: Plain) => boolean;
};

function never(): boolean {
  return false;
}

function rewritingOf(person: Mentioned): Rewriting {
  const addresses = person.addresses.map(wholeAddress);
  const isTheirs = (one: unknown) => typeof one === 'string' && person.addresses.includes(one.toLowerCase());
  return {
    text: textWithout(person),
    names: (text) => addresses.some((address) => text.search(address) >= 0),
    isAbout: (value) =>
      value['memberId'] === person.memberId ||
      Object.values(value).some(isTheirs) ||
      (Array.isArray(value['addresses']) && value['addresses'].some(isTheirs)),
    isMember: (value) => value['member'] === person.memberId && typeof value['name'] === 'string',
    isChat: (value) => isTheirChat(value, person.users),
  };
}

function rewritten(value: unknown, how: Rewriting): unknown {
  if (typeof value === 'string') return how.text(value);
  if (Array.isArray(value)) return rewrittenItems(value, how);
  if (!isPlain(value)) return value;
  const isAboutThem = how.isAbout(value);
  const [isMember, isChat] = [how.isMember(value), how.isChat(value)];
  const members = Object.entries(value).map(([name, member]) => {
    if (isChat && name === 'user') return [name, 'removed'] as const;
    if (isMember && name === 'name') return [name, TOMBSTONE_NAME] as const;
    if (typeof member !== 'string') return [name, rewritten(member, how)] as const;
    if (isAboutThem && NAMES.has(name)) return [name, TOMBSTONE_NAME] as const;
    return [name, OUR_WORDS.has(name) ? member : how.text(member)] as const;
  });
  return members.some(([name, member]) => member !== value[name]) ? Object.fromEntries(members) : value;
}

function rewrittenItems(value: readonly unknown[], how: Rewriting): readonly unknown[] {
  const isAboutThem = value.some((item) => typeof item === 'string' && how.names(item));
  const items = value.map((item) =>
    isAboutThem && isStrong(item) ? { strong: TOMBSTONE_NAME } : rewritten(item, how),
  );
  return items.some((item, index) => item !== value[index]) ? items : value;
}

function isStrong(item: unknown): boolean {
  return isPlain(item) && typeof item['strong'] === 'string' && item['strong'] !== TOMBSTONE_NAME;
}

/** Moments, days and the like are values of their own, with nobody in them. */
function isPlain(value: unknown): value is Plain {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Addresses first: a name or a user may be a part of one. */
function textWithout({ memberId, fullName, addresses, users }: Mentioned): (text: string) => string {
  const replacements = [
    ...addresses.map((address) => [wholeAddress(address), tombstoneAddress(memberId)] as const),
    ...(isTelling(fullName) ? [[wholeWord(fullName), TOMBSTONE_NAME] as const] : []),
    ...users.map(({ user }) => [mentionOf(user), '@removed'] as const),
  ];
  return (text) =>
    replacements.reduce((left, [pattern, replacement]) => left.replaceAll(pattern, () => replacement), text);
}

/** Not as the end of a longer address, nor as the beginning of a longer domain. */
function wholeAddress(address: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}._%+-])${RegExp.escape(address)}(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])`, 'giu');
}

function wholeWord(word: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(word)}(?![\\p{L}\\p{N}])`, 'gu');
}

/** Not the second half of an address. */
function mentionOf(user: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}._%+-])@${RegExp.escape(user)}(?![\\p{L}\\p{N}_-])`, 'gu');
}
