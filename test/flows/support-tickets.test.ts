import { expect, test } from 'vitest';
import { openFloor } from '../features/floor.ts';

async function aFirm() {
  const floor = await openFloor('console', { seats: 5 });
  const ada = await floor.hires('ada', { role: 'admin' });
  const sam = await floor.hires('sam', { grants: ['support'] });
  await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
  await floor.works();
  floor.clock.advance({ minutes: 5 });
  const forced = async () => {
    const records = await floor.inAccount(({ audit }) => audit.from(1, 500));
    return records.filter(({ kind }) => kind === 'sync.forced').map(({ facts }) => facts['ticket']);
  };
  return { ada, sam, forced, [Symbol.asyncDispose]: () => floor[Symbol.asyncDispose]() };
}

test('support reads somebody’s mailbox with a ticket, which is on record', async () => {
  await using firm = await aFirm();
  const { sam, forced } = firm;

  const asked = await sam.types('sync linus@acme.example');
  const needed = await sam.fills({});
  const before = await forced();
  const done = await sam.fills({ Ticket: 'T-77' });

  expect(asked).toContain('Read the mailbox of Linus Torvald now');
  expect(needed).toMatch(/Ticket\n +! This is needed/u);
  expect(before).toEqual([]);
  expect(done).toContain('Reading the mailbox of Linus Torvald now');
  expect(await forced()).toEqual(['T-77']);
});

test('whoever manages users needs none, and neither does support for their own mailbox', async () => {
  await using firm = await aFirm();
  const { ada, sam, forced } = firm;

  const done = await ada.types('sync linus@acme.example');
  const own = await sam.types('sync');

  expect(done).toContain('Reading the mailbox of Linus Torvald now');
  expect(own).toContain('No mailbox of Sam Support is read');
  expect(await forced()).toEqual([undefined]);
});
