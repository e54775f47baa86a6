import { z } from 'zod';
import { noSuchTeam } from '../accounts/change-seat-defaults.ts';
import { foldedTeam, teamCalled } from '../accounts/team.ts';
import { findMember, memberNotFoundSentence, type MemberNotFound } from '../people/find-member.ts';
import type { Member } from '../people/member.ts';
import { err, ok, type Result } from '../result.ts';
import { countText } from '../views/count-text.ts';
import { absentWhenEmpty, teamArgument } from './arguments.ts';
import type { CommandContext } from './command.ts';

/** Whom something is done for: people by name, `all`, or the team they are in. */
export const SEVERAL = {
  people: absentWhenEmpty(z.string().trim().max(20_000, 'At most 20,000 characters at once.')),
  of: absentWhenEmpty(teamArgument),
};

export type SaidSeveral = { readonly people?: string | undefined; readonly of?: string | undefined };

/** A name for which nobody, or nobody for certain, was found, with the reason and the way out. */
export type Stranger = { readonly typed: string; readonly sentence: string };

export type SeveralMembers = {
  readonly members: readonly Member[];
  readonly strangers: readonly Stranger[];
  /** How many were named more than once, and count once. */
  readonly repeated: number;
};

export type SeveralRefused = { readonly field: 'people' | 'of'; readonly sentence: string };

/** More than this are shown and agreed to in nobody's mind. */
export const MOST_MEMBERS = 500;

/** Words of its own of a command, such as those whose reading fails. */
export type MoreWords = Readonly<Record<string, (all: readonly Member[]) => Promise<readonly Member[]>>>;

export async function severalMembers(
  context: CommandContext,
  said: SaidSeveral,
  words: MoreWords = {},
): Promise<Result<SeveralMembers, SeveralRefused>> {
  const { people, of } = said;
  if (people !== undefined && of !== undefined)
    return refused('of', 'Name people or a team, and not both: nobody could tell which was meant.');
  const here = (await context.stores.members.list()).filter(({ standing }) => standing !== 'removed').toSorted(byName);
  const found =
    of === undefined ? await ofWords(context, { people: people ?? '', here, words }) : await ofTeam(context, of, here);
  if (!found.ok) return found;
  const count = found.value.members.length + found.value.strangers.length;
  return count > MOST_MEMBERS
    ? refused(
        found.value.field,
        `${countText(count)} people are too many at once; ${MOST_MEMBERS} is the most. Name a team, or some of them.`,
      )
    : ok(found.value);
}

function byName(one: Member, other: Member): number {
  return one.fullName.localeCompare(other.fullName, 'en') || (one.id < other.id ? -1 : 1);
}

type Found = SeveralMembers & { readonly field: 'people' | 'of' };
type Words = { readonly people: string; readonly here: readonly Member[]; readonly words: MoreWords };

async function ofWords(
  context: CommandContext,
  { people, here, words }: Words,
): Promise<Result<Found, SeveralRefused>> {
  const word = people.toLowerCase();
  const own = Object.hasOwn(words, word) ? words[word] : undefined;
  if (own !== undefined) return everybody(await own(here));
  if (EVERYBODY.has(word)) return everybody(here);
  const typed = namesIn(people);
  if (typed.length === 0)
    return refused('people', 'Write names or e-mail addresses, all for everybody, or choose a team.');
  if (typed.length > MOST_MEMBERS)
    return refused('people', `${countText(typed.length)} names are too many at once; ${MOST_MEMBERS} is the most.`);
  return ok({ ...(await named(context, typed, here)), field: 'people' });
}

export const EVERYBODY: ReadonlySet<string> = new Set(['all', 'everybody', 'everyone']);

function everybody(members: readonly Member[]): Result<Found, SeveralRefused> {
  return ok({ members, strangers: [], repeated: 0, field: 'people' });
}

/** Commas, semicolons and lines part people; blanks do only between addresses, since names have them too. */
function namesIn(text: string): readonly string[] {
  return text
    .split(/[\n\r,;]+/u)
    .flatMap((part) => (isAddresses(part) ? part.split(/\s+/u) : [part.trim()]))
    .filter((part) => part !== '');
}

function isAddresses(text: string): boolean {
  const words = text.split(/\s+/u).filter((word) => word !== '');
  return words.length > 1 && words.every((word) => word.includes('@'));
}

async function named(
  { stores, from }: CommandContext,
  typed: readonly string[],
  here: readonly Member[],
): Promise<SeveralMembers> {
  const members = {
    ...stores.members,
    list: async () => here,
    byAddress: async (wanted: string) => here.find(({ address }) => address === wanted),
  };
  const found = new Map<Member['id'], Member>();
  const strangers: Stranger[] = [];
  let repeated = 0;
  for (const name of typed) {
    const one = await findMember({ members, identities: stores.identities }, from, name);
    if (!one.ok) strangers.push(stranger(one.error));
    else if (found.has(one.value.id)) repeated += 1;
    else found.set(one.value.id, one.value);
  }
  return { members: [...found.values()], strangers, repeated };
}

function stranger(missing: MemberNotFound): Stranger {
  return { typed: missing.typed, sentence: memberNotFoundSentence(missing) };
}

async function ofTeam(
  { stores }: CommandContext,
  name: string,
  here: readonly Member[],
): Promise<Result<Found, SeveralRefused>> {
  const teams = await stores.teams.list();
  const team = teamCalled(teams, name);
  if (team === undefined) return refused('of', noSuchTeam(name, teams));
  const seats = (await stores.seats.list()).filter(
    (seat) => seat.team !== undefined && foldedTeam(seat.team) === foldedTeam(team.name),
  );
  const within = new Set(seats.map(({ memberId }) => memberId));
  const members = here.filter(({ id }) => within.has(id));
  return members.length === 0
    ? refused('of', `Nobody is in the team ${team.name}. The command team puts somebody into it.`)
    : ok({ members, strangers: [], repeated: 0, field: 'of' });
}

function refused(field: SeveralRefused['field'], sentence: string): Result<never, SeveralRefused> {
  return err({ field, sentence });
}
