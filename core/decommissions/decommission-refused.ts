import { departureRefused, departureRefusedView, type Leaving } from '../departures/departure-refused.ts';
import { ROLES } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import type { View } from '../views/view.ts';

/** Why this member cannot be decommissioned by that one; undefined where nothing stands in the way. Read at every step. */
export async function decommissionRefusedView(
  stores: Pick<Stores, 'members' | 'departures' | 'decommissions' | 'seats'>,
  { account, by, member }: Leaving,
): Promise<View | undefined> {
  const title = `${member.fullName} was not decommissioned`;
  if (ROLES.indexOf(member.role) > ROLES.indexOf(by.role))
    return { ...departureRefusedView({ kind: 'above', member }), title };
  // Whoever has left already can still be gone through; there is nobody to manage users less.
  if (member.standing === 'deactivated' || member.standing === 'removed') return undefined;
  const refused = await departureRefused(stores, { account, by, member });
  if (refused === undefined || refused.kind === 'decommissioning') return undefined;
  return { ...departureRefusedView(refused), title };
}
