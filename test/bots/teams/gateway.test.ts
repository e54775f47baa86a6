import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAdapter } from '../../../bots/teams/adapter.ts';
import { readActivity } from '../../../bots/teams/inbound.ts';
import { activitySchema } from '../../../bots/teams/schema.ts';
import { createTeamsGateway } from '../../../bots/teams/gateway.ts';
import type { ChatAddress, ChatGateway, PostedMessage } from '../../../core/outbox/chat-gateway.ts';
import { aView, runAction } from '../../fixtures/view-parts.ts';
import type { ConnectorFault } from '../../stand-ins/teams/connector-faults.ts';
import { ADA, APPROVALS, TENANT } from './people.ts';
import { textsTo } from './seen.ts';
import { startTeamsWorld } from './teams-world.ts';
import type { TeamsWorld } from './teams-world.ts';

const TO_ADA: ChatAddress = { kind: 'user', surface: 'teams', workspace: TENANT, user: ADA.objectId };
const TO_CHANNEL: ChatAddress = { kind: 'channel', surface: 'teams', workspace: TENANT, channel: APPROVALS.id };
const VIEW = aView({ title: 'Approve a seat', actions: [runAction('Approve', 1)] });

let world: TeamsWorld;
let gateway: ChatGateway;
beforeEach(async () => {
  world = await startTeamsWorld();
  gateway = createTeamsGateway({ ...world.poster, alert: () => {} });
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
});

describe('the vendor’s limits on one conversation', () => {
  test('count updates and new chats as they count posts', async () => {
    const posted = await postedTo(TO_CHANNEL);

    const answers = [];
    for (let nth = 0; nth < 8; nth += 1) answers.push(await gateway.update(posted, VIEW));

    const refused = answers.filter((answer) => !answer.ok);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused).toMatchObject(refused.map(() => ({ error: { kind: 'throttled' } })));
  });
});

describe('a post', () => {
  test('to somebody who never wrote opens the chat once and remembers it', async () => {
    await gateway.post(TO_ADA, VIEW, 'key-1');
    await gateway.post(TO_ADA, VIEW, 'key-2');

    expect(textsTo(world, ADA)).toEqual(['Approve a seat\nApprove', 'Approve a seat\nApprove']);
    expect(world.connector.requests.filter((request) => request === 'POST ')).toHaveLength(1);
  });

  test('uses one token for all requests until it is about to end', async () => {
    await gateway.post(TO_ADA, VIEW, 'key-1');
    await gateway.post(TO_CHANNEL, VIEW, 'key-2');
    const early = world.connector.tokensIssued();
    world.clock.advance({ minutes: 59 });
    await gateway.post(TO_CHANNEL, VIEW, 'key-3');

    expect([early, world.connector.tokensIssued()]).toEqual([1, 2]);
  });

  test('can be updated, and only where it was posted', async () => {
    const posted = await postedTo(TO_CHANNEL);

    const updated = await gateway.update(posted, aView({ title: 'Approved', tone: 'good' }));

    expect(updated).toEqual({ ok: true, value: posted });
    expect(world.driver.messagesIn(APPROVALS).map(({ text }) => text)).toEqual(['Done\nApproved']);
  });

  test('reaches the channel in whose thread it was chosen, and what is answered under it names it again', async () => {
    const [member = ADA] = APPROVALS.members;
    const said = {
      type: 'message',
      id: '900',
      text: 'channels approvals here',
      serviceUrl: world.connector.serviceUrl,
      channelId: 'msteams',
      from: { id: '29:ada', aadObjectId: member.objectId },
      recipient: { id: '28:bot' },
      conversation: { id: `${APPROVALS.id};messageid=800`, tenantId: TENANT, conversationType: 'channel' },
    };
    const inboundOf = (activity: object) => {
      const reading = readActivity(activitySchema.parse(activity), world.config);
      if (reading.kind === 'ignored') throw new Error(reading.reason);
      return reading.delivery.inbound;
    };

    const card = await postedTo({ ...TO_CHANNEL, channel: inboundOf(said).at.address });
    const [root] = world.connector.conversations.activitiesIn(APPROVALS.id);
    const thread = `${APPROVALS.id};messageid=${root?.activityId}`;
    const reply = inboundOf({ ...said, id: '901', conversation: { ...said.conversation, id: thread } });

    expect(reply.repliesTo).toBe(card.reference);
    expect(inboundOf({ ...said, id: '800' }).repliesTo).toBeUndefined();
  });

  test('goes into the thread of another in a channel, and below it in a private chat', async () => {
    const card = await postedTo(TO_CHANNEL);
    const personal = await postedTo(TO_ADA);
    const [root] = world.connector.conversations.activitiesIn(APPROVALS.id);

    await gateway.post({ ...TO_CHANNEL, thread: card.reference }, VIEW, 'key-2');
    await gateway.post({ ...TO_ADA, thread: personal.reference }, VIEW, 'key-3');

    const thread = `${APPROVALS.id};messageid=${root?.activityId}`;
    expect(world.connector.conversations.activitiesIn(thread)).toHaveLength(1);
    expect(textsTo(world, ADA)).toHaveLength(2);
  });

  test('that is gone cannot be updated', async () => {
    const posted = await postedTo(TO_CHANNEL);
    const [recorded] = world.connector.conversations.activitiesIn(APPROVALS.id);
    world.connector.conversations.change(APPROVALS.id, recorded?.activityId ?? '', 'deleted');

    const updated = await gateway.update(posted, VIEW);

    expect(updated).toEqual({ ok: false, error: { kind: 'refused', reason: 'ActivityNotFoundInConversation' } });
  });

  test('cannot be looked for', async () => {
    expect(await gateway.find(TO_ADA, 'key-1')).toMatchObject({ ok: true, value: { kind: 'unknowable' } });
  });
});

