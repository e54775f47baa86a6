import { expect, test } from 'vitest';
import { approved, lookedAt, titlesFor } from './list-office.ts';
import { anOffice, seatStates, theRequest } from './office.ts';
import { viewText } from './world.ts';

const MIXED = [
  'Full name,E-mail,Seat type',
  'Mary Jackson,mary@acme.example,Full Access',
  'Linus Torvald,linus@acme.example,sync only',
  'Katherine Johnson,katherine@acme.example,full',
].join('\n');

test('a list with a seat type that has no price is priced for the others, and says who of it ends', async () => {
  const office = await anOffice();
  await office.setsTerms({ prices: { 'sync-only': { month: 4900n } } });

  await lookedAt(office, MIXED);
  const price = viewText((await office.lastNotice(office.ada, 'ada')).view);
  const told = await titlesFor(office);
  await approved(office);

  expect(price).toContain('No free seats for 1 person of your list');
  expect(told).toContain('No free seats for 2 people of your list, and no price is set for their seat type');
  expect((await theRequest(office)).subject).toMatchObject({ people: [{ fullName: 'Linus Torvald' }] });
  expect(await seatStates(office)).toEqual(['cancelled', 'provisioning', 'cancelled']);
});

test('a list of which no seat type has a price ends, and nobody is asked for anything', async () => {
  const office = await anOffice();
  await office.setsTerms({ prices: {} });

  await lookedAt(office, MIXED);

  expect(await titlesFor(office)).toContain(
    'No free seats for 3 people of your list, and no price is set for their seat type',
  );
  expect(await seatStates(office)).toEqual(['cancelled', 'cancelled', 'cancelled']);
});
