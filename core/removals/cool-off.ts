import { tellAdministrators } from '../accounts/tell-administrators.ts';
import type { Account } from '../accounts/account.ts';
import { POLICY } from '../people/policy.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import { countOf } from '../views/count-text.ts';
import type { View } from '../views/view.ts';
import type { RemovalDeps } from './removal-deps.ts';

/** Long enough to notice a mistake and withdraw, and short enough for the month that the law gives for an erasure. */
export const COOL_OFF_HOURS = { least: 24, most: 14 * 24 } as const;

export function coolOffText(hours: number): string {
  return hours % 24 === 0 && hours > 24 ? countOf(hours / 24, 'day', 'days') : countOf(hours, 'hour', 'hours');
}

/** Holds for every day that is set from now on; what is scheduled already keeps its day. */
export async function changeCoolOff(
  deps: RemovalDeps,
  stores: Stores,
  { account, hours, by }: { readonly account: Account; readonly hours: number; readonly by: Member },
): Promise<View> {
  const next = { ...account, coolOffHours: hours, version: account.version + 1 };
  await stores.accounts.replace(account, next);
  await deps.audit(stores, account.id, {
    kind: 'removal.cool-off-changed',
    at: deps.clock.now(),
    actor: { kind: 'member', memberId: by.id },
    subject: { kind: 'account', id: account.id },
    facts: { before: account.coolOffHours, after: hours, role: by.role },
    personal: [],
  });
  const key = `cool-off:${account.id}:${next.version}`;
  const view = changedView(account, hours, by);
  await tellAdministrators(deps, stores, {
    row: POLICY['removal cool-off'],
    key,
    subject: key,
    view,
    alsoInChannel: false,
    except: by.id,
  });
  return view;
}

function changedView({ coolOffHours }: Account, hours: number, by: Member): View {
  return {
    title: `Removals wait ${coolOffText(hours)} from now on`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'text',
        text: [
          { member: by.id, name: by.fullName },
          ` changed the cool-off from ${coolOffText(coolOffHours)} to ${coolOffText(hours)}. Removals that have their day already keep it.`,
        ],
      },
    ],
    actions: [],
  };
}
