import { describe, expect, test } from 'vitest';
import { createSlackDocuments } from '../../../bots/slack/documents.ts';
import type { ChatAddress } from '../../../core/outbox/chat-gateway.ts';
import { err, ok } from '../../../core/result.ts';
import { createManualClock } from '../../stand-ins/clock/scaled-clock.ts';
import { BOT_SCOPES, TEAM } from '../../stand-ins/slack/people.ts';
import type { SlackFault } from '../../stand-ins/slack/slack-faults.ts';
import { startSlackStandIn } from '../../stand-ins/slack/slack-stand-in.ts';
import { keepingLog, tokenOfTheTeam } from './a-slack-app.ts';

const FILE = {
  name: 'people.csv',
  title: '2 people <!channel> as CSV',
  bytes: new TextEncoder().encode('name\r\nÄda\r\n'),
};

type Options = { readonly scopes?: readonly string[]; readonly origins?: readonly string[] };

async function aWorkspace({ scopes = BOT_SCOPES, origins }: Options = {}) {
  const clock = createManualClock(Temporal.Instant.from('2026-11-22T12:00:00Z'));
  const people = [
    { name: 'ada', email: 'ada@example.com' },
    { name: 'eve', email: 'eve@example.com' },
  ];
  const slack = await startSlackStandIn({ clock, people, channels: [{ name: 'seats' }], scopes });
  const config = { slackApiUrl: slack.apiUrl, fileOrigins: [...(origins ?? [slack.url])] };
  const chat = createSlackDocuments({ config, tokenOf: tokenOfTheTeam, log: keepingLog([]) });
  if (chat.kind !== 'posted') throw new Error('Slack asks nobody');
  const to: ChatAddress = { kind: 'user', surface: 'slack', workspace: TEAM, user: slack.userId('ada') };
  const laid = async (): Promise<string> => {
    const place = await chat.layDown(to, FILE);
    if (!place.ok) throw new Error(place.error.kind);
    return place.value;
  };
  return { slack, chat, to, laid, clock, [Symbol.asyncDispose]: () => slack[Symbol.asyncDispose]() };
}

describe('a file in Slack', () => {
  test('is shown in the direct messages of one person, with its name and a literal comment', async () => {
    await using world = await aWorkspace();
    const { chat, slack, to } = world;
    const place = await world.laid();
    expect(await slack.filesTo('ada')).toEqual([]);

    const handed = await chat.hand(to, place, FILE);

    expect(handed).toEqual(ok({ seen: true }));
    expect(await slack.filesTo('ada')).toMatchObject([
      { name: 'people.csv', title: 'people.csv', text: 'name\r\nÄda\r\n', comment: '2 people &lt;!channel&gt; as CSV' },
    ]);
    expect(await slack.filesTo('eve')).toEqual([]);
  });

  test('is known to be there, or not yet', async () => {
    await using world = await aWorkspace();
    const { chat, to } = world;
    const place = await world.laid();

    const before = await chat.find(to, place);
    await chat.hand(to, place, FILE);

    expect([before, await chat.find(to, place)]).toEqual([ok('absent'), ok('there')]);
  });

  test.each<[SlackFault, string, number]>([
    [{ kind: 'reset-after' }, 'ambiguous', 1],
    [{ kind: 'accept-then-504' }, 'ambiguous', 1],
    [{ kind: 'reset-before' }, 'ambiguous', 0],
    [{ kind: 'throttle', retryAfter: '7' }, 'throttled', 0],
    [{ kind: 'refuse', error: 'channel_not_found' }, 'refused', 0],
  ])('whose showing met %j is %s, asked once', async (fault, kind, files) => {
    await using world = await aWorkspace();
    const { chat, slack, to } = world;
    const place = await world.laid();
    slack.faults.strike('files.completeUploadExternal', fault);

    const handed = await chat.hand(to, place, FILE);

    expect(handed).toMatchObject({ ok: false, error: { kind } });
    expect(await slack.filesTo('ada')).toHaveLength(files);
    expect(await chat.find(to, place)).toEqual(ok(files === 1 ? 'there' : 'absent'));
  });

  test('is refused by a workspace whose app may not give files', async () => {
    await using world = await aWorkspace({ scopes: BOT_SCOPES.filter((scope) => scope !== 'files:write') });

    expect(await world.chat.layDown(world.to, FILE)).toEqual(err({ kind: 'refused', reason: 'missing_scope' }));
  });

  test('goes to Slack’s file host and nowhere else', async () => {
    await using world = await aWorkspace({ origins: ['https://files.slack.com'] });

    expect(await world.chat.layDown(world.to, FILE)).toEqual(err({ kind: 'refused', reason: 'file-origin' }));
  });

  test('is not asked for where Usher is not installed', async () => {
    await using world = await aWorkspace();

    const laid = await world.chat.layDown({ ...world.to, workspace: 'T0OTHER' }, FILE);

    expect(laid).toEqual(err({ kind: 'refused', reason: 'not_installed' }));
    expect(world.slack.calls()).toEqual([]);
  });
});

test('the stand-in takes one upload of the announced length at each address, for some minutes', async () => {
  await using world = await aWorkspace();
  const { slack, clock } = world;
  const prepare = async (length: number): Promise<string> => {
    const response = await fetch(`${slack.apiUrl}files.getUploadURLExternal`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-usher' },
      body: new URLSearchParams({ filename: 'a.csv', length: `${length}` }),
    });
    const answer: unknown = await response.json();
    if (typeof answer !== 'object' || answer === null || !('upload_url' in answer)) throw new Error('No address');
    return String(answer.upload_url);
  };
  const [first, late] = [await prepare(3), await prepare(3)];

  const answers = [await put(first, 'four'), await put(first, 'abc'), await put(first, 'abc')];
  clock.advance({ minutes: 11 });

  expect([...answers, await put(late, 'abc')]).toEqual([400, 200, 404, 404]);
});

async function put(url: string, body: string): Promise<number> {
  return (await fetch(url, { method: 'POST', body })).status;
}
