import { describe, expect, test } from 'vitest';
import { aMessageHead } from '../builders/mailboxes.ts';
import { NOW } from '../builders/ids.ts';
import { openFloor, type Floor } from '../features/floor.ts';

const MARGOT = 'margot@adler-shipping.example';

/** Linus has a seat and was read once; Ada manages users. */
async function aReader() {
  const floor = await openFloor('console', { seats: 5 });
  const inbox = floor.mailboxes.addMailbox('linus@acme.example');
  const letter = (id: string) => {
    const from = [{ name: 'Margot Adler', address: MARGOT }];
    const to = [{ name: 'Linus Torvald', address: 'linus@acme.example' }];
    inbox.deliver(aMessageHead({ providerId: id, receivedAt: floor.clock.now(), direction: 'received', from, to }));
  };
  letter('before');
  const ada = await floor.hires('ada', { role: 'admin' });
  await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
  await floor.works();
  const linus = await floor.joins('linus');
  return { floor, ada, linus, letter, [Symbol.asyncDispose]: () => floor[Symbol.asyncDispose]() };
}

async function cycle(floor: Floor, hours = 1): Promise<void> {
  floor.clock.advance({ hours });
  await floor.works();
}

async function messages({ inAccount }: Floor): Promise<number> {
  return (await inAccount(({ crm }) => crm.counts())).messages;
}

describe('a mailbox that its owner paused', () => {
  test('is not read; resumed, it goes on where it was, with no gap and nothing twice', async () => {
    await using story = await aReader();
    const { floor, linus, letter } = story;
    expect(await messages(floor)).toBe(1);

    const paused = await linus.types('pause');
    letter('meanwhile');
    await cycle(floor);
    await cycle(floor);
    const between = await messages(floor);
    const resumed = await linus.types('resume');
    letter('after');
    await floor.works();

    expect(paused).toContain('The mailbox of Linus Torvald is paused');
    expect(between).toBe(1);
    expect(resumed).toContain('is read again');
    expect(await messages(floor)).toBe(3);
  });

  test('cannot be resumed by an Admin, who is told why', async () => {
    await using story = await aReader();
    const { floor, ada, linus, letter } = story;
    await linus.types('pause');

    const answer = await ada.types('resume linus@acme.example');
    letter('meanwhile');
    await cycle(floor);

    expect(answer).toContain('No mailbox of Linus Torvald is read again yet');
    expect(answer).toContain('paused by its owner, who alone can resume it');
    expect(await messages(floor)).toBe(1);
  });

  test('is nowhere called overdue, and status, list and who say that it is paused', async () => {
    await using story = await aReader();
    const { floor, ada, linus } = story;
    await linus.types('pause until:2026-12-31');

    await cycle(floor, 24 * 3);

    expect(await ada.types('status linus@acme.example')).toMatch(
      /is paused[\s\S]*Its owner paused it[\s\S]*30 Dec 2026, 23:00 UTC/u,
    );
    expect(await ada.types('list')).toContain('active, reading paused');
    expect(await ada.types(`who ${MARGOT}`)).toMatch(/mail of Linus Torvald.* is not read since/u);
    expect(await ada.types('why sync linus@acme.example')).toContain('paused by its owner');
    expect((await ada.sees()).join('\n')).not.toMatch(/overdue/iu);
  });
});

describe('a pause with a day', () => {
  test('ends by itself on that day, and its owner and whoever paused it are told', async () => {
    await using story = await aReader();
    const { floor, ada, linus, letter } = story;
    await ada.types('pause linus@acme.example until:2026-03-20');
    letter('meanwhile');
    await floor.works();
    expect((await linus.sees()).join('\n')).toContain('linus@acme.example is not read for the time being');

    const days = NOW.until(Temporal.Instant.from('2026-03-20T00:00:00Z')).total('hours');
    await cycle(floor, Math.ceil(days) + 24);

    expect(await messages(floor)).toBe(2);
    expect((await linus.sees()).join('\n')).toContain('linus@acme.example is read again');
    expect((await ada.sees()).join('\n')).toContain('A mailbox of Linus Torvald is read again');
  });

  test('that has begun already pauses nothing', async () => {
    await using story = await aReader();
    const { floor, linus } = story;

    expect(await linus.types('pause until:2026-01-01')).toContain('That day has begun already');
    const [mailbox] = await floor.inAccount(({ mailboxes }) => mailboxes.list());
    expect(mailbox?.desired).toBe('enabled');
  });

  test('ends the pause of its side alone: an objection has no end', async () => {
    await using story = await aReader();
    const { floor, ada, linus, letter } = story;
    await ada.types('pause linus@acme.example until:2026-03-20');
    await linus.types('pause');
    letter('meanwhile');

    await cycle(floor, 24 * 30);

    expect(await messages(floor)).toBe(1);
    expect(await ada.types('status linus@acme.example')).toContain('Its owner paused it.');
    await linus.types('resume');
    await floor.works();
    expect(await messages(floor)).toBe(2);
  });
});

