import { describe, expect, test } from 'vitest';
import { beginDeparture } from '../../../core/departures/begin-departure.ts';
import { DEFAULT_DEPARTURE_CONFIG } from '../../../core/departures/departure-config.ts';
import type { DepartureKind } from '../../../core/departures/departure-snapshot.ts';
import { planDeparture } from '../../../core/departures/plan-departure.ts';
import { createAuditTrail } from '../../../core/audit/audit-trail.ts';
import { masterKeys } from '../../../core/secrets/master-keys.ts';
import { anOpenDelivery } from '../../builders/chat.ts';
import { aSnapshot } from '../../builders/departures.ts';
import { ids } from '../../builders/ids.ts';
import { aWorld } from '../../flows/world.ts';
import { seededEntropy } from '../secrets/seeded-entropy.ts';

async function aDesk() {
  const world = await aWorld();
  const ada = await world.member('ada', 'Ada Lovelace', { role: 'admin' });
  const grace = await world.member('grace', 'Grace Hopper');
  const entropy = seededEntropy('departures');
  const masters = masterKeys([entropy.bytes(32)]);
  if (!masters.ok) throw new Error(masters.error.kind);
  const audit = createAuditTrail({ entropy, masters: masters.value });
  const deps = { ids, clock: world.clock, audit, leaving: DEFAULT_DEPARTURE_CONFIG };
  const begins = (kind: DepartureKind, dueAt?: Temporal.Instant) =>
    world.inAccount(async (stores) => {
      const delivery = anOpenDelivery();
      await stores.deliveries.claim(delivery);
      const plan = planDeparture(kind, aSnapshot({ memberId: grace.id }));
      const sentence = `I agree to ${kind} Grace Hopper.`;
      return await beginDeparture(deps, stores, {
        member: grace,
        by: ada,
        plan,
        sentence,
        deliveryId: delivery.id,
        dueAt,
      });
    });
  return { ...world, ada, grace, begins };
}

describe('the beginning of a departure', () => {
  test('stores the sentence and the hash of what was shown, and chains them into the audit', async () => {
    const desk = await aDesk();

    const { id, consent } = await desk.begins('deactivate');

    const [stored, records] = await desk.inAccount(async ({ departures, audit }) => [
      await departures.get(id),
      await audit.from(1, 100),
    ]);
    expect(stored?.consent).toMatchObject({ by: desk.ada.id, sentence: 'I agree to deactivate Grace Hopper.' });
    expect(records.at(-1)).toMatchObject({
      kind: 'departure.agreed',
      subject: { kind: 'departure', id },
      facts: { planHash: consent.planHash, member: desk.grace.id, 'seat freed': 1, role: 'admin' },
    });
  });

  test('leaves a date to the worker, and the rest to it at once', async () => {
    const desk = await aDesk();
    const dueAt = desk.clock.now().add({ hours: 48 });

    const { id } = await desk.begins('deactivate', dueAt);

    const work = desk.database.workOf(desk.grace.accountId).find(({ key }) => key === `departure.carry-out:${id}`);
    expect(work?.dueAt).toEqual(dueAt);
  });

  test('of a removal takes over a deactivation that is under way', async () => {
    const desk = await aDesk();
    const deactivation = await desk.begins('deactivate', desk.clock.now().add({ hours: 48 }));

    const removal = await desk.begins('remove');

    const states = await desk.inAccount(async ({ departures }) =>
      (await departures.ofMember(desk.grace.id)).map(({ id, state }) => [id, state]),
    );
    expect(states).toEqual([
      [deactivation.id, 'superseded'],
      [removal.id, 'leaving'],
    ]);
    const work = desk.database.workOf(desk.grace.accountId).filter(({ kind }) => kind === 'departure.carry-out');
    expect(work.map(({ state }) => state)).toEqual(['cancelled', 'open']);
  });
});
