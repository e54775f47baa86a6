import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { createConsoleGateway } from '../../../bots/console/gateway.ts';
import { runOnce } from '../../../bots/console/run-once.ts';
import { startConsole } from '../../../bots/console/start-console.ts';
import type { SealedReply } from '../../../core/commands/reply.ts';
import type { ChatAddress } from '../../../core/outbox/chat-gateway.ts';
import { INVITE_FORM } from '../../fixtures/replies.ts';
import { VIEWS } from '../../fixtures/views.ts';
import { aConsole, OPERATOR, type Answering } from './fake-front-door.ts';

describe('one command from the shell', () => {
  test.each<[outcome: string, reply: ReturnType<Answering>, code: number]>([
    ['answered', { kind: 'private', view: VIEWS.good }, 0],
    ['a problem', { kind: 'private', view: VIEWS.bad }, 1],
    ['no account', { kind: 'unknown-workspace' }, 1],
    ['a form', { kind: 'form', form: INVITE_FORM }, 2],
  ])('%s ends with its own exit code', async (_outcome, reply, code) => {
    expect(await runOnce(aConsole(() => reply).session, ['list'])).toBe(code);
  });

  test('keeps the words together that the shell kept together', async () => {
    const { session, inbounds } = aConsole(() => ({ kind: 'private', view: VIEWS.good }));

    await runOnce(session, ['who', 'Ada Lovelace', 'type:sync-only', 'team:North West']);

    expect(inbounds[0]?.ask).toEqual({ kind: 'typed', text: 'who "Ada Lovelace" type:sync-only team:"North West"' });
  });
});

describe('the console', () => {
  test('takes lines in their order until somebody leaves', async () => {
    const { session, inbounds } = aConsole(() => ({ kind: 'private', view: VIEWS.good }));

    const { failures } = await typed(session, 'list\nusage\nexit\nnever\n');

    expect(inbounds.map(({ ask }) => ask)).toEqual(['list', 'usage'].map((line) => ({ kind: 'typed', text: line })));
    expect(failures).toEqual([]);
  });

  test('says so and goes on when an answer got lost', async () => {
    const answers: (() => SealedReply)[] = [
      () => {
        throw new Error('The database is away');
      },
      () => ({ kind: 'private', view: VIEWS.good }),
    ];
    const { session, inbounds } = aConsole(() => answers[inbounds.length - 1]?.() ?? { kind: 'unknown-workspace' });

    const { failures, output } = await typed(session, 'list\nlist\n');

    expect(output).toContain('Problem: the answer to this got lost');
    expect(failures).toEqual([new Error('The database is away')]);
    expect(inbounds).toHaveLength(2);
  });
});

describe('notices at the console', () => {
  const me: ChatAddress = { kind: 'user', surface: 'console', workspace: 'local', user: 'operator' };

  test('are printed for the person who sits there', async () => {
    const { session, printed } = aConsole(() => ({ kind: 'unknown-workspace' }));
    const gateway = createConsoleGateway({ session, user: OPERATOR });

    const posted = await gateway.post(me, VIEWS.good, 'notice-1');

    expect(posted).toEqual({ ok: true, value: { surface: 'console', workspace: 'local', reference: 'notice-1' } });
    expect(printed()).toContain('Done: The first sync is complete');
  });

  test('for somebody else are refused, not shown to the wrong person', async () => {
    const { session, printed } = aConsole(() => ({ kind: 'unknown-workspace' }));
    const gateway = createConsoleGateway({ session, user: OPERATOR });

    const posted = await gateway.post({ ...me, user: 'grace' }, VIEWS.good, 'notice-1');

    expect(posted).toMatchObject({ ok: false, error: { kind: 'refused' } });
    expect(printed()).toBe('');
  });

  test('are printed again when they change and cannot be looked up', async () => {
    const { session, printed } = aConsole(() => ({ kind: 'unknown-workspace' }));
    const gateway = createConsoleGateway({ session, user: OPERATOR });
    const message = { surface: 'console', workspace: 'local', reference: 'notice-1' };

    expect(await gateway.update(message, VIEWS.bad)).toEqual({ ok: true, value: message });
    expect(printed()).toContain('Problem: The charge could not be recorded');
    expect(await gateway.find(me, 'notice-1')).toMatchObject({ ok: true, value: { kind: 'unknowable' } });
  });
});

async function typed(
  session: Parameters<typeof startConsole>[0]['session'],
  lines: string,
): Promise<{ readonly output: string; readonly failures: readonly unknown[] }> {
  const input = new PassThrough();
  const output = new PassThrough();
  const failures: unknown[] = [];
  const running = startConsole({ input, output, session, failed: (error) => void failures.push(error) });
  input.end(lines);
  await running.closed;
  output.end();
  return { output: await text(output), failures };
}
