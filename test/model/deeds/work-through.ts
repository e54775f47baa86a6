import type { Office } from '../../flows/office.ts';
import { depart } from './leaving-deeds.ts';
import { actOnLists } from './list-deeds.ts';
import { actOnRemovals } from './removal-deeds.ts';
import { actOnSeats } from './seat-deeds.ts';

/** What workers come to when nobody disturbs them: whatever is due by now is done. */
export async function workThrough(office: Office): Promise<void> {
  await actOnSeats(office, { kind: 'end-terms' });
  await depart(office);
  await actOnRemovals(office, { kind: 'remove' });
  await actOnLists(office, { kind: 'advance-lists' });
  await office.checksSeats();
  await actOnLists(office, { kind: 'advance-lists' });
}
