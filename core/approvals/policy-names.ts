import type { Stores } from '../transaction.ts';
import type { NameOf } from './policy-views.ts';

/** Names for the ids that a policy keeps. */
export async function policyNames({ members }: Pick<Stores, 'members'>): Promise<NameOf> {
  const all = await members.list();
  return (id) => all.find((member) => member.id === id)?.fullName ?? 'somebody who has left';
}
