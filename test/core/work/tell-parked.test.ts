import { describe, expect, test } from 'vitest';
import { createTellParked } from '../../../core/work/tell-parked.ts';
import { plainText } from '../../../core/views/plain-text.ts';
import { aChannel, anAccount } from '../../builders/account.ts';
import { ACME, ids } from '../../builders/ids.ts';
import { aMember } from '../../builders/people.ts';
import { someWork } from '../../builders/work.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { createFakeDatabase } from '../../fakes/fake-database.ts';

async function anOffice() {
  const database = createFakeDatabase();
  await database.registry.createAccount(anAccount());
  await database.transaction.run(ACME, async ({ members, channels }) => {
    await members.add(aMember({ role: 'admin', standing: 'active' }));
    await members.add(aMember({ role: 'standard', standing: 'active', address: 'grace@acme.example' }));
    await channels.set(aChannel({ purpose: 'jobs' }));
  });
  const tellParked = createTellParked({ ids, clock: createFakeClock(), transaction: database.transaction });
  const told = () => database.transaction.run(ACME, ({ notices }) => notices.list(['pending']));
  return { tellParked, told };
}

describe('work that is set aside', () => {
  test('is told to the administrators and the channel for jobs, with what to do next and a reference', async () => {
    const { tellParked, told } = await anOffice();
    const work = { ...someWork(), accountId: ACME, attempts: 10 };

    await tellParked(work);

    const notices = await told();
    expect(notices.map(({ recipient }) => recipient.kind).toSorted()).toEqual(['channel', 'member']);
    const [first] = notices;
    const text = first === undefined ? '' : plainText(first.view, { timeZone: 'UTC', actions: 'labels' });
    expect(text).toContain(work.id);
    expect(text).toContain('Next');
  });

  test('is told once, however often it comes to that', async () => {
    const { tellParked, told } = await anOffice();
    const work = { ...someWork(), accountId: ACME, attempts: 10 };

    await tellParked(work);
    await tellParked(work);

    expect(await told()).toHaveLength(2);
  });
});
