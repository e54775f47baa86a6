import { expect, test } from 'vitest';
import { viewOf } from './list-office.ts';
import { anOffice, lastCard, type Office } from './office.ts';
import { viewText } from './world.ts';

const TITLE = 'Nobody can decide on request 1 any more: 5 Sync Only seats';

async function buys(office: Office): Promise<void> {
  await office.submits('ada', await office.types('ada', 'buy 5'), { agreed: true });
}

async function deactivates(office: Office, name: string, address: string): Promise<void> {
  const card = await office.types('ada', `deactivate ${address}`);
  await office.submits('ada', await office.presses('ada', viewOf(card), `Deactivate ${name}`), { agreed: true });
}

async function stuck({ inAccount }: Office): Promise<readonly string[]> {
  const all = await inAccount(({ notices }) => notices.list(['pending']));
  return all.filter(({ subject }) => subject.startsWith('request-stuck:')).map(({ view }) => viewText(view));
}

test('a request whose last approver has left says so to whoever asked, with the way out', async () => {
  const office = await anOffice();
  await buys(office);

  await deactivates(office, 'Grace Hopper', 'grace@acme.example');
  const oneIsLeft = await stuck(office);
  await deactivates(office, 'Barbara Liskov', 'barbara@acme.example');

  expect(oneIsLeft).toEqual([]);
  const [said = '', ...others] = await stuck(office);
  expect(others).toEqual([]);
  expect(said).toContain(TITLE);
  expect(said).toContain('You can cancel it and ask again at once');
});

test('so does one that needs two of those who approve, when one of them may not any more', async () => {
  const office = await anOffice();
  await office.types('ada', 'policy rule 2 of approvers');
  await buys(office);
  await office.presses('barbara', await lastCard(office, 'barbara'), /^Approve EUR/u);

  await office.types('ada', 'approvers remove grace@acme.example');

  expect((await stuck(office)).join('')).toContain(TITLE);
});

test('a request that is opened while its only approver loses the right is put to somebody else, or says so', async () => {
  const office = await anOffice();
  await office.member('hedy', 'Hedy Lamarr', { role: 'admin' });
  await office.types('hedy', 'approvers remove barbara@acme.example');
  const form = await office.types('ada', 'buy 5');
  const last = await office.types('hedy', 'approvers remove grace@acme.example');

  await Promise.all([office.submits('ada', form, { agreed: true }), office.submits('hedy', last, { agreed: true })]);

  const [request] = await office.inAccount(({ requests }) => requests.list());
  const isHedys = request?.policy.steps.some(({ because }) => because.startsWith('no other approver is set')) === true;
  expect(isHedys || (await stuck(office)).length === 1).toBe(true);
});
