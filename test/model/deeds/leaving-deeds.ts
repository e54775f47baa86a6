import * as fc from 'fast-check';
import { createCarryOutDeparture } from '../../../core/departures/carry-out-departure.ts';
import { unreachable } from '../../../core/result.ts';
import type { Office } from '../../flows/office.ts';
import { addressOf, anyAdmin, anybody, type Person, type Staff } from '../people.ts';
import { pressOn, submitted } from '../pressing.ts';

export type LeavingDeed =
  | { readonly kind: 'deactivate'; readonly by: Staff; readonly person: Person; readonly inDays: number }
  | { readonly kind: 'call-off' | 'reactivate'; readonly by: Staff; readonly person: Person }
  /** Every worker that carries departures out at once. */
  | { readonly kind: 'depart' };

export const anyLeavingDeed: fc.Arbitrary<LeavingDeed> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('deactivate' as const),
      by: anyAdmin,
      person: anybody,
      inDays: fc.constantFrom(0, 0, 0, 1, 9),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('reactivate' as const), by: anyAdmin, person: anybody }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('call-off' as const), by: anyAdmin, person: anybody }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'depart' as const }) },
);

export async function actOnLeaving(office: Office, deed: LeavingDeed): Promise<unknown> {
  switch (deed.kind) {
    case 'deactivate':
      return await deactivate(office, deed);
    case 'call-off':
      return await pressOn(office, deed.by, `deactivate ${addressOf(deed.person)}`, 'Do not deactivate');
    case 'reactivate':
      return await office.types(deed.by, `reactivate ${addressOf(deed.person)}`);
    case 'depart':
      return await depart(office);
    default:
      return unreachable(deed);
  }
}

async function deactivate(
  office: Office,
  { by, person, inDays }: Extract<LeavingDeed, { kind: 'deactivate' }>,
): Promise<unknown> {
  const from = inDays === 0 ? '' : ` from:${dayIn(office, inDays)}`;
  const form = await pressOn(office, by, `deactivate ${addressOf(person)}${from}`, /^Deactivate /u);
  return await submitted(office, by, form, { agreed: true });
}

export function dayIn({ clock }: Pick<Office, 'clock'>, days: number): string {
  return clock
    .now()
    .add({ hours: 24 * days })
    .toZonedDateTimeISO('Europe/Berlin')
    .toPlainDate()
    .toString();
}

export async function depart({ deps, inAccount }: Office): Promise<void> {
  const carryOutDeparture = createCarryOutDeparture(deps);
  const { signal } = new AbortController();
  const open = await inAccount(async ({ members, departures }) => {
    const all = await Promise.all((await members.list()).map(({ id }) => departures.open(id)));
    return all.filter((departure) => departure !== undefined);
  });
  for (const { accountId, id: departureId } of open) await carryOutDeparture({ accountId, departureId }, signal);
}
