import * as fc from 'fast-check';
import { unreachable } from '../../../core/result.ts';
import type { Office } from '../../flows/office.ts';
import { addressOf, anyAdmin, anyStaff, type Staff } from '../people.ts';
import { agreeTo } from '../pressing.ts';

export type RightsDeed =
  | { readonly kind: 'role'; readonly by: Staff; readonly person: Staff; readonly role: 'admin' | 'standard' }
  | { readonly kind: 'grant' | 'revoke'; readonly by: Staff; readonly person: Staff }
  | { readonly kind: 'add-approver' | 'remove-approver'; readonly by: Staff; readonly person: Staff };

export const anyRightsDeed: fc.Arbitrary<RightsDeed> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('role' as const),
      by: anyAdmin,
      person: anyStaff,
      role: fc.constantFrom('admin' as const, 'standard' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('grant' as const, 'revoke' as const),
      by: anyAdmin,
      person: anyStaff,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('add-approver' as const, 'remove-approver' as const, 'remove-approver' as const),
      by: anyAdmin,
      person: anyStaff,
    }),
  },
);

export async function actOnRights(office: Office, { by, person, ...deed }: RightsDeed): Promise<unknown> {
  const address = addressOf(person);
  switch (deed.kind) {
    case 'role':
      return await office.types(by, `role ${address} ${deed.role}`);
    case 'grant':
      return await office.types(by, `grant ${address} support`);
    case 'revoke':
      return await office.types(by, `revoke ${address} support`);
    case 'add-approver':
      return await office.types(by, `approvers add ${address}`);
    case 'remove-approver':
      return await agreeTo(office, by, `approvers remove ${address}`);
    default:
      return unreachable(deed);
  }
}
