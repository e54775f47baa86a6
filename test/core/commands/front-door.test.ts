import { describe, expect, test } from 'vitest';
import type { SealedReply } from '../../../core/commands/reply.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { anAccount } from '../../builders/account.ts';
import { aPlatformUser } from '../../builders/people.ts';
import { replyText } from './reply-text.ts';
import { aFrontDoor, OPERATOR } from './front-door-world.ts';

const HELP = { kind: 'typed', text: '/seat help' } as const;
const press = (action: string, answers = {}) => ({ kind: 'press', action, answers }) as const;
const titleOf = (reply: SealedReply | undefined) =>
  reply !== undefined && 'view' in reply ? reply.view.title : undefined;

describe('a delivery', () => {
  test('is accepted once, however often and however much at once it comes', async () => {
    const { door, write } = await aFrontDoor();
    const inbound = write();

    const kinds = (await Promise.all([1, 2, 3, 4, 5].map(() => door.accept(inbound)))).map(({ kind }) => kind);

    expect(kinds.toSorted()).toEqual(['accepted', 'repeated', 'repeated', 'repeated', 'repeated']);
  });

  test('that is repeated gets the stored answer, with the same buttons, and none before there is one', async () => {
    const { door, write } = await aFrontDoor();
    const inbound = write();
    const accepted = await door.accept(inbound);
    if (accepted.kind !== 'accepted') throw new Error(accepted.kind);

    const early = await door.accept(inbound);
    const answer = await door.handle(accepted);
    const late = await door.accept(inbound);

    expect(early).toEqual({ kind: 'repeated', reply: undefined });
    expect(late).toEqual({ kind: 'repeated', reply: answer });
  });

  test('with the same key from another workspace is another delivery', async () => {
    const { door, database, write, ada } = await aFrontDoor();
    await database.registry.bindWorkspace({ surface: 'chat', workspace: 'acme-two', accountId: ada.accountId });
    const inbound = write();

    await door.accept(inbound);
    const other = await door.accept({ ...inbound, from: { ...inbound.from, workspace: 'acme-two' } });

    expect(other.kind).toBe('accepted');
  });

  test('of a workspace that nobody bound is refused', async () => {
    const { door, write } = await aFrontDoor();

    const acceptance = await door.accept(write({ from: aPlatformUser({ workspace: 'elsewhere' }) }));

    expect(acceptance).toEqual({ kind: 'unknown-workspace' });
  });

  test('that is handled twice at once has one effect and one answer', async () => {
    const { door, accept, made } = await aFrontDoor();
    const accepted = await accept(HELP);

    const [one, other] = await Promise.all([door.handle(accepted), door.handle(accepted)]);

    expect(one).toEqual(other);
    expect(await made()).toBe(1);
  });
});

describe('a handler that breaks', () => {
  test('leaves nothing behind but one attempt more, and the delivery open', async () => {
    const { door, write, delivery, breakNext, made, log } = await aFrontDoor();
    breakNext(1);
    const inbound = write({ ask: HELP });
    const accepted = await door.accept(inbound);
    if (accepted.kind !== 'accepted') throw new Error(accepted.kind);

    const reply = await door.handle(accepted);

    expect(replyText(reply)).toContain('could not be finished yet');
    expect(replyText(reply)).toContain(accepted.deliveryId);
    expect(await made()).toBe(0);
    expect(await delivery(inbound)).toMatchObject({ state: 'open', attempts: 1 });
    expect(log.lines.map(({ level, event }) => `${level}: ${event}`)).toEqual(['error: Handling a delivery broke']);
  });

  test('is tried again, and its answer then is the true one', async () => {
    const { door, accept, breakNext, made } = await aFrontDoor();
    breakNext(2);
    const accepted = await accept(HELP);

    await door.handle(accepted);
    await door.handle(accepted);
    const reply = await door.handle(accepted);

    expect(titleOf(reply)).toBe('Ran help 3');
    expect(await made()).toBe(1);
  });

  test('the third time is given up with the reference, and is never run again', async () => {
    const { door, accept, breakNext, made, ran } = await aFrontDoor();
    breakNext(3);
    const accepted = await accept(HELP);

    const replies = [await door.handle(accepted), await door.handle(accepted), await door.handle(accepted)];
    const after = await door.handle(accepted);

    expect(replies.map(titleOf)).toEqual([
      'Your command could not be finished yet',
      'Your command could not be finished yet',
      'Your command failed',
    ]);
    expect(replyText(after)).toContain(accepted.deliveryId);
    expect(ran).toHaveLength(3);
    expect(await made()).toBe(0);
  });
});

describe('somebody who is not known here', () => {
  test('is looked up by a job, and nothing runs before that', async () => {
    const { door, accept, database, ran, ada } = await aFrontDoor();
    const accepted = await accept(HELP, { from: aPlatformUser() });

    const reply = await door.handle(accepted);
    await door.handle(accepted);

    const { accountId, deliveryId } = accepted;
    expect(reply.kind).toBe('deferred');
    expect(ran).toEqual([]);
    expect(database.workOf(ada.accountId)).toMatchObject([
      { kind: 'identity.link', payload: { accountId, deliveryId }, state: 'open' },
    ]);
  });

  test('any more, because they were deactivated, may run nothing', async () => {
    const { door, accept, inAccount, ada, ran } = await aFrontDoor();
    await inAccount(({ members }) => members.replace(ada, { ...ada, standing: 'deactivated', version: 2 }));

    const reply = await door.handle(await accept(HELP));

    expect(replyText(reply)).toContain('not an active member of this account any more');
    expect(ran).toEqual([]);
  });
});

