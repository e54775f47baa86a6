import { tell, type TellDeps, type TellStores } from '../outbox/tell.ts';
import { authorise, type PolicyRow } from '../people/authority.ts';
import type { Stores } from '../transaction.ts';
import type { View } from '../views/view.ts';

export type AdministratorNotice = {
  /** Who may do what the notice is about is who is told. */
  readonly row: PolicyRow;
  readonly key: string;
  readonly subject: string;
  readonly view: View;
};

/** Tells everybody in the account who can act on it, once each. */
export async function tellAdministrators(
  deps: TellDeps,
  stores: TellStores & Pick<Stores, 'accounts' | 'members'>,
  { row, key, subject, view }: AdministratorNotice,
): Promise<void> {
  const account = await stores.accounts.get();
  for (const member of await stores.members.list()) {
    if (authorise(row, { kind: 'member', member }, account, 'other').kind === 'denied') continue;
    await tell(deps, stores, account.id, {
      key: `${key}:${member.id}`,
      subject,
      recipient: { kind: 'member', memberId: member.id },
      view,
    });
  }
}
