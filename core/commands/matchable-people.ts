import { z } from 'zod';
import type { DirectoryLook, ListedPerson } from '../directory/directory-look.ts';
import { absentWhenEmpty } from './arguments.ts';
import type { CommandContext } from './command.ts';

export const searchArgument = absentWhenEmpty(z.string().trim().max(120, 'A search has at most 120 characters.'));
export const pageArgument = z.coerce
  .number('Not a page number.')
  .int()
  .min(1, 'Pages begin at 1.')
  .max(10_000)
  .optional();

type Read = Extract<DirectoryLook, { state: 'read' }>;

/** What was read of the directory within a day. */
export async function freshLook({ stores, now }: CommandContext): Promise<Read | undefined> {
  const look = await stores.directoryLooks.latest();
  return look?.state === 'read' && Temporal.Instant.compare(now, look.forgetAt) < 0 ? look : undefined;
}

/** Those whose name or address holds the words. */
export function searched(people: readonly ListedPerson[], words: string | undefined): readonly ListedPerson[] {
  if (words === undefined) return people;
  const wanted = words.toLowerCase();
  return people.filter(({ fullName, address }) => `${fullName} ${address}`.toLowerCase().includes(wanted));
}