describe('a button', () => {
  test('that is stored nowhere is answered truly', async () => {
    const { door, accept, ran } = await aFrontDoor();

    const replies = [
      await door.handle(await accept(press(ids.next('action')))),
      await door.handle(await accept(press('no id at all'))),
    ];

    expect(replies.map(titleOf)).toEqual(['This button is not known any more', 'This button is not known any more']);
    expect(ran).toEqual([]);
  });

  test('of another account is not known', async () => {
    const { door, accept, store, database, ran } = await aFrontDoor();
    const other = anAccount({ id: ids.next('account') });
    await database.registry.createAccount(other);
    const foreign = await store({ accountId: other.id, call: { command: 'help', args: {} } });

    const reply = await door.handle(await accept(press(foreign.id)));

    expect(titleOf(reply)).toBe('This button is not known any more');
    expect(ran).toEqual([]);
  });

  test('works until it expires, and not at that moment', async () => {
    const { door, accept, store, clock, ran } = await aFrontDoor();
    const { id } = await store({ call: { command: 'help', args: {} }, expiresAt: NOW.add({ hours: 1 }) });

    clock.advance({ minutes: 59 });
    const early = await door.handle(await accept(press(id)));
    clock.advance({ minutes: 1 });
    const late = await door.handle(await accept(press(id)));

    expect(titleOf(early)).toBe('Ran help 1');
    expect(titleOf(late)).toBe('This button is too old to act on');
    expect(ran).toHaveLength(1);
  });

  test('does what is stored behind it, whatever the platform sends along', async () => {
    const { door, accept, store, ran } = await aFrontDoor();
    const [stored, forged] = [ids.next('request'), ids.next('request')];
    const { id } = await store({ call: { command: 'reject', args: { request: stored } } });

    await door.handle(await accept(press(id, { request: forged, reason: 'too dear' })));

    expect(ran).toEqual([{ command: 'reject', args: { request: stored, reason: 'too dear' } }]);
  });

  test('whose stored part no longer fits says so instead of blaming the person', async () => {
    const { door, accept, store } = await aFrontDoor();
    const { id } = await store({ call: { command: 'reject', args: { request: 'not an id' } } });

    const reply = await door.handle(await accept(press(id, { reason: 'too dear' })));

    expect(titleOf(reply)).toBe('This button belongs to an older version');
  });

  test('of a command that is gone says so', async () => {
    const { door, accept, store } = await aFrontDoor();
    const { id } = await store({ call: { command: 'dance', args: {} } });

    expect(titleOf(await door.handle(await accept(press(id))))).toBe('This button belongs to an older version');
  });
});

describe('a submitted form', () => {
  test('with wrong answers is no delivery: the errors stand on its fields and nothing is stored', async () => {
    const { door, write, store, delivery } = await aFrontDoor();
    const { id } = await store({ call: { command: 'reject', args: { request: ids.next('request') } } });
    const inbound = write({ ask: { kind: 'submit', action: id, answers: { reason: 'x' } } });

    const wrong = await door.accept(inbound);
    const none = await door.accept({ ...inbound, ask: { kind: 'submit', action: id, answers: {} } });
    const nothing = await delivery(inbound);
    const mended = await door.accept({
      ...inbound,
      ask: { kind: 'submit', action: id, answers: { reason: 'too dear' } },
    });

    expect(wrong).toEqual({ kind: 'invalid', errors: { reason: 'Give a reason.' } });
    expect(none).toEqual(wrong);
    expect(nothing).toBeUndefined();
    expect(mended.kind).toBe('accepted');
  });

  test('never gets errors on fields that it does not have', async () => {
    const { door, accept, store } = await aFrontDoor();
    const { id } = await store({ call: { command: 'reject', args: { request: 'not an id' } } });

    const accepted = await accept({ kind: 'submit', action: id, answers: { reason: 'too dear' } });

    expect(titleOf(await door.handle(accepted))).toBe('This button belongs to an older version');
  });
});

describe('the operator’s first word', () => {
  const create = { kind: 'typed', text: 'account create Acme' } as const;

  test('makes the account, once, and binds the console to it', async () => {
    const { door, write, database } = await aFrontDoor();

    const first = await door.accept(write({ from: OPERATOR, ask: create }));
    const second = await door.accept(write({ from: OPERATOR, ask: create }));

    const bound = await database.registry.accountOf(OPERATOR.surface, OPERATOR.workspace);
    expect(bound).toBeDefined();
    expect(first).toMatchObject({ kind: 'accepted', accountId: bound });
    expect(second).toMatchObject({ kind: 'accepted', accountId: bound });
  });

  test.each([
    ['another word', { from: OPERATOR, ask: HELP }],
    ['somebody else', { from: { ...OPERATOR, user: 'eve' }, ask: create }],
    ['a button', { from: OPERATOR, ask: { kind: 'press', action: 'account create', answers: {} } as const }],
  ])('makes none when it is %s', async (_, inbound) => {
    const { door, write } = await aFrontDoor();

    expect(await door.accept(write(inbound))).toEqual({ kind: 'unknown-workspace' });
  });
});
