import type { Id } from '../ids.ts';
import { accountKeyring, type AccountKeysDeps } from '../secrets/account-keys.ts';
import { openText, seal, type Place } from '../secrets/envelope.ts';
import type { Stores } from '../transaction.ts';
import type { Note } from './note.ts';

type Keys = Pick<Stores, 'keys'>;
type Owned = Pick<Note, 'accountId' | 'id'>;

/** What people write about others is kept under the account's key, like subjects. */
export async function sealedBody(deps: AccountKeysDeps, stores: Keys, note: Owned, text: string): Promise<string> {
  const { content } = await accountKeyring(deps, stores, note.accountId);
  return seal(deps, content, text, bodyPlace(note));
}

/** The texts of these notes of one account, by note. */
export async function openedBodies(
  deps: AccountKeysDeps,
  stores: Keys,
  notes: readonly Note[],
): Promise<ReadonlyMap<Id<'note'>, string>> {
  const [first] = notes;
  if (first === undefined) return new Map();
  const { content } = await accountKeyring(deps, stores, first.accountId);
  return new Map(
    notes.map((note) => {
      const text = openText(content, note.body, bodyPlace(note));
      if (!text.ok) throw new Error(`Note ${note.id} does not open: ${text.error.kind}`);
      return [note.id, text.value];
    }),
  );
}

function bodyPlace({ accountId, id }: Owned): Place {
  return { accountId, table: 'note', column: 'body', rowId: id };
}
