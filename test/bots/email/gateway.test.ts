import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createEmailGateway, EMAIL_SURFACE, EMAIL_WORKSPACE } from '../../../bots/email/gateway.ts';
import type { SmtpServer } from '../../../bots/email/smtp-delivery.ts';
import type { ChatAddress, ChatGateway, PostedMessage, SendFailure } from '../../../core/outbox/chat-gateway.ts';
import type { Result } from '../../../core/result.ts';
import { HOSTILE, LONG_TEXT } from '../../fixtures/hostile-text.ts';
import { aView, MOMENT } from '../../fixtures/view-parts.ts';
import { VIEWS } from '../../fixtures/views.ts';
import {
  startMailServer,
  type MailFault,
  type MailServer,
  type ReceivedMail,
} from '../../stand-ins/mail/mail-server.ts';

const ADA = to('ada@example.com');

describe('mail', () => {
  let server: MailServer;
  let gateway: ChatGateway;

  beforeAll(async () => {
    server = await startMailServer();
  });
  beforeEach(() => {
    server.failWith(undefined);
    gateway = gatewayTo({ port: server.port });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test('carries a notice as text and HTML', async () => {
    await gateway.post(ADA, VIEWS.actions, 'notice-1');

    const { parsed, envelopeTo } = lastOf(server);
    expect(envelopeTo).toEqual(['ada@example.com']);
    expect(parsed).toMatchObject({
      subject: 'Approve a seat for Ada Lovelace',
      from: { name: 'Usher', address: 'usher@acme.example' },
      to: [{ address: 'ada@example.com' }],
      date: '2026-11-22T14:05:00.000Z',
    });
    expect(parsed.text).toContain('You can choose: Approve EUR 90.10, Reject, Ask for details. To choose, open Usher.');
    expect(parsed.html).toContain('<h1>Approve a seat for Ada Lovelace</h1>');
  });

  test('the same key to the same person has the same Message-ID, another person or key has not', async () => {
    await gateway.post(ADA, VIEWS.good, 'one');
    await gateway.post(ADA, VIEWS.good, 'one');
    await gateway.post(ADA, VIEWS.good, 'two');
    await gateway.post(to('grace@example.com'), VIEWS.good, 'one');

    const [first, again, otherKey, otherPerson] = server.inbox.slice(-4).map(({ parsed }) => parsed.messageId);
    expect(first).toMatch(/^<usher\.[0-9a-f]{40}@acme\.example>$/);
    expect(again).toBe(first);
    expect(new Set([first, otherKey, otherPerson]).size).toBe(3);
  });

  test('an update follows in the same thread and can itself be updated', async () => {
    const first = posted(await gateway.post(ADA, VIEWS.progress, 'sync-run'));
    const second = posted(await gateway.update(first, VIEWS.finishedProgress));
    await gateway.update(second, VIEWS.good);

    const [asked, followed, finished] = server.inbox.slice(-3).map(({ parsed }) => parsed);
    expect(followed).toMatchObject({ inReplyTo: asked?.messageId, references: asked?.messageId });
    expect(finished).toMatchObject({
      inReplyTo: followed?.messageId,
      references: `${asked?.messageId} ${followed?.messageId}`,
    });
  });

  test('what belongs under another is a reply to it', async () => {
    const card = posted(await gateway.post(ADA, VIEWS.progress, 'card'));

    await gateway.post({ ...ADA, thread: card.reference }, VIEWS.good, 'comment');

    const [asked, below] = server.inbox.slice(-2).map(({ parsed }) => parsed);
    expect(below).toMatchObject({ inReplyTo: asked?.messageId, references: asked?.messageId });
  });

  test.each(Object.entries(HOSTILE))('hostile text in a title adds no header: %s', async (_name, hostile) => {
    await gateway.post(ADA, aView({ title: hostile }), 'hostile');

    const { raw, parsed, envelopeTo } = lastOf(server);
    expect(new Set(headersOf(raw))).toEqual(EXPECTED_HEADERS);
    expect(parsed.bcc).toBeUndefined();
    expect(envelopeTo).toEqual(['ada@example.com']);
  });

  test('no line of a mail is longer than SMTP permits', async () => {
    await gateway.post(ADA, aView({ title: LONG_TEXT, blocks: VIEWS.longText.blocks }), 'long');

    expect(
      Math.max(
        ...lastOf(server)
          .raw.split('\r\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(998);
  });

  test.each([
    'ada@example.com\r\nBcc: victim@example.com',
    'ada@example.com, victim@example.com',
    'Ada <ada@example.com>',
    'ada@example.com> SIZE=1',
    'ada',
    '',
  ])('%j is no address to send to', async (address) => {
    const before = server.inbox.length;

    expect(await gateway.post(to(address), VIEWS.good, 'key')).toMatchObject({ ok: false, error: { kind: 'refused' } });
    expect(server.inbox).toHaveLength(before);
  });

  test('a channel has no mailbox', async () => {
    const channel: ChatAddress = { kind: 'channel', surface: EMAIL_SURFACE, workspace: EMAIL_WORKSPACE, channel: 'x' };

    expect(await gateway.post(channel, VIEWS.good, 'key')).toMatchObject({ ok: false, error: { kind: 'refused' } });
  });

  test('whether a mail arrived cannot be known', async () => {
    expect(await gateway.find(ADA, 'key')).toMatchObject({ ok: true, value: { kind: 'unknowable' } });
  });

  test.each<[fault: MailFault, failure: Partial<SendFailure>, kept: number]>([
    [{ kind: 'refuse-recipient', code: 550, text: 'No such user' }, { kind: 'refused' }, 0],
    [{ kind: 'refuse-recipient', code: 451, text: 'Greylisted' }, { kind: 'throttled', retryAfterMs: 300_000 }, 0],
    [{ kind: 'refuse-recipient', code: 421, text: 'Closing' }, { kind: 'unavailable' }, 0],
    [{ kind: 'refuse-message', code: 554, text: 'Looks like spam' }, { kind: 'refused' }, 0],
    [{ kind: 'refuse-message', code: 452, text: 'Disk full' }, { kind: 'throttled' }, 0],
    [{ kind: 'drop-before-data' }, { kind: 'unavailable' }, 0],
    [{ kind: 'drop-after-data' }, { kind: 'ambiguous' }, 1],
  ])('%j is told apart', async (fault, failure, kept) => {
    const before = server.inbox.length;
    server.failWith(fault);

    expect(await gateway.post(ADA, VIEWS.good, 'key')).toMatchObject({ ok: false, error: failure });
    expect(server.inbox).toHaveLength(before + kept);
  });

  test('a refusal quotes the server', async () => {
    server.failWith({ kind: 'refuse-recipient', code: 550, text: 'No such user' });

    const result = await gateway.post(ADA, VIEWS.good, 'key');

    expect(result).toEqual({ ok: false, error: { kind: 'refused', reason: '550 No such user' } });
  });

  test('a server without TLS gets nothing when TLS is required', async () => {
    const before = server.inbox.length;

    const result = await gatewayTo({ port: server.port, requireTls: true }).post(ADA, VIEWS.good, 'key');

    expect(result).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(server.inbox).toHaveLength(before);
  });
});

describe('a mail server that cannot be used', () => {
  test('refuses the connection: nothing was sent', async () => {
    const port = await portThatIsClosed();

    const result = await gatewayTo({ port }).post(ADA, VIEWS.good, 'key');

    expect(result).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  });

  test('never greets: nothing was sent', async () => {
    await using silent = await silentServer();

    const result = await gatewayTo({ port: silent.port, timeoutMs: 50 }).post(ADA, VIEWS.good, 'key');

    expect(result).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  });

  test('refuses our credentials: the notice is kept for when they are mended', async () => {
    await using server = await startMailServer({ credentials: { user: 'usher', password: 'right' } });

    const wrong = await gatewayTo({ port: server.port, credentials: login('wrong') }).post(ADA, VIEWS.good, 'key');
    const right = await gatewayTo({ port: server.port, credentials: login('right') }).post(ADA, VIEWS.good, 'key');

    expect(wrong).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(right).toMatchObject({ ok: true });
    expect(server.inbox).toHaveLength(1);
  });
});

const EXPECTED_HEADERS = new Set([
  'From',
  'To',
  'Subject',
  'Message-ID',
  'Date',
  'MIME-Version',
  'Auto-Submitted',
  'Content-Type',
]);

function gatewayTo(server: Partial<SmtpServer>): ChatGateway {
  return createEmailGateway({
    clock: { now: () => MOMENT },
    timeZone: 'UTC',
    whereToAct: 'open Usher',
    from: { name: 'Usher', address: 'usher@acme.example' },
    smtp: {
      host: '127.0.0.1',
      port: 0,
      secure: false,
      requireTls: false,
      credentials: undefined,
      timeoutMs: 5_000,
      ...server,
    },
  });
}

function to(user: string): ChatAddress {
  return { kind: 'user', surface: EMAIL_SURFACE, workspace: EMAIL_WORKSPACE, user };
}

function login(password: string): SmtpServer['credentials'] {
  return { user: 'usher', password };
}

function posted(result: Result<PostedMessage, SendFailure>): PostedMessage {
  if (!result.ok) throw new Error(`Not sent: ${result.error.kind}`, { cause: result.error });
  return result.value;
}

function lastOf({ inbox }: MailServer): ReceivedMail {
  const last = inbox.at(-1);
  if (last === undefined) throw new Error('The inbox is empty');
  return last;
}

function headersOf(raw: string): readonly string[] {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
  return [...head.matchAll(/^([A-Za-z-]+):/gm)].map(([, name]) => name ?? '');
}

async function silentServer(): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: portOf(server), [Symbol.asyncDispose]: () => closed(server) };
}

async function portThatIsClosed(): Promise<number> {
  await using server = await silentServer();
  return server.port;
}

function portOf(server: Server): number {
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The server has no port');
  return bound.port;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
