import { expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { lookedAt, viewOf } from './list-office.ts';
import { anOffice, charged, lastCard, theRequest } from './office.ts';

const PEOPLE = ['Full name;E-mail', 'Mary Jackson;mary@acme.example', 'Alan Kay;alan@acme.example'].join('\n');

test('one of a list who is asked for alone is priced alone, and what is approved is charged for them', async () => {
  const office = await anOffice();
  await lookedAt(office, PEOPLE);

  const known = await office.types('ada', 'invite mary@acme.example Mary Jackson privacy:participants');
  const form = await office.presses('ada', viewOf(known), /^Review/u);
  await office.submits('ada', form, { agreed: true });
  const request = await theRequest(office);
  const approved = await office.presses('grace', await lastCard(office, 'grace'), /^Approve EUR/u);

  expect(replyText(form)).toContain('EUR 49.00 × 1 × 19 / 31 days');
  expect(request.subject).toMatchObject({ kind: 'invite', fullName: 'Mary Jackson' });
  expect(replyText(approved)).toContain('is approved');
  expect(await charged(office)).toEqual(['accrued 4 EUR 120.13', 'waiting 1']);
});
