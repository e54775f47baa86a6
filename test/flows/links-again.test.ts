import { expect, test } from 'vitest';
import { openFloor } from '../features/floor.ts';

/** Linus had a personal mailbox, left, its data was deleted, and he is back. */
async function backAgain() {
  const floor = await openFloor('console', { seats: 5 });
  floor.mailboxes.addMailbox('linus@home.example');
  const ada = await floor.hires('ada', { role: 'admin' });
  await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
  await floor.works();
  const linus = await floor.joins('linus');
  const links = async () => {
    const answer = await ada.types('link linus@acme.example linus@home.example');
    await floor.works();
    return answer;
  };
  await links();
  await linus.presses(/^Read what linus@home/u);
  await linus.fills({ 'I agree': true });
  await floor.works();
  const before = await floor.inAccount(({ mailboxes }) => mailboxes.ofMember(linus.member.id));
  await ada.types('deactivate linus@acme.example');
  await ada.presses(/^Deactivate Linus/u);
  await ada.fills({ 'I agree': true });
  floor.clock.advance({ hours: 24 * 8 });
  await floor.works();
  await ada.types('reactivate linus@acme.example');
  await floor.works();
  await floor.works();
  const now = () => floor.inAccount(({ mailboxes }) => mailboxes.ofMember(linus.member.id));
  return { floor, ada, linus, links, before, now };
}

test('a personal mailbox whose data was deleted can be linked again, and is the same mailbox read anew', async () => {
  const { floor, linus, links, before, now } = await backAgain();
  await using _ = floor;
  const between = await now();

  const answer = await links();
  await linus.presses(/^Read what linus@home/u);
  await linus.fills({ 'I agree': true });
  await floor.works();

  expect(between.find(({ class: kind }) => kind === 'personal')).toMatchObject({
    desired: 'disabled',
    cursor: undefined,
  });
  expect(answer).toContain('Looking at linus@home.example');
  const after = await now();
  expect(after.map(({ id }) => id).toSorted()).toEqual(before.map(({ id }) => id).toSorted());
  expect(after.find(({ class: kind }) => kind === 'personal')).toMatchObject({
    desired: 'enabled',
    cursor: expect.any(String),
  });
});

test('a mailbox that is disabled with its data kept is not said to be read', async () => {
  const { floor, links, now } = await backAgain();
  await using _ = floor;
  await floor.inAccount(async ({ mailboxes }) => {
    const home = (await mailboxes.list()).find(({ class: kind }) => kind === 'personal');
    if (home === undefined) throw new Error('There is no personal mailbox');
    await mailboxes.replace(home, { ...home, cursor: 'page 2', version: home.version + 1 });
  });

  const answer = await links();

  expect(answer).toContain('is disabled');
  expect(answer).not.toContain('read already');
  expect(await now()).toHaveLength(2);
});
