import { describe, expect, test } from 'vitest';
import { createSlackGateway } from '../../../bots/slack/gateway.ts';
import type { ChatAddress, ChatGateway } from '../../../core/outbox/chat-gateway.ts';
import { ok } from '../../../core/result.ts';
import { createManualClock, type ManualClock } from '../../stand-ins/clock/scaled-clock.ts';
import { BOT_SCOPES, TEAM } from '../../stand-ins/slack/people.ts';
import type { SlackFault } from '../../stand-ins/slack/slack-faults.ts';
import { startSlackStandIn, type SlackStandIn } from '../../stand-ins/slack/slack-stand-in.ts';
import { aView, runAction } from '../../fixtures/view-parts.ts';
import { keepingLog, tokenOfTheTeam } from './a-slack-app.ts';

const NOTICE = aView({ title: 'The sync is complete', actions: [runAction('Show', 1)] });

describe('a notice in Slack', () => {
  test('is posted to a channel, can be found by its key and is changed in place', async () => {
    await using world = await setup();
    const { gateway, slack } = world;

    const posted = await gateway.post(seats(slack), NOTICE, 'notice-1');
    const found = await gateway.find(seats(slack), 'notice-1');
    if (!posted.ok) throw new Error('The notice was not posted');
    const changed = await gateway.update(posted.value, aView({ title: 'Somebody decided' }));

    expect(found).toEqual(ok({ kind: 'found', message: posted.value }));
    expect(changed).toEqual(posted);
    expect((await slack.messagesIn('seats')).map(({ reads }) => reads)).toEqual(['Somebody decided']);
  });

  test('is posted to a person as a direct message', async () => {
    await using world = await setup();
    const { gateway, slack } = world;

    await gateway.post(ada(slack), NOTICE, 'notice-1');

    expect((await slack.dmWith('ada')).map(({ reads }) => reads)).toEqual(['The sync is complete Show']);
    expect(await gateway.find(ada(slack), 'notice-1')).toMatchObject({ value: { kind: 'found' } });
    expect(await gateway.find(ada(slack), 'notice-2')).toEqual(ok({ kind: 'absent' }));
  });

  test('goes into the thread of another notice', async () => {
    await using world = await setup();
    const { gateway, slack } = world;
    const card = await gateway.post(seats(slack), NOTICE, 'notice-1');
    if (!card.ok) throw new Error('The card was not posted');

    const below = await gateway.post({ ...seats(slack), thread: card.value.reference }, NOTICE, 'notice-2');

    const found = await gateway.find({ ...seats(slack), thread: card.value.reference }, 'notice-2');

    expect(found).toEqual(below.ok ? ok({ kind: 'found', message: below.value }) : below);
    expect(slack.calls('chat.postMessage')[1]?.params).toMatchObject({
      thread_ts: card.value.reference.split(':')[1],
    });
  });

  test('unfolds no link and is read without markup where there are no blocks', async () => {
    await using world = await setup();

    await world.gateway.post(seats(world.slack), NOTICE, 'notice-1');

    expect(world.slack.calls('chat.postMessage')[0]?.params).toMatchObject({
      unfurl_links: 'false',
      unfurl_media: 'false',
      mrkdwn: 'false',
      parse: 'none',
      link_names: 'false',
      text: 'The sync is complete',
    });
  });

  test.each<[string, SlackFault, number, object]>([
    ['that was taken before a gateway gave up', { kind: 'accept-then-504' }, 1, { kind: 'ambiguous' }],
    ['whose answer was lost', { kind: 'reset-after' }, 1, { kind: 'ambiguous' }],
    ['whose answer was cut off', { kind: 'truncate' }, 1, { kind: 'ambiguous' }],
    ['whose connection broke', { kind: 'reset-before' }, 0, { kind: 'ambiguous' }],
    ['at too high a rate', { kind: 'throttle', retryAfter: '7' }, 0, { kind: 'throttled', retryAfterMs: 7000 }],
    [
      'at too high a rate for nobody knows how long',
      { kind: 'throttle', retryAfter: undefined },
      0,
      { kind: 'throttled', retryAfterMs: 30_000 },
    ],
    ['that Slack may have half done', { kind: 'refuse', error: 'internal_error' }, 0, { kind: 'ambiguous' }],
    ['while Slack is down', { kind: 'refuse', error: 'service_unavailable' }, 0, { kind: 'unavailable' }],
    [
      'after the app was removed',
      { kind: 'refuse', error: 'account_inactive' },
      0,
      { kind: 'refused', reason: 'account_inactive' },
    ],
    [
      'with a revoked token',
      { kind: 'refuse', error: 'token_revoked' },
      0,
      { kind: 'refused', reason: 'token_revoked' },
    ],
    ['to an archived channel', { kind: 'refuse', error: 'is_archived' }, 0, { kind: 'refused', reason: 'is_archived' }],
  ])('%s is told apart and never sent twice', async (_what, fault, shown, failure) => {
    await using world = await setup();
    const { gateway, slack } = world;
    slack.faults.strike('chat.postMessage', fault);

    const posted = await gateway.post(seats(slack), NOTICE, 'notice-1');

    expect(posted).toMatchObject({ ok: false, error: failure });
    expect(await slack.messagesIn('seats')).toHaveLength(shown);
    expect((await gateway.find(seats(slack), 'notice-1')).ok).toBe(true);
    expect(await gateway.find(seats(slack), 'notice-1')).toMatchObject({
      value: { kind: shown === 1 ? 'found' : 'absent' },
    });
  });

  test('is certainly not sent while nobody listens', async () => {
    const world = await setup();
    await world[Symbol.asyncDispose]();

    const posted = await world.gateway.post(seats(world.slack), NOTICE, 'notice-1');

    expect(posted).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  });

  test('is certainly not sent when the direct messages could not be opened', async () => {
    await using world = await setup();
    world.slack.faults.strike('conversations.open', { kind: 'reset-after' });

    const posted = await world.gateway.post(ada(world.slack), NOTICE, 'notice-1');

    expect(posted).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(await world.slack.dmWith('ada')).toEqual([]);
  });

  test.each([
    ['a channel that does not exist', { channel: 'C0NOWHERE' }, 'channel_not_found'],
    ['a channel the app is not in', { name: 'elsewhere' }, 'not_in_channel'],
    ['a workspace without the app', { channel: 'C1', workspace: 'T0OTHER' }, 'not_installed'],
  ])('to %s is refused with the reason', async (_what, { channel, name, workspace = TEAM }: Target, reason) => {
    await using world = await setup();
    const address = {
      surface: 'slack',
      workspace,
      kind: 'channel',
      channel: channel ?? world.slack.channelId(name ?? ''),
    } as const;

    expect(await world.gateway.post(address, NOTICE, 'notice-1')).toEqual({
      ok: false,
      error: { kind: 'refused', reason },
    });
  });

  test('is throttled by Slack’s own limit of a message a second, until the second is over', async () => {
    await using world = await setup();
    const { gateway, slack, clock } = world;
    for (let nth = 0; nth < 4; nth += 1) await gateway.post(seats(slack), NOTICE, `notice-${nth}`);

    const tooMany = await gateway.post(seats(slack), NOTICE, 'notice-5');
    clock.advance({ seconds: 1 });
    const later = await gateway.post(seats(slack), NOTICE, 'notice-5');

    expect(tooMany).toEqual({ ok: false, error: { kind: 'throttled', retryAfterMs: 1000 } });
    expect(later.ok).toBe(true);
  });

  test('whose blocks Slack would refuse goes out as plain text', async () => {
    await using world = await setup();
    const action = { ...runAction('Show', 1), does: 'x'.repeat(2001) };

    await world.gateway.post(
      seats(world.slack),
      { ...NOTICE, actions: [action as (typeof NOTICE.actions)[number]] },
      'notice-1',
    );

    expect(await world.slack.messagesIn('seats')).toMatchObject([{ text: 'The sync is complete', blocks: [] }]);
    expect(world.alerts).toHaveLength(1);
  });
});

