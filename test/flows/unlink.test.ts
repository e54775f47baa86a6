import { expect, test } from 'vitest';
import { aMessageHead } from '../builders/mailboxes.ts';
import type { FrontName } from '../features/fronts/front.ts';
import { openFloor, type Floor } from '../features/floor.ts';

const HOME = 'linus@home.example';
const SECOND = 'linus.two@acme.example';

type Inboxes = Map<string, ReturnType<Floor['mailboxes']['addMailbox']>>;

function letterTo({ floor, inboxes }: { floor: Floor; inboxes: Inboxes }, owner: string, id: string): void {
  const inbox = inboxes.get(owner) ?? floor.mailboxes.addMailbox(owner);
  inboxes.set(owner, inbox);
  const from = [{ name: 'Nora Family', address: `nora-${id}@family.example` }];
  const to = [{ name: 'Linus Torvald', address: owner }];
  inbox.deliver(aMessageHead({ providerId: id, receivedAt: floor.clock.now(), direction: 'received', from, to }));
}

/** Linus with his work mailbox and a further one, with a letter each. */
async function aLinked(address: string, front: FrontName = 'console') {
  const floor = await openFloor(front, { seats: 5 });
  const inboxes: Inboxes = new Map();
  letterTo({ floor, inboxes }, 'linus@acme.example', 'work');
  letterTo({ floor, inboxes }, address, 'further');
  const ada = await floor.hires('ada', { role: 'admin' });
  await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
  await floor.works();
  const linus = await floor.joins('linus');
  const links = async () => {
    await ada.types(`link linus@acme.example ${address}`);
    await floor.works();
    if (address !== HOME) return;
    await linus.presses(/^Read what/u);
    await linus.fills({ 'I agree': true });
    await floor.works();
  };
  await links();
  return { floor, inboxes, ada, linus, links, [Symbol.asyncDispose]: () => floor[Symbol.asyncDispose]() };
}

async function messages({ inAccount }: Floor): Promise<number> {
  return (await inAccount(({ crm }) => crm.counts())).messages;
}

async function further({ inAccount }: Floor, address: string) {
  return (await inAccount(({ mailboxes }) => mailboxes.list())).filter((mailbox) => mailbox.address === address);
}

test('a personal mailbox is unlinked by its owner: it is not read, and what was read goes after the undo window', async () => {
  await using story = await aLinked(HOME);
  const { floor, linus } = story;
  expect(await messages(floor)).toBe(2);

  const form = await linus.types(`unlink ${HOME}`);
  const answer = await linus.fills({ 'I agree': true });
  letterTo(story, HOME, 'later');
  await floor.works();
  const within = await messages(floor);
  floor.clock.advance({ hours: 7 * 24 });
  await floor.works();

  expect(form).toMatch(
    /\(1 message\), with what nothing else tells of \(1 interaction, 1 connection, 1 person\), is deleted 7 days later/u,
  );
  expect(answer).toContain(`${HOME} is not read any more`);
  expect(within).toBe(2);
  expect(await messages(floor)).toBe(1);
  expect(await linus.types('status')).not.toContain(HOME);
});

test('a work mailbox is unlinked by an Admin: what was read stays, and its owner is told', async () => {
  await using story = await aLinked(SECOND);
  const { floor, ada, linus } = story;

  const form = await ada.types(`unlink ${SECOND}`);
  await ada.fills({ 'I agree': true });
  floor.clock.advance({ hours: 30 * 24 });
  await floor.works();

  expect(form).toContain('What was read from it (1 message) stays');
  expect(await messages(floor)).toBe(2);
  expect(await further(floor, SECOND)).toMatchObject([{ desired: 'disabled' }]);
  expect((await linus.sees()).join('\n')).toContain(`${SECOND} is not read any more`);
});

test('linked again within the undo window, nothing is lost and nothing is there twice', async () => {
  await using story = await aLinked(HOME);
  const { floor, linus, links } = story;
  await linus.types(`unlink ${HOME}`);
  await linus.fills({ 'I agree': true });
  letterTo(story, HOME, 'meanwhile');

  await links();
  floor.clock.advance({ hours: 8 * 24 });
  await floor.works();

  expect(await messages(floor)).toBe(3);
  expect(await further(floor, HOME)).toMatchObject([{ desired: 'enabled' }]);
});

test('linked again after it was deleted, it is read from the beginning', async () => {
  await using story = await aLinked(HOME);
  const { floor, linus, links } = story;
  await linus.types(`unlink ${HOME}`);
  await linus.fills({ 'I agree': true });
  floor.clock.advance({ hours: 8 * 24 });
  await floor.works();
  expect(await messages(floor)).toBe(1);

  await links();

  expect(await messages(floor)).toBe(2);
  expect(await further(floor, HOME)).toHaveLength(1);
});

test('what has grown since it was shown is shown again before anything is done', async () => {
  await using story = await aLinked(HOME, 'slack');
  const { floor, linus } = story;
  await linus.types(`unlink ${HOME}`);
  letterTo(story, HOME, 'one more');
  floor.clock.advance({ hours: 1 });
  await floor.works();

  const again = await linus.fills({ 'I agree': true });

  expect(again).toContain('has changed since this was shown');
  expect(await further(floor, HOME)).toMatchObject([{ desired: 'enabled' }]);
});

test('a legal hold keeps what unlinking would delete', async () => {
  await using story = await aLinked(HOME);
  const { floor, ada, linus } = story;
  await ada.types('hold linus@acme.example on Case 12');
  await linus.types(`unlink ${HOME}`);
  await linus.fills({ 'I agree': true });

  floor.clock.advance({ hours: 8 * 24 });
  await floor.works();
  const held = await messages(floor);
  await ada.types('hold linus@acme.example off');
  floor.clock.advance({ hours: 2 });
  await floor.works();

  expect(held).toBe(2);
  expect(await messages(floor)).toBe(1);
});

test('what cannot be unlinked is refused with its reason, and nobody learns of a mailbox that is not theirs', async () => {
  await using story = await aLinked(HOME);
  const { floor, ada, linus } = story;
  const max = await floor.hires('max');

  expect(await ada.types('unlink linus@acme.example')).toContain('comes with the seat of Linus Torvald');
  expect(await ada.types('unlink nobody@home.example')).toContain('No mailbox with this address is read');
  const theirs = await max.types(`unlink ${HOME}`);
  expect(theirs).toContain('You may do it for yourself only');
  expect((await max.types('unlink nobody@home.example')).replaceAll('nobody@home.example', HOME)).toBe(theirs);
  await linus.types(`unlink ${HOME}`);
  await linus.fills({ 'I agree': true });
  expect(await ada.types(`unlink ${HOME}`)).toContain('It is unlinked already');
  expect(await ada.types(`resume ${HOME}`)).toContain('Nothing');
});
