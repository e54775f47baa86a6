import { describe, expect, test } from 'vitest';
import { err } from '../../core/result.ts';
import { aWorld, viewText } from './world.ts';

const INVITE = '/seat invite linus@acme.example Linus Torvald privacy:subjects';

async function invited(options: Parameters<typeof aWorld>[0] = {}) {
  const world = await aWorld(options);
  const ada = await world.member('ada', 'Ada Lovelace', { role: 'admin' });
  await world.types('ada', INVITE);
  await world.checksSeats();
  const seatNow = async () => {
    const [seat] = await world.inAccount(({ seats }) => seats.list());
    if (seat === undefined) throw new Error('Nobody was invited');
    return seat;
  };
  return { ...world, ada, seatNow };
}

describe('an invitation that leads to nothing', () => {
  test('ends after 30 days in which nobody agreed to the price, and the inviter is told', async () => {
    const world = await invited();
    world.clock.advance({ hours: 24 * 30 });

    await world.voids((await world.seatNow()).id);

    expect((await world.seatNow()).state).toBe('expired');
    expect(viewText((await world.lastNotice(world.ada, 'ada')).view)).toContain(
      'The invitation of Linus Torvald has ended',
    );
    expect(await world.inAccount(({ charges }) => charges.list())).toEqual([]);
  });

  test('stays a day before that, and is looked at again when it is due', async () => {
    const world = await invited();
    world.clock.advance({ hours: 24 * 29 });

    const outcome = await world.voids((await world.seatNow()).id);

    expect((await world.seatNow()).state).toBe('awaiting-acknowledgement');
    expect(outcome.kind).toBe('again');
  });

  test('ends as well where the mail system never answered', async () => {
    const world = await invited({ look: () => err({ kind: 'unavailable', cause: 'away' }) });
    world.clock.advance({ hours: 24 * 30 });

    await world.voids((await world.seatNow()).id);

    expect((await world.seatNow()).state).toBe('expired');
  });

  test('can be made anew', async () => {
    const world = await invited();
    world.clock.advance({ hours: 24 * 30 });
    await world.voids((await world.seatNow()).id);

    await world.types('ada', INVITE);

    const states = await world.inAccount(async ({ seats }) => (await seats.list()).map(({ state }) => state));
    expect(states.toSorted()).toEqual(['checking', 'expired']);
  });

  test('is put to its end by the invitation itself', async () => {
    const world = await invited();
    const { id, accountId } = await world.seatNow();

    const waiting = world.database.workOf(accountId).map(({ key }) => key);

    expect(waiting).toContain(`seat.void:${id}`);
  });
});
