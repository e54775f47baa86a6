import { describe, expect, test } from 'vitest';
import { createDeliverNotice } from '../../../core/outbox/deliver-notice.ts';
import { err } from '../../../core/result.ts';
import { aView, setUpOutbox, type OutboxWorld } from './outbox-world.ts';

describe('a notice that belongs under another', () => {
  test('waits until the other has arrived, then goes below its message', async () => {
    const world = await setUpOutbox();
    const card = await world.tell(toUser(world));
    const below = await world.tell({ ...toUser(world), under: card.noticeId }, aView('Below'), 'below');

    const early = await deliver(world, below);
    await deliver(world, card);
    world.clock.advance({ minutes: 5 });
    await deliver(world, below);

    expect(early).toMatchObject({ kind: 'again', reason: 'unavailable' });
    expect(world.chat.posts.map(({ to }) => to)).toEqual([
      { kind: 'user', ...world.userOf('U1') },
      { kind: 'user', ...world.userOf('U1'), thread: 'message-1' },
    ]);
  });

  test('stands alone where the other could not be delivered', async () => {
    const world = await setUpOutbox();
    const card = await world.tell(toUser(world));
    world.chat.nextPost(refused);
    await deliver(world, card);

    await deliver(world, await world.tell({ ...toUser(world), under: card.noticeId }, aView('Below'), 'below'));

    expect(world.chat.posts.at(-1)).toMatchObject({ title: 'Below', to: { user: 'U1' } });
    expect(world.chat.posts.at(-1)?.to.thread).toBeUndefined();
  });
});

const refused = () => err({ kind: 'refused', reason: 'blocked' } as const);

function deliver(world: OutboxWorld, told: Parameters<ReturnType<typeof createDeliverNotice>>[0]) {
  return createDeliverNotice(world.deps)(told, new AbortController().signal);
}

function toUser(world: OutboxWorld) {
  return { kind: 'address', address: { kind: 'user', ...world.userOf('U1') } } as const;
}
