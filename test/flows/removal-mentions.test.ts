import { expect, test } from 'vitest';
import { aPendingNotice, aSealedView } from '../builders/chat.ts';
import { aRemovalOffice, scheduled, theRemoval, worksAtDeparture, worksAtRemoval } from './removal-office.ts';
import { viewText } from './world.ts';

test('somebody called like a word of ours is removed, and every message keeps its purpose and its words', async () => {
  const office = await aRemovalOffice();
  await office.inAccount(({ members }) =>
    members.replace(office.linus, { ...office.linus, fullName: 'Support', version: 2 }),
  );
  const address = { kind: 'channel', surface: 'chat', workspace: 'acme', channel: 'support' } as const;
  const recipient = { kind: 'channel', purpose: 'support', address } as const;
  const { accountId } = office.linus;
  const view = aSealedView({ title: 'Support looks at linus@acme.example' });
  const notice = aPendingNotice({ accountId, key: 'support:1', subject: 'support:1', recipient, view });
  await office.inAccount(({ notices }) => notices.add(notice));
  await scheduled(office, 'Support');

  office.clock.advance({ hours: 24 });
  await worksAtRemoval(office);
  await worksAtDeparture(office);
  await worksAtRemoval(office);

  expect((await theRemoval(office)).state).toBe('completed');
  const after = await office.inAccount(({ notices }) => notices.get(notice.id));
  expect(after).toMatchObject({ key: 'support:1', subject: 'support:1', recipient, state: 'pending' });
  expect(after === undefined ? '' : viewText(after.view)).toMatch(/Support looks at removed-/u);
  expect(await office.inAccount(({ members }) => members.get(office.sam.id))).toMatchObject({ grants: ['support'] });
});

test('somebody of whom much was written is taken out of it batch by batch, and all of it is counted', async () => {
  const office = await aRemovalOffice();
  const { accountId } = office.linus;
  await office.inAccount(async ({ notices }) => {
    for (let index = 0; index < 450; index += 1)
      await notices.add(
        aPendingNotice({ accountId, key: `about ${index}`, view: aSealedView({ title: 'Of Linus Torvald' }) }),
      );
  });
  await scheduled(office);
  office.clock.advance({ hours: 24 });
  await worksAtRemoval(office);
  await worksAtDeparture(office);
  let commits = 0;
  const { transaction } = office.deps;
  const counting: typeof transaction = {
    run: async (account, work) => {
      commits += 1;
      return await transaction.run(account, work);
    },
  };

  await worksAtRemoval({ ...office, deps: { ...office.deps, transaction: counting } });

  const request = await theRemoval(office);
  if (request.state !== 'completed') throw new Error(request.state);
  const erased = request.certificate.steps.find(({ step }) => step === 'mentions erased');
  expect(erased?.counts['messages']).toBeGreaterThanOrEqual(450);
  expect(commits).toBeGreaterThanOrEqual(5);
  const all = await office.inAccount(({ notices }) => notices.list(['pending', 'delivered']));
  expect(JSON.stringify(all.map(({ view }) => view))).not.toContain('Torvald');
});

test('a message to the same name in another workspace still goes there', async () => {
  const office = await aRemovalOffice();
  const { accountId } = office.linus;
  const address = { kind: 'user', surface: 'chat', workspace: 'other', user: 'linus' } as const;
  const notice = aPendingNotice({ accountId, key: 'other', recipient: { kind: 'address', address } });
  await office.inAccount(({ notices }) => notices.add(notice));
  await scheduled(office);

  office.clock.advance({ hours: 24 });
  await worksAtRemoval(office);
  await worksAtDeparture(office);
  await worksAtRemoval(office);

  expect(await office.inAccount(({ notices }) => notices.get(notice.id))).toEqual(notice);
});
