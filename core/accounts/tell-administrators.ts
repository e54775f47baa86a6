import type { Id } from '../ids.ts';
import type { Channel } from './account-store.ts';
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
  /** Bad news for the whole account also goes to the channel for job notices. */
  readonly alsoInChannel: boolean;
  /** Whoever knows it already. */
  readonly except?: Id<'member'>;
};

type AdministratorStores = TellStores & Pick<Stores, 'accounts' | 'members' | 'channels'>;

/** Tells everybody in the account who can act on it, once each. */
export async function tellAdministrators(
  deps: TellDeps,
  stores: AdministratorStores,
  { row, key, subject, view, alsoInChannel, except }: AdministratorNotice,
): Promise<void> {
  const account = await stores.accounts.get();
  const channels = alsoInChannel ? await jobChannels(stores) : [];
  for (const { surface, workspace, channel } of channels) {
    const address = { kind: 'channel', surface, workspace, channel } as const;
    const recipient = { kind: 'channel', purpose: 'jobs', address } as const;
    await tell(deps, stores, account.id, { key: `${key}:${surface}:${channel}`, subject, recipient, view });
  }
  for (const member of await stores.members.list()) {
    if (member.id === except) continue;
    if (authorise(row, { kind: 'member', member }, account, 'other').kind === 'denied') continue;
    await tell(deps, stores, account.id, {
      key: `${key}:${member.id}`,
      subject,
      recipient: { kind: 'member', memberId: member.id },
      view,
    });
  }
}

async function jobChannels({ channels }: AdministratorStores): Promise<readonly Channel[]> {
  return (await channels.list()).filter(({ purpose }) => purpose === 'jobs');
}