describe('whether a notice arrived', () => {
  test('cannot be known without the right to read the channel', async () => {
    await using world = await setup(BOT_SCOPES);

    expect(await world.gateway.find(seats(world.slack), 'notice-1')).toEqual(
      ok({ kind: 'unknowable', reason: 'missing_scope' }),
    );
  });

  test('cannot be known of a channel the app is not in', async () => {
    await using world = await setup();
    const elsewhere = { ...seats(world.slack), channel: world.slack.channelId('elsewhere') };

    expect(await world.gateway.find(elsewhere, 'notice-1')).toEqual(
      ok({ kind: 'unknowable', reason: 'not_in_channel' }),
    );
  });

  test('is not denied where more was said since than we look through', async () => {
    await using world = await setup();
    await world.slack.chatter('seats', 1001);

    expect(await world.gateway.find(seats(world.slack), 'notice-1')).toEqual(
      ok({ kind: 'unknowable', reason: 'too_many_messages' }),
    );
  });

  test('is denied when everything that was said has been looked through', async () => {
    await using world = await setup();
    await world.slack.chatter('seats', 250);

    expect(await world.gateway.find(seats(world.slack), 'notice-1')).toEqual(ok({ kind: 'absent' }));
  });

  test('may be asked again when the answer is lost', async () => {
    await using world = await setup();
    world.slack.faults.strike('conversations.history', { kind: 'reset-after' });

    expect(await world.gateway.find(seats(world.slack), 'notice-1')).toMatchObject({
      ok: false,
      error: { kind: 'unavailable' },
    });
  });
});

type Target = { readonly channel?: string; readonly name?: string; readonly workspace?: string };

interface GatewayWorld extends AsyncDisposable {
  readonly gateway: ChatGateway;
  readonly slack: SlackStandIn;
  readonly clock: ManualClock;
  readonly alerts: readonly unknown[];
}

async function setup(scopes: readonly string[] = [...BOT_SCOPES, 'channels:history']): Promise<GatewayWorld> {
  const clock = createManualClock(Temporal.Now.instant());
  const slack = await startSlackStandIn({
    clock,
    scopes,
    people: [{ name: 'ada', email: 'ada@example.com' }],
    channels: [{ name: 'seats' }, { name: 'elsewhere', withoutBot: true }],
  });
  const alerts: unknown[] = [];
  const gateway = createSlackGateway({
    slackApiUrl: slack.apiUrl,
    tokenOf: tokenOfTheTeam,
    alert: (alert) => alerts.push(alert),
    log: keepingLog([]),
  });
  return { gateway, slack, clock, alerts, [Symbol.asyncDispose]: () => slack[Symbol.asyncDispose]() };
}

function seats(slack: SlackStandIn): Extract<ChatAddress, { kind: 'channel' }> {
  return { surface: 'slack', workspace: TEAM, kind: 'channel', channel: slack.channelId('seats') };
}

function ada(slack: SlackStandIn): ChatAddress {
  return { surface: 'slack', workspace: TEAM, kind: 'user', user: slack.userId('ada') };
}
