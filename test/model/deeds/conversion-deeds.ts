import * as fc from 'fast-check';
import { unreachable } from '../../../core/result.ts';
import type { Office } from '../../flows/office.ts';
import { addressOf, anyAdmin, anyGuest, anySupporter, memberCalled, type Guest, type Staff } from '../people.ts';
import { noticesAbout, pressIf, submitted } from '../pressing.ts';

export type ConversionDeed =
  | { readonly kind: 'convert'; readonly by: Staff; readonly person: Guest | 'eve' }
  | { readonly kind: 'complete-conversion' | 'reject-conversion'; readonly by: Staff };

export const anyConversionDeed: fc.Arbitrary<ConversionDeed> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('convert' as const),
      by: anyAdmin,
      person: fc.oneof(fc.constant('eve' as const), anyGuest),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('complete-conversion' as const), by: anySupporter }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reject-conversion' as const), by: anySupporter }) },
);

export async function actOnConversions(office: Office, deed: ConversionDeed): Promise<unknown> {
  switch (deed.kind) {
    case 'convert':
      return await convert(office, deed);
    case 'complete-conversion':
      return await handle(office, deed.by, 'Convert');
    case 'reject-conversion':
      return await handle(office, deed.by, 'Reject');
    default:
      return unreachable(deed);
  }
}

/** A free seat is taken at once; else there is a price, which is agreed to. */
async function convert(office: Office, { by, person }: Extract<ConversionDeed, { kind: 'convert' }>): Promise<unknown> {
  const member = await memberCalled(office, person);
  const [firstName = '', lastName = ''] = member?.fullName.split(' ') ?? [];
  const address = addressOf(person);
  const form = await office.types(by, `convert ${address}`);
  const price = await submitted(office, by, form, { firstName, lastName, address });
  return await submitted(office, by, price, { agreed: true });
}

async function handle(office: Office, by: Staff, label: string): Promise<unknown> {
  const [card] = await noticesAbout(office, /^conversion:/u);
  if (card === undefined) return undefined;
  return await submitted(office, by, await pressIf(office, by, card.view, label), { reason: 'Not now' });
}
