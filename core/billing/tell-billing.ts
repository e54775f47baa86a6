import { tellAdministrators } from '../accounts/tell-administrators.ts';
import type { Id } from '../ids.ts';
import { tell, type TellDeps } from '../outbox/tell.ts';
import { POLICY } from '../people/policy.ts';
import type { Stores } from '../transaction.ts';
import type { View } from '../views/view.ts';

type BillingNews = { readonly accountId: Id<'account'>; readonly subject: string; readonly view: View };

/** To the channels for billing; where there is none, to everybody who may buy. */
export async function tellBilling(
  deps: TellDeps,
  stores: Stores,
  { accountId, subject, view }: BillingNews,
): Promise<void> {
  const channels = (await stores.channels.list()).filter(({ purpose }) => purpose === 'billing');
  for (const { surface, workspace, channel } of channels) {
    const address = { kind: 'channel', surface, workspace, channel } as const;
    const recipient = { kind: 'channel', purpose: 'billing', address } as const;
    await tell(deps, stores, accountId, {
      key: `${subject}:${surface}:${workspace}:${channel}`,
      subject,
      recipient,
      view,
    });
  }
  if (channels.length > 0) return;
  await tellAdministrators(deps, stores, { row: POLICY.buy, key: subject, subject, view, alsoInChannel: false });
}
