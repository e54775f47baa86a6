import { expect, test } from 'vitest';
import { createDeliverNotice } from '../../../core/outbox/deliver-notice.ts';
import type { Member } from '../../../core/people/member.ts';
import type { Recipient } from '../../../core/outbox/notice.ts';
import { aView, setUpOutbox, type OutboxWorld } from './outbox-world.ts';

test('whoever has left is told nothing of the company’s business any more, in no chat and not by e-mail', async () => {
  const world = await setUpOutbox();
  await world.link('U1');
  await leaves(world);

  await tells(world, 'request-outcome:1', { kind: 'member', memberId: world.ada.id });
  await tells(world, 'request:1', { kind: 'address', address: { kind: 'user', ...world.userOf('U1') } });

  expect([...world.chat.posts, ...world.mail.posts]).toEqual([]);
  expect(world.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  expect(await world.database.transaction.run(world.accountId, ({ notices }) => notices.list(['pending']))).toEqual([]);
});

test('whoever has left is told how, and is answered when they ask', async () => {
  const world = await setUpOutbox();
  await world.link('U1');
  await leaves(world);

  await tells(world, 'departure-undoable:1', { kind: 'member', memberId: world.ada.id });
  await tells(world, 'answer:1', { kind: 'address', address: { kind: 'user', ...world.userOf('U1') } });

  expect(world.chat.posts.map(({ key }) => key)).toEqual(['departure-undoable:1', 'answer:1']);
});

test('what was still to be told to somebody who was removed is dropped, and nobody is alarmed by it', async () => {
  const world = await setUpOutbox();
  await leaves(world, 'removed');

  await tells(world, 'departure-undoable:1', { kind: 'member', memberId: world.ada.id });

  expect([...world.chat.posts, ...world.mail.posts]).toEqual([]);
  expect(world.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  expect(await world.database.transaction.run(world.accountId, ({ notices }) => notices.list(['pending']))).toEqual([]);
});

async function leaves({ database, accountId, ada }: OutboxWorld, standing: Member['standing'] = 'deactivated') {
  await database.transaction.run(accountId, ({ members }) => members.replace(ada, { ...ada, standing, version: 2 }));
}

async function tells(world: OutboxWorld, about: string, recipient: Recipient): Promise<void> {
  const told = await world.tell(recipient, aView('News'), about, about);
  await createDeliverNotice(world.deps)(told, new AbortController().signal);
}
