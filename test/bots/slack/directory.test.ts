import { describe, expect, test } from 'vitest';
import { createSlackDirectory } from '../../../bots/slack/directory.ts';
import type { ChatDirectory } from '../../../core/outbox/chat-gateway.ts';
import { ok } from '../../../core/result.ts';
import { createManualClock } from '../../stand-ins/clock/scaled-clock.ts';
import { BOT_USER, TEAM } from '../../stand-ins/slack/people.ts';
import { startSlackStandIn, type SlackStandIn } from '../../stand-ins/slack/slack-stand-in.ts';
import { keepingLog, tokenOfTheTeam } from './a-slack-app.ts';

const PEOPLE = [
  { name: 'ada', email: 'ada@example.com', realName: 'Ada Lovelace' },
  { name: 'guest', email: 'guest@example.com', marks: { is_restricted: true } },
  { name: 'singlechannel', email: 'single@example.com', marks: { is_restricted: true, is_ultra_restricted: true } },
  { name: 'stranger', email: 'stranger@partner.example', marks: { is_stranger: true } },
  { name: 'partner', email: 'partner@partner.example', team: 'T0PARTNER' },
  { name: 'robot', email: 'robot@example.com', marks: { is_bot: true } },
  { name: 'gone', email: 'gone@example.com', marks: { deleted: true, is_restricted: true } },
  { name: 'unproven', email: 'unproven@example.com', marks: { is_email_confirmed: false } },
] as const;

describe('who somebody is in Slack', () => {
  test.each([
    ['ada', 'full'],
    ['guest', 'guest'],
    ['singlechannel', 'guest'],
    ['stranger', 'external'],
    ['partner', 'external'],
    ['robot', 'bot'],
    ['gone', 'deactivated'],
  ])('%s is %s', async (name, standing) => {
    await using world = await setup();
    const { directory, slack } = world;

    const profile = await directory.profileOf({ surface: 'slack', workspace: TEAM, user: slack.userId(name) });

    expect(profile).toMatchObject({ ok: true, value: { standing } });
  });

  test('comes with a name and the address Slack has confirmed', async () => {
    await using world = await setup();
    const user = { surface: 'slack', workspace: TEAM, user: world.slack.userId('ada') };

    expect(await world.directory.profileOf(user)).toEqual(
      ok({ user, name: 'Ada Lovelace', confirmedAddress: 'ada@example.com', standing: 'full' }),
    );
  });

  test('comes without an address that nobody has confirmed', async () => {
    await using world = await setup();

    const profile = await world.directory.findByAddress(TEAM, 'unproven@example.com');

    expect(profile).toMatchObject({ ok: true, value: { standing: 'full', confirmedAddress: undefined } });
  });

  test('is found by address', async () => {
    await using world = await setup();

    expect(await world.directory.findByAddress(TEAM, 'ada@example.com')).toMatchObject({
      value: { user: { user: world.slack.userId('ada') } },
    });
  });

  test('is unknown where Slack knows nobody', async () => {
    await using world = await setup();

    expect(await world.directory.findByAddress(TEAM, 'nobody@example.com')).toEqual(ok(undefined));
    expect(await world.directory.profileOf({ surface: 'slack', workspace: TEAM, user: 'U0NOBODY' })).toEqual(
      ok(undefined),
    );
  });

  test('tells our own bot from a person', async () => {
    await using world = await setup();

    expect(await world.directory.profileOf({ surface: 'slack', workspace: TEAM, user: BOT_USER })).toMatchObject({
      value: { standing: 'bot' },
    });
  });

  test('cannot be asked too often', async () => {
    await using world = await setup();
    world.slack.faults.strike('users.info', { kind: 'throttle', retryAfter: '3' });

    expect(await world.directory.profileOf({ surface: 'slack', workspace: TEAM, user: 'U1' })).toEqual({
      ok: false,
      error: { kind: 'throttled', retryAfterMs: 3000 },
    });
  });

  test('is not denied when the answer is lost', async () => {
    await using world = await setup();
    world.slack.faults.strike('users.info', { kind: 'reset-after' });

    expect(await world.directory.profileOf({ surface: 'slack', workspace: TEAM, user: 'U1' })).toMatchObject({
      ok: false,
      error: { kind: 'unavailable' },
    });
  });

  test('needs the right to read addresses', async () => {
    await using world = await setup(['users:read']);

    expect(await world.directory.findByAddress(TEAM, 'ada@example.com')).toEqual({
      ok: false,
      error: { kind: 'refused', reason: 'missing_scope' },
    });
  });
});

interface DirectoryWorld extends AsyncDisposable {
  readonly directory: ChatDirectory;
  readonly slack: SlackStandIn;
}

async function setup(scopes?: readonly string[]): Promise<DirectoryWorld> {
  const clock = createManualClock(Temporal.Now.instant());
  const narrowed = scopes === undefined ? {} : { scopes };
  const slack = await startSlackStandIn({ clock, people: PEOPLE, channels: [], ...narrowed });
  const directory = createSlackDirectory({ slackApiUrl: slack.apiUrl, tokenOf: tokenOfTheTeam, log: keepingLog([]) });
  return { directory, slack, [Symbol.asyncDispose]: () => slack[Symbol.asyncDispose]() };
}