test('what an Admin paused its owner cannot resume, and an Admin can', async () => {
  await using story = await aReader();
  const { floor, ada, linus } = story;
  await ada.types('pause linus@acme.example');

  const answer = await linus.types('resume');
  const [still] = await floor.inAccount(({ mailboxes }) => mailboxes.list());
  await ada.types('resume linus@acme.example');
  const [mailbox] = await floor.inAccount(({ mailboxes }) => mailboxes.list());

  expect(answer).toContain('paused by an Admin');
  expect(still?.desired).toBe('paused');
  expect(mailbox).toMatchObject({ desired: 'enabled', pauses: [] });
});

test('nobody pauses a colleague’s mailbox without managing users, however they name it', async () => {
  await using story = await aReader();
  const { floor, ada } = story;
  const max = await floor.hires('max');

  expect(await max.types('pause linus@acme.example')).toContain('You may do it for yourself only');
  expect(await max.types('resume Linus Torvald')).toContain('You may do it for yourself only');
  expect(await ada.types('pause max@acme.example')).toContain('there is nothing to pause');
});

test('a further mailbox is paused alone by its own address', async () => {
  await using story = await aReader();
  const { floor, ada, linus } = story;
  floor.mailboxes.addMailbox('linus@home.example');
  await ada.types('link linus@acme.example linus@home.example');
  await floor.works();
  await linus.presses(/^Read what/u);
  await linus.fills({ 'I agree': true });
  await floor.works();

  await linus.types('pause linus@home.example');

  const all = await floor.inAccount(({ mailboxes }) => mailboxes.ofMember(linus.member.id));
  expect(all.map(({ address, desired }) => [address, desired])).toEqual([
    ['linus@acme.example', 'enabled'],
    ['linus@home.example', 'paused'],
  ]);
  expect(await ada.types('list')).not.toContain('reading paused');
});

test('a pause that ended while its owner was deactivated does not outlive their coming back', async () => {
  await using story = await aReader();
  const { floor, ada, linus } = story;
  await linus.types('pause until:2026-03-20');
  await ada.types('deactivate linus@acme.example');
  await ada.presses(/^Deactivate Linus/u);
  await ada.fills({ 'I agree': true });
  await cycle(floor, 24 * 30);
  expect((await floor.inAccount(({ mailboxes }) => mailboxes.list()))[0]?.desired).toBe('disabled');

  await ada.types('reactivate linus@acme.example');
  await floor.works();

  expect((await floor.inAccount(({ mailboxes }) => mailboxes.list()))[0]).toMatchObject({
    desired: 'enabled',
    pauses: [],
  });
});

test('what a decommissioning that was abandoned has stopped is read again by resume, not before', async () => {
  await using story = await aReader();
  const { floor, ada, letter } = story;
  await ada.types('decommission linus@acme.example');
  await ada.presses(/^Disable synchronization/u);
  const refused = await ada.types('resume linus@acme.example');
  await ada.types('decommission linus@acme.example');
  await ada.presses(/^Abandon/u);
  await ada.fills({ Reason: 'Stays after all' });
  letter('meanwhile');

  const resumed = await ada.types('resume linus@acme.example');
  await floor.works();

  expect(refused).toContain('is being decommissioned');
  expect(resumed).toContain('is read again');
  expect(await messages(floor)).toBe(2);
});

test('a mailbox that both have paused is read only when both have resumed it', async () => {
  await using story = await aReader();
  const { floor, ada, linus } = story;
  await linus.types('pause');
  await ada.types('pause linus@acme.example');
  const wish = async () => (await floor.inAccount(({ mailboxes }) => mailboxes.list()))[0];

  expect(await ada.types('resume linus@acme.example')).toContain('paused by its owner');
  expect(await wish()).toMatchObject({ desired: 'paused', pauses: [{ side: 'owner' }] });
  await linus.types('resume');

  expect(await wish()).toMatchObject({ desired: 'enabled', pauses: [] });
});
