import * as fc from 'fast-check';
import { unreachable } from '../../../core/result.ts';
import type { Office } from '../../flows/office.ts';
import { addressOf, anyAdmin, anyDecider, anyStaff, type Staff } from '../people.ts';
import { agreeTo } from '../pressing.ts';
import { dayIn } from './leaving-deeds.ts';

const MODES = ['manual', 'manual-unless-free', 'auto', 'auto-below amount:300.00'] as const;
const WHO = ['2 of approvers', 'all of approvers', 'any of approvers then any of admins', 'any of admins'] as const;

export type PolicyDeed =
  | { readonly kind: 'mode'; readonly by: Staff; readonly mode: (typeof MODES)[number] }
  | { readonly kind: 'rule'; readonly by: Staff; readonly who: (typeof WHO)[number] }
  | { readonly kind: 'drop-rule'; readonly by: Staff }
  | { readonly kind: 'delegate'; readonly by: Staff; readonly absent: Staff; readonly to: Staff; readonly days: number }
  | { readonly kind: 'end-absence'; readonly by: Staff };

export const anyPolicyDeed: fc.Arbitrary<PolicyDeed> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('mode' as const), by: anyAdmin, mode: fc.constantFrom(...MODES) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('rule' as const), by: anyAdmin, who: fc.constantFrom(...WHO) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('drop-rule' as const), by: anyAdmin }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('delegate' as const),
      by: anyDecider,
      absent: anyDecider,
      to: anyStaff,
      days: fc.constantFrom(0, 3, 20),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end-absence' as const), by: anyDecider }) },
);

export async function actOnPolicy(office: Office, deed: PolicyDeed): Promise<unknown> {
  switch (deed.kind) {
    case 'mode':
      return await agreeTo(office, deed.by, `policy mode:${deed.mode}`);
    case 'rule':
      return await office.types(deed.by, `policy rule ${deed.who} place:1`);
    case 'drop-rule':
      return await office.types(deed.by, 'policy drop 1');
    case 'delegate': {
      const absent = deed.absent === deed.by ? '' : ` for:${addressOf(deed.absent)}`;
      const words = `delegate ${addressOf(deed.to)} until:${dayIn(office, deed.days)}${absent}`;
      return await office.types(deed.by, words);
    }
    case 'end-absence':
      return await office.types(deed.by, 'delegate end');
    default:
      return unreachable(deed);
  }
}
