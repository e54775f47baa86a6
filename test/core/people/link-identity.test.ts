import { describe, expect, test } from 'vitest';
import type { Accepted } from '../../../core/commands/front-door.ts';
import type { SealedReply } from '../../../core/commands/reply.ts';
import { createLinkIdentity } from '../../../core/people/link-identity.ts';
import { plainText } from '../../../core/views/plain-text.ts';
import type { SendFailure } from '../../../core/outbox/chat-gateway.ts';
import { err } from '../../../core/result.ts';
import { aFrozenPolicy, aNewRequest, aStep } from '../../builders/approvals.ts';
import { aQuote } from '../../builders/billing.ts';
import { aMember } from '../../builders/people.ts';
import { aProfile, CHAT } from '../outbox/outbox-world.ts';
import { setUpWaitingRoom, type WaitingRoom } from './waiting-room.ts';

const LIVE = new AbortController().signal;

describe('somebody who writes for the first time', () => {
  test('is linked by their confirmed address, and what they wrote is run and answered by message', async () => {
    const room = await setUpWaitingRoom();
    room.profiles.push(aProfile(room.userOf('U1')));
    const accepted = await unlinked(room);

    const outcome = await link(room, accepted);

    expect(outcome).toEqual({ kind: 'done' });
    expect(room.ran).toHaveLength(1);
    expect(await room.answers(accepted)).toMatchObject([
      { view: { title: 'Helped' }, recipient: { kind: 'address', address: { kind: 'user', user: 'U1' } } },
    ]);
    expect(await room.delivery(accepted)).toMatchObject({ state: 'answered' });
    expect(room.audited).toMatchObject([{ kind: 'identity.linked', facts: { proof: 'confirmed-address' } }]);
  });

  test('gets a live card of what waits for them, because it was put to them before they were known here', async () => {
    const room = await setUpWaitingRoom();
    room.profiles.push(aProfile(room.userOf('U1')));
    const { accountId, ada } = room;
    const linus = aMember({ accountId });
    const quote = aQuote({ request: { accountId } });
    const policy = aFrozenPolicy({ steps: [aStep({ approvers: [ada.id] })] });
    const request = await room.database.transaction.run(accountId, async (stores) => {
      await stores.members.add(linus);
      await stores.quotes.add(quote);
      return await stores.requests.add(
        aNewRequest({
          accountId,
          requestedBy: linus.id,
          quoteId: quote.id,
          policy,
          deadline: room.clock.now().add({ hours: 72 }),
        }),
      );
    });

    await link(room, await unlinked(room));

    const cards = await room.database.transaction.run(accountId, ({ notices }) =>
      notices.ofSubject(`request:${request.id}`),
    );
    expect(cards).toMatchObject([{ recipient: { kind: 'address', address: { user: 'U1' } } }]);
    expect(cards[0]?.view.actions.map(({ label }) => label)).toContain('Reject');
  });

  test('is answered once when the job runs twice', async () => {
    const room = await setUpWaitingRoom();
    room.profiles.push(aProfile(room.userOf('U1')));
    const accepted = await unlinked(room);
    await link(room, accepted);

    await link(room, accepted);

    expect(room.ran).toHaveLength(1);
    expect(await room.answers(accepted)).toHaveLength(1);
    expect(room.audited).toHaveLength(1);
  });

  test('is told the answer although they are just being told to wait', async () => {
    const room = await setUpWaitingRoom();
    room.profiles.push(aProfile(room.userOf('U1')));
    const accepted = await unlinked(room);
    const handle = async (): Promise<SealedReply> => {
      const reply = await room.door.handle(accepted);
      await room.door.answering(accepted, 'sending');
      await room.door.answering(accepted, 'sent');
      return reply;
    };

    await createLinkIdentity({ ...room.deps, handle })(accepted, LIVE);

    expect(await room.answers(accepted)).toMatchObject([{ view: { title: 'Helped' } }]);
  });

  test('is not asked about again when another message has linked them meanwhile', async () => {
    const room = await setUpWaitingRoom();
    const accepted = await unlinked(room);
    await room.link('U1');
    room.directories.clear();

    await link(room, accepted);

    expect(await room.answers(accepted)).toMatchObject([{ view: { title: 'Helped' } }]);
  });

  test('gets a form as a message whose button runs the same call again', async () => {
    const room = await setUpWaitingRoom();
    room.profiles.push(aProfile(room.userOf('U1')));
    const submit = { label: 'Send', does: { command: 'help', args: {} } };
    room.answerWith({ kind: 'form', form: { title: 'Details', blocks: [], inputs: [], submit } });
    const accepted = await unlinked(room, 'help invite');

    await link(room, accepted);

    const [answer] = await room.answers(accepted);
    const button = answer?.view.actions[0];
    expect(answer?.view.title).toBe('Details');
    expect(button?.kind === 'run' && (await storedCall(room, button.does))).toEqual({
      command: 'help',
      args: { about: 'invite' },
    });
  });

  test('gets what is wrong with the fields of a form as sentences', async () => {
    const room = await setUpWaitingRoom();
    room.profiles.push(aProfile(room.userOf('U1')));
    room.answerWith({ kind: 'fields', errors: { address: 'This address is not in your domain.' } });
    const accepted = await unlinked(room);

    await link(room, accepted);

    expect(await answerText(room, accepted)).toContain('This address is not in your domain.');
  });
});

