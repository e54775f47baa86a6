import { expect, test } from 'vitest';
import { openFloor } from '../features/floor.ts';

test('a personal mailbox whose owner has left meanwhile is not read, whoever agrees late', async () => {
  await using floor = await openFloor('console', { seats: 5 });
  floor.mailboxes.addMailbox('linus@home.example');
  const ada = await floor.hires('ada', { role: 'admin' });
  await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
  await floor.works();
  const linus = await floor.joins('linus');
  await ada.types('link linus@acme.example linus@home.example');
  await floor.works();
  await linus.presses(/^Read what linus@home/u);
  await floor.inAccount(async ({ seats }) => {
    const seat = await seats.ofMember(linus.member.id);
    if (seat === undefined) throw new Error('There is no seat');
    await seats.replace(seat, { ...seat, version: seat.version + 1, state: 'deactivated', at: floor.clock.now() });
  });

  const late = await linus.fills({ 'I agree': true });

  expect(late).toContain('has ended otherwise');
  expect(await floor.inAccount(({ mailboxes }) => mailboxes.ofMember(linus.member.id))).toHaveLength(1);
});

test('a personal mailbox that its owner asked for is not read once mailboxes are kept from members', async () => {
  await using floor = await openFloor('console', { seats: 5 });
  floor.mailboxes.addMailbox('linus@home.example');
  const ada = await floor.hires('ada', { role: 'admin' });
  await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
  await floor.works();
  const linus = await floor.joins('linus');
  await linus.types('link linus@acme.example linus@home.example');
  await floor.works();
  await linus.presses(/^Read what linus@home/u);
  await ada.types('settings set mailboxes admins');
  await ada.presses(/^Keep it/u);

  const late = await linus.fills({ 'I agree': true });

  expect(late).toContain('An Admin has set this for members');
  expect(await floor.inAccount(({ mailboxes }) => mailboxes.ofMember(linus.member.id))).toHaveLength(1);
});

test('an owner who does not answer within 14 days has not agreed, and whoever asked is told', async () => {
  await using floor = await openFloor('console', { seats: 5 });
  floor.mailboxes.addMailbox('linus@home.example');
  const ada = await floor.hires('ada', { role: 'admin' });
  await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
  await floor.works();
  await ada.types('link linus@acme.example linus@home.example');
  await floor.works();

  floor.clock.advance({ hours: 14 * 24 });
  await floor.works();

  expect((await ada.sees()).join('')).toContain('linus@home.example is not read');
  expect(await floor.inAccount(({ mailboxes }) => mailboxes.list())).toHaveLength(1);
});

test.each([
  ['link linus@acme.example grace@acme.example', 'the address of Grace Hopper'],
  ['link linus@acme.example linus@acme.example', 'read already'],
  ['link linus@acme.example other@acme.example mail-system:exchange', 'Exchange on-premises is not supported'],
  ['link linus@acme.example other@acme.example mail-system:microsoft', 'setup microsoft'],
  ['link grace@acme.example other@acme.example', 'has no active seat'],
  ['link nobody@acme.example other@acme.example', 'Nobody here is called'],
])('%s is refused with its reason', async (typed, reason) => {
  await using floor = await openFloor('console', { seats: 5 });
  const ada = await floor.hires('ada', { role: 'admin' });
  await floor.hires('grace');
  await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
  await floor.works();

  expect(await ada.types(typed)).toContain(reason);
});
