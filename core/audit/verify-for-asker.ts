import { chainBrokenView, chainSoundView } from '../commands/audit-verify-views.ts';
import { deniedView } from '../commands/run-call.ts';
import { tell, type TellDeps } from '../outbox/tell.ts';
import { authorise } from '../people/authority.ts';
import { POLICY } from '../people/policy.ts';
import type { Result } from '../result.ts';
import type { Transaction } from '../transaction.ts';
import type { View } from '../views/view.ts';
import type { WorkHandler } from '../work/work-handler.ts';
import type { ChainBreak } from './chain-break.ts';
import { verifyAccount, type VerifiedAccount, type VerifyAccountDeps } from './verify-account.ts';

export type VerifyForAskerDeps = VerifyAccountDeps & TellDeps & { readonly transaction: Transaction };

/** Verifies the log that somebody asked about in a chat, a page in each transaction, and tells them how it stands. */
export function createVerifyForAsker(deps: VerifyForAskerDeps): WorkHandler<'audit.verify'> {
  const { transaction } = deps;
  return async ({ accountId, deliveryId }, signal) => {
    const verified = await verifyAccount(
      deps,
      (read) => {
        signal.throwIfAborted();
        return transaction.run(accountId, read);
      },
      accountId,
    );
    await transaction.run(accountId, async (stores) => {
      const delivery = await stores.deliveries.lock(deliveryId);
      if (delivery === undefined) throw new Error(`Delivery ${deliveryId} asked for a verification and is not stored`);
      const { from } = delivery.inbound;
      const identity = await stores.identities.of(from);
      const member = identity && (await stores.members.get(identity.memberId));
      // Whoever is not known here any more is told nothing.
      if (member === undefined) return;
      const actor = { kind: 'member', member } as const;
      const authority = authorise(POLICY['audit verify'], actor, await stores.accounts.get(), 'own');
      const view =
        authority.kind === 'allowed' ? verifiedView(verified, deliveryId) : deniedView('audit verify', authority);
      const subject = `audit-verify:${deliveryId}`;
      const recipient = { kind: 'address', address: { kind: 'user', ...from } } as const;
      await tell(deps, stores, accountId, { key: subject, subject, recipient, view });
    });
    return { kind: 'done' };
  };
}

function verifiedView(verified: Result<VerifiedAccount, ChainBreak>, reference: string): View {
  return verified.ok ? chainSoundView(verified.value) : chainBrokenView(verified.error, reference);
}
