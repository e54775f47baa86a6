import { describe, expect, test } from 'vitest';
import { ids, NOW } from '../../builders/ids.ts';
import { replyText } from './reply-text.ts';
import { aFrontDoor } from './front-door-world.ts';

describe('a secret', () => {
  const SECRET = ['abc8Q~', 'dEfGhIjKlMnOpQrStUvWxYz0123456789ab'].join('');

  test('that was typed is nowhere in what is stored, and the person is told to replace it', async () => {
    const { door, write, delivery, inAccount, log } = await aFrontDoor();
    const inbound = write({ ask: { kind: 'typed', text: `/seat help client secret ${SECRET}` } });
    const accepted = await door.accept(inbound);
    if (accepted.kind !== 'accepted') throw new Error(accepted.kind);

    const reply = await door.handle(accepted);

    const stored = await inAccount(async ({ deliveries, notices, members }) => [
      await deliveries.stale(['open', 'handled'], NOW.add({ hours: 1 }), 100),
      await notices.list(['pending']),
      await members.list(),
    ]);
    expect(await delivery(inbound)).toMatchObject({
      state: 'handled',
      inbound: { ask: { text: expect.stringContaining('withheld') } },
    });
    expect(JSON.stringify([stored, log.lines, reply])).not.toContain(SECRET);
    expect(replyText(reply)).toContain('Make a new one');
  });

  test('in a form is refused on its field, and nothing is stored', async () => {
    const { door, write, store, delivery } = await aFrontDoor();
    const { id } = await store({ call: { command: 'reject', args: { request: ids.next('request') } } });
    const inbound = write({ ask: { kind: 'submit', action: id, answers: { reason: SECRET } } });

    const acceptance = await door.accept(inbound);

    expect(acceptance).toMatchObject({
      kind: 'invalid',
      errors: { reason: expect.stringContaining('key or a password') },
    });
    expect(await delivery(inbound)).toBeUndefined();
  });

  test('beside a button is withheld, and the button does nothing', async () => {
    const { door, write, store, delivery, ran } = await aFrontDoor();
    const { id } = await store({ call: { command: 'reject', args: { request: ids.next('request') } } });
    const inbound = write({ ask: { kind: 'press', action: id, answers: { reason: SECRET } } });
    const accepted = await door.accept(inbound);
    if (accepted.kind !== 'accepted') throw new Error(accepted.kind);

    const reply = await door.handle(accepted);

    expect(JSON.stringify(await delivery(inbound))).not.toContain(SECRET);
    expect(replyText(reply)).toContain('That looked like a secret and was not stored');
    expect(ran).toEqual([]);
  });
});
