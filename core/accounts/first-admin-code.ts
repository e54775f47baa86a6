import type { Clock } from '../clock.ts';
import type { Id, Ids } from '../ids.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';

export type FirstAdminCode = { readonly code: Id<'action'>; readonly expiresAt: Temporal.Instant };

const CODE_LIFE = Temporal.Duration.from({ hours: 24 });

/** A code that links whoever types it in a bound chat to this member, once; none for somebody who is linked already. */
export async function firstAdminCode(
  { ids, clock }: { readonly ids: Ids; readonly clock: Clock },
  { actions, identities }: Pick<Stores, 'actions' | 'identities'>,
  { id: member, accountId }: Member,
): Promise<FirstAdminCode | undefined> {
  if ((await identities.ofMember(member)).length > 0) return undefined;
  const code = ids.next('action');
  const expiresAt = clock.now().add(CODE_LIFE);
  await actions.add([{ id: code, accountId, call: { command: 'claim', args: { member } }, expiresAt }]);
  return { code, expiresAt };
}
