import { describe, expect, test } from 'vitest';
import { createDeliverNotice } from '../../../core/outbox/deliver-notice.ts';
import { repaint } from '../../../core/outbox/tell.ts';
import { err, ok } from '../../../core/result.ts';
import { aProfile, aView, CHAT, setUpOutbox, type OutboxWorld } from './outbox-world.ts';

const LIVE = new AbortController().signal;
const SECOND = { surface: 'chat', workspace: 'W1', reference: 'found' };

describe('delivering a notice', () => {
  test('the row says sending before the platform is called, and delivered after it', async () => {
    const world = await setUpOutbox();
    const told = await world.tell(toUser(world));
    const seen: (string | undefined)[] = [];
    world.chat.nextPost(async () => {
      seen.push((await world.notice(told.noticeId))?.state);
      return ok(SECOND);
    });

    const outcome = await deliver(world, told);

    expect(seen).toEqual(['sending']);
    expect(outcome).toEqual({ kind: 'done' });
    expect(await world.notice(told.noticeId)).toMatchObject({ state: 'delivered', message: SECOND, shown: 1 });
  });

  test('delivering it again sends nothing', async () => {
    const world = await setUpOutbox();
    const told = await world.tell(toUser(world));
    await deliver(world, told);

    await deliver(world, told);

    expect(world.chat.posts).toHaveLength(1);
    expect(world.chat.updates).toEqual([]);
  });

  test('a repaint that is asked for while the message is on its way is painted over it', async () => {
    const world = await setUpOutbox();
    const told = await world.tell(toUser(world));
    world.chat.nextPost(async () => {
      await paint(world, 'Second');
      return ok(SECOND);
    });

    await deliver(world, told);

    expect(world.chat.updates).toEqual([{ reference: 'found', title: 'Second' }]);
    expect(await world.notice(told.noticeId)).toMatchObject({ wanted: 2, shown: 2 });
  });

  test('an old view that was painted late is painted over again', async () => {
    const world = await setUpOutbox();
    const told = await world.tell(toUser(world));
    await deliver(world, told);
    await paint(world, 'Second');
    world.chat.nextUpdate(async () => {
      await paint(world, 'Third');
      await deliver(world, told);
      return ok(SECOND);
    });

    await deliver(world, told);

    expect(world.chat.updates.map(({ title }) => title)).toEqual(['Second', 'Third', 'Third']);
    expect(await world.notice(told.noticeId)).toMatchObject({ wanted: 3, shown: 3 });
  });

  test('throttling postpones it by what the platform asked for and counts no attempt', async () => {
    const world = await setUpOutbox();
    const told = await world.tell(toUser(world));
    world.chat.nextPost(() => err({ kind: 'throttled', retryAfterMs: 7000 }));

    const outcome = await deliver(world, told);

    const dueAt = world.clock.now().add({ seconds: 7 });
    expect(outcome).toEqual({ kind: 'again', dueAt, countsAsAttempt: false, reason: 'throttled' });
    expect(await world.notice(told.noticeId)).toMatchObject({ state: 'pending', attempts: 0 });
  });

  test('a platform that is down is given longer and longer, and the notice is never given up', async () => {
    const world = await setUpOutbox();
    const told = await world.tell(toUser(world));
    const waits: number[] = [];

    for (let round = 0; round < 12; round += 1) {
      world.chat.nextPost(() => err({ kind: 'unavailable', cause: 'refused connection' }));
      const outcome = await deliver(world, told);
      if (outcome.kind !== 'again') throw new Error(`It ended as ${outcome.kind}`);
      waits.push(world.clock.now().until(outcome.dueAt).total('seconds'));
      world.clock.advance({ hours: 2 });
    }
    await deliver(world, told);

    expect(waits.slice(0, 4)).toEqual([5, 10, 20, 40]);
    expect(waits.at(-1)).toBe(3600);
    expect(await world.notice(told.noticeId)).toMatchObject({ state: 'delivered' });
  });

  test('it is not sent before its time', async () => {
    const world = await setUpOutbox();
    const told = await world.tell(toUser(world));
    world.chat.nextPost(() => err({ kind: 'throttled', retryAfterMs: 60_000 }));
    await deliver(world, told);

    const early = await deliver(world, told);

    expect(early).toMatchObject({ kind: 'again' });
    expect(world.chat.posts).toHaveLength(1);
  });
});