describe('a failed post is sent exactly once and is', () => {
  const faults: readonly (readonly [ConnectorFault, string, number])[] = [
    [{ kind: 'status', status: 500 }, 'ambiguous', 0],
    [{ kind: 'status', status: 503 }, 'ambiguous', 0],
    [{ kind: 'status', status: 408 }, 'ambiguous', 0],
    [{ kind: 'status', status: 412 }, 'ambiguous', 0],
    [{ kind: 'status-after', status: 502 }, 'ambiguous', 1],
    [{ kind: 'status-after', status: 504 }, 'ambiguous', 1],
    [{ kind: 'reset' }, 'ambiguous', 0],
    [{ kind: 'reset-after' }, 'ambiguous', 1],
    [{ kind: 'stall', ms: 1500 }, 'ambiguous', 1],
    [{ kind: 'truncate-after' }, 'ambiguous', 1],
    [{ kind: 'empty-after' }, 'ambiguous', 1],
    [{ kind: 'status', status: 401 }, 'unavailable', 0],
    [{ kind: 'status', status: 429 }, 'throttled', 0],
    [{ kind: 'status', status: 429, headers: { 'retry-after': '1' } }, 'throttled', 0],
    [{ kind: 'status', status: 403 }, 'refused', 0],
    [{ kind: 'status', status: 404 }, 'refused', 0],
    [{ kind: 'status', status: 307, headers: { location: 'http://127.0.0.1:9/' } }, 'refused', 0],
  ];

  test.each(faults)('%j: %s', async (fault, kind, visible) => {
    world.connector.faults.strike(fault, 'POST');

    const posted = await gateway.post(TO_CHANNEL, VIEW, 'key');

    expect(posted).toMatchObject({ ok: false, error: { kind } });
    expect(world.connector.requests).toHaveLength(1);
    expect(world.driver.messagesIn(APPROVALS)).toHaveLength(visible);
  });

  test('unavailable when nobody listens', async () => {
    await world.connector[Symbol.asyncDispose]();

    expect(await gateway.post(TO_CHANNEL, VIEW, 'key')).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  });

  test('unavailable when the chat could not be opened for sure, because opening it again shows nobody anything', async () => {
    world.connector.faults.strike({ kind: 'reset-after' }, 'POST');

    const first = await gateway.post(TO_ADA, VIEW, 'key');
    const second = await gateway.post(TO_ADA, VIEW, 'key');

    expect([first, second]).toMatchObject([{ ok: false, error: { kind: 'unavailable' } }, { ok: true }]);
    expect(textsTo(world, ADA)).toHaveLength(1);
  });

  test('refused where the app is not installed or the conversation does not exist', async () => {
    world.connector.blocked.add(APPROVALS.id);

    const removed = await gateway.post(TO_CHANNEL, VIEW, 'key');
    const unknown = await gateway.post({ ...TO_CHANNEL, channel: '19:none@thread.tacv2' }, VIEW, 'key');

    expect([removed, unknown]).toEqual([
      { ok: false, error: { kind: 'refused', reason: 'BotNotInConversationRoster' } },
      { ok: false, error: { kind: 'refused', reason: 'ConversationNotFound' } },
    ]);
  });

  test('throttled with the vendor’s own wait after seven posts in a second', async () => {
    const results = [];
    for (let nth = 0; nth < 8; nth += 1) results.push(await gateway.post(TO_CHANNEL, VIEW, `key-${nth}`));

    expect(results.map(({ ok }) => ok)).toEqual([true, true, true, true, true, true, true, false]);
    expect(results.at(-1)).toEqual({ ok: false, error: { kind: 'throttled', retryAfterMs: 1000 } });
  });
});

test('a service URL that is on no allowed origin gets neither a token nor a message', async () => {
  const elsewhere = { ...world.poster.config, serviceOrigins: ['https://smba.trafficmanager.net'] };
  const posted = await postedTo(TO_CHANNEL);
  const adapter = createAdapter({ config: elsewhere, clock: world.clock, timeoutMs: 1000 });

  const updated = await createTeamsGateway({ ...world.poster, adapter, alert: () => {} }).update(posted, VIEW);

  expect(updated).toEqual({ ok: false, error: { kind: 'refused', reason: 'service-origin' } });
  expect(world.connector.tokensIssued()).toBe(1);
});

async function postedTo(to: ChatAddress): Promise<PostedMessage> {
  const posted = await gateway.post(to, VIEW, 'key');
  if (!posted.ok) throw new Error(`Not posted: ${posted.error.kind}`);
  return posted.value;
}
