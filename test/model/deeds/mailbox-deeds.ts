import * as fc from 'fast-check';
import type { Office } from '../../flows/office.ts';
import { addressOf, anyAdmin, anybody, type Person, type Staff } from '../people.ts';

export type MailboxDeed = { readonly kind: 'pause' | 'resume-mailbox'; readonly by: Staff; readonly person: Person };

export const anyMailboxDeed: fc.Arbitrary<MailboxDeed> = fc.record({
  kind: fc.constantFrom('pause' as const, 'resume-mailbox' as const),
  by: fc.oneof(anyAdmin, fc.constant('eve' as const)),
  person: fc.oneof(fc.constant('eve' as const), anybody),
});

export async function actOnMailboxes(office: Office, { kind, by, person }: MailboxDeed): Promise<unknown> {
  return await office.types(by, `${kind === 'pause' ? 'pause' : 'resume'} ${addressOf(person)}`);
}