describe('somebody who cannot be proved to be a member', () => {
  test.each([
    ['a guest', { standing: 'guest' }, 'guests are never matched'],
    ['somebody from outside', { standing: 'external' }, 'people from outside are never matched'],
    ['a bot', { standing: 'bot' }, 'bots are never matched'],
    ['a deactivated person', { standing: 'deactivated' }, 'is deactivated'],
    ['somebody without a confirmed address', { confirmedAddress: undefined }, 'no confirmed address'],
    ['an unverified domain', { confirmedAddress: 'ada@other.example' }, 'not a verified domain'],
    ['no member', { confirmedAddress: 'eve@acme.example' }, 'No member of this account'],
  ] as const)('%s is told so, and nothing is run', async (_, profile, reason) => {
    const room = await setUpWaitingRoom();
    room.profiles.push(aProfile(room.userOf('U1'), profile));
    const accepted = await unlinked(room);

    const outcome = await link(room, accepted);

    expect(outcome).toEqual({ kind: 'done' });
    expect(await answerText(room, accepted)).toContain(reason);
    expect(room.ran).toEqual([]);
    expect(room.audited).toEqual([]);
    expect(await room.delivery(accepted)).toMatchObject({ state: 'answered' });
  });

  test('somebody whom the chat does not know is told so', async () => {
    const room = await setUpWaitingRoom();
    const accepted = await unlinked(room);

    await link(room, accepted);

    expect(await answerText(room, accepted)).toContain('does not know you');
  });
});

describe('a chat that does not say who somebody is', () => {
  test('is asked again later when it throttles', async () => {
    const room = await setUpWaitingRoom();
    failing(room, { kind: 'throttled', retryAfterMs: 3000 });
    const accepted = await unlinked(room);

    const outcome = await link(room, accepted);

    const dueAt = room.clock.now().add({ seconds: 3 });
    expect(outcome).toEqual({ kind: 'again', dueAt, countsAsAttempt: false, reason: 'throttled' });
    expect(await room.delivery(accepted)).toMatchObject({ state: 'unlinked' });
  });

  test('is asked for a day, and then the person is told', async () => {
    const room = await setUpWaitingRoom();
    failing(room, { kind: 'unavailable', cause: 'down' });
    const accepted = await unlinked(room);
    const early = await link(room, accepted);
    room.clock.advance({ hours: 25 });

    const late = await link(room, accepted);

    expect(early).toMatchObject({ kind: 'again', reason: 'unavailable' });
    expect(late).toEqual({ kind: 'done' });
    expect(await answerText(room, accepted)).toContain('did not answer for a day');
  });
});

async function unlinked(room: WaitingRoom, text = '/seat help'): Promise<Accepted> {
  const accepted = await room.write({ kind: 'typed', text });
  await room.door.handle(accepted);
  return accepted;
}

function link(room: WaitingRoom, accepted: Accepted) {
  return createLinkIdentity(room.deps)(accepted, LIVE);
}

function failing(room: WaitingRoom, failure: SendFailure): void {
  const fail = async () => err(failure);
  room.directories.set(CHAT, { profileOf: fail, findByAddress: fail });
}

async function answerText(room: WaitingRoom, accepted: Accepted): Promise<string> {
  return (await room.answers(accepted))
    .map(({ view }) => plainText(view, { timeZone: 'UTC', actions: 'omitted' }))
    .join('\n');
}

function storedCall(room: WaitingRoom, action: string) {
  return room.database.transaction.run(room.accountId, async ({ actions }) => (await actions.get(action))?.call);
}
