import { describe, expect, test } from 'vitest';
import { aChatAddress, aSealedView } from '../builders/chat.ts';
import { createFakeChatGateway } from './fake-chat-gateway.ts';

describe('a chat platform in memory', () => {
  test('keeps a message where it was posted, and every view it has shown', async () => {
    const gateway = createFakeChatGateway();
    const to = aChatAddress();
    const posted = await gateway.post(to, aSealedView(), 'told:1');
    if (!posted.ok) throw new Error('The post failed');

    await gateway.update(posted.value, aSealedView({ title: 'The seat is gone' }));

    expect(gateway.messagesTo(to).map(({ views }) => views.map(({ title }) => title))).toEqual([
      ['The seat is ready', 'The seat is gone'],
    ]);
    expect(gateway.messagesTo(aChatAddress())).toEqual([]);
  });

  test('takes the same key twice, as a real platform does', async () => {
    const gateway = createFakeChatGateway();
    const to = aChatAddress();

    await gateway.post(to, aSealedView(), 'told:1');
    await gateway.post(to, aSealedView(), 'told:1');

    expect(gateway.messages()).toHaveLength(2);
  });

  test.each([
    ['throttled', { kind: 'throttled', retryAfterMs: 1000 }],
    ['unavailable', { kind: 'unavailable', cause: 'down' }],
    ['refused', { kind: 'refused', reason: 'channel_not_found' }],
    ['ambiguous', { kind: 'ambiguous', cause: 'timeout' }],
  ] as const)('a post that is %s has not arrived, and the next one does', async (_, failure) => {
    const gateway = createFakeChatGateway();
    const to = aChatAddress();
    gateway.failNext('post', failure);

    const failed = await gateway.post(to, aSealedView(), 'told:1');
    const missing = await gateway.find(to, 'told:1');
    const posted = await gateway.post(to, aSealedView(), 'told:1');

    expect(failed).toEqual({ ok: false, error: failure });
    expect(missing).toEqual({ ok: true, value: { kind: 'absent' } });
    expect(posted.ok).toBe(true);
  });

  test('a post whose answer was lost has arrived and can be found by its key', async () => {
    const gateway = createFakeChatGateway();
    const to = aChatAddress();
    gateway.failNext('post', { kind: 'ambiguous', cause: 'timeout', arrives: true });

    const lost = await gateway.post(to, aSealedView(), 'told:1');
    const found = await gateway.find(to, 'told:1');

    expect(lost).toEqual({ ok: false, error: { kind: 'ambiguous', cause: 'timeout' } });
    expect(found).toEqual({ ok: true, value: { kind: 'found', message: gateway.messages()[0]?.message } });
  });

  test('where posts cannot be found, it says so', async () => {
    const gateway = createFakeChatGateway();
    gateway.cannotFind('history is closed');

    const found = await gateway.find(aChatAddress(), 'told:1');

    expect(found).toEqual({ ok: true, value: { kind: 'unknowable', reason: 'history is closed' } });
  });

  test('a message that somebody deleted cannot be updated', async () => {
    const gateway = createFakeChatGateway();
    const posted = await gateway.post(aChatAddress(), aSealedView(), 'told:1');
    if (!posted.ok) throw new Error('The post failed');
    gateway.remove(posted.value);

    const updated = await gateway.update(posted.value, aSealedView());

    expect(updated).toEqual({ ok: false, error: { kind: 'refused', reason: 'no-such-message' } });
  });

  test('speaks to its own surface only', async () => {
    const gateway = createFakeChatGateway({ surface: 'mail' });

    await expect(gateway.post(aChatAddress(), aSealedView(), 'told:1')).rejects.toThrow('speaks to mail');
  });
});