describe('a message whose result was lost', () => {
  test('is not looked for before it had time to arrive', async () => {
    const world = await setUpOutbox();
    const told = await ambiguous(world);

    const outcome = await deliver(world, told);

    expect(outcome).toMatchObject({ kind: 'again', reason: 'settling' });
    expect(world.chat.looks).toEqual([]);
  });

  test('is delivered when the platform shows it, and not sent again', async () => {
    const world = await setUpOutbox();
    const told = await ambiguous(world);
    world.clock.advance({ minutes: 1 });
    world.chat.nextFind(ok({ kind: 'found', message: SECOND }));

    const outcome = await deliver(world, told);

    expect(outcome).toEqual({ kind: 'done' });
    expect(world.chat.posts).toHaveLength(1);
    expect(await world.notice(told.noticeId)).toMatchObject({ state: 'delivered', message: SECOND, shown: 1 });
  });

  test('is sent again when the platform is sure that it is absent', async () => {
    const world = await setUpOutbox();
    const told = await ambiguous(world);
    world.clock.advance({ minutes: 1 });
    world.chat.nextFind(ok({ kind: 'absent' }));

    await deliver(world, told);

    expect(world.chat.posts).toHaveLength(2);
  });

  test('stays unknown for good when the platform cannot tell, and raises an alert', async () => {
    const world = await setUpOutbox();
    const told = await ambiguous(world);

    for (let round = 0; round < 6; round += 1) {
      world.clock.advance({ minutes: 5 });
      world.chat.nextFind(ok({ kind: 'unknowable', reason: 'no history' }));
      await deliver(world, told);
    }

    expect(world.chat.posts).toHaveLength(1);
    expect(world.chat.looks).toHaveLength(3);
    expect(await world.notice(told.noticeId)).toMatchObject({ state: 'unknown', looks: 3 });
    expect(world.log.lines).toContainEqual(expect.objectContaining({ level: 'error', event: 'Notice stays unknown' }));
  });

  test('is looked for after a crash in the middle of sending', async () => {
    const world = await setUpOutbox();
    const told = await world.tell(toUser(world));
    world.chat.nextPost(() => Promise.reject(new Error('the process died here')));
    await expect(deliver(world, told)).rejects.toThrow('died');

    const next = await deliver(world, told);

    expect(next).toMatchObject({ kind: 'again', reason: 'settling' });
    expect(world.chat.posts).toHaveLength(1);
  });
});

describe('the way to a member', () => {
  test('is the chat where they were seen last', async () => {
    const world = await setUpOutbox();
    await world.link('U1');
    world.clock.advance({ minutes: 1 });
    await world.link('U2');

    await deliver(world, await world.tell(toAda(world)));

    expect(world.chat.posts.map(({ to }) => to)).toEqual([{ kind: 'user', ...world.userOf('U2') }]);
  });

  test('goes on to their other chat and to e-mail when a chat refuses', async () => {
    const world = await setUpOutbox();
    await world.link('U1');
    world.clock.advance({ minutes: 1 });
    await world.link('U2');
    world.chat.nextPost(refused, refused);
    const told = await world.tell(toAda(world));

    await deliver(world, told);

    expect(world.chat.posts.map(({ to }) => to.kind === 'user' && to.user)).toEqual(['U2', 'U1']);
    expect(world.mail.posts).toMatchObject([{ to: { user: 'ada@acme.example' } }]);
    expect(await world.notice(told.noticeId)).toMatchObject({ state: 'delivered' });
  });

  test('ends as undeliverable with an alert when every way refuses', async () => {
    const world = await setUpOutbox();
    world.mail.nextPost(refused);
    const told = await world.tell(toAda(world));

    const outcome = await deliver(world, told);

    expect(outcome).toEqual({ kind: 'done' });
    expect(await world.notice(told.noticeId)).toMatchObject({ state: 'undeliverable' });
    expect(world.log.lines).toContainEqual(
      expect.objectContaining({ level: 'error', event: 'Notice is undeliverable' }),
    );
  });

  test('is looked for in the workspaces of the account, linked and recorded', async () => {
    const world = await setUpOutbox();
    world.profiles.push(aProfile(world.userOf('U9')));

    await deliver(world, await world.tell(toAda(world)));

    expect(world.chat.posts).toMatchObject([{ to: { user: 'U9' } }]);
    expect(world.audited).toMatchObject([{ kind: 'identity.linked', subject: { id: world.ada.id } }]);
  });

  test.each(['guest', 'external', 'bot', 'deactivated'] as const)('never leads to a %s', async (standing) => {
    const world = await setUpOutbox();
    world.profiles.push(aProfile(world.userOf('U9'), { standing }));

    await deliver(world, await world.tell(toAda(world)));

    expect(world.chat.posts).toEqual([]);
    expect(world.mail.posts).toHaveLength(1);
  });

  test('waits for a surface that is not set up instead of giving the notice up', async () => {
    const world = await setUpOutbox();
    world.gateways.delete(CHAT);
    const told = await world.tell(toUser(world));

    const outcome = await deliver(world, told);

    expect(outcome).toMatchObject({ kind: 'again', countsAsAttempt: false });
    expect(await world.notice(told.noticeId)).toMatchObject({ state: 'pending' });
  });
});

const refused = () => err({ kind: 'refused', reason: 'blocked' } as const);

function deliver(world: OutboxWorld, told: Parameters<ReturnType<typeof createDeliverNotice>>[0]) {
  return createDeliverNotice(world.deps)(told, LIVE);
}

function toUser(world: OutboxWorld) {
  return { kind: 'address', address: { kind: 'user', ...world.userOf('U1') } } as const;
}

function toAda(world: OutboxWorld) {
  return { kind: 'member', memberId: world.ada.id } as const;
}

function paint(world: OutboxWorld, title: string): Promise<void> {
  return world.database.transaction.run(world.accountId, (stores) =>
    repaint(world.deps, stores, world.accountId, { subject: 'subject', view: aView(title) }),
  );
}

async function ambiguous(world: OutboxWorld) {
  const told = await world.tell(toUser(world));
  world.chat.nextPost(() => err({ kind: 'ambiguous', cause: 'timed out' }));
  await deliver(world, told);
  return told;
}
