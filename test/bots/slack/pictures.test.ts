import { expect, test } from 'vitest';
import { createSlackGateway } from '../../../bots/slack/gateway.ts';
import { createManualClock } from '../../stand-ins/clock/scaled-clock.ts';
import type { FetchImage } from '../../stand-ins/slack/images.ts';
import { TEAM } from '../../stand-ins/slack/people.ts';
import { startSlackStandIn } from '../../stand-ins/slack/slack-stand-in.ts';
import { aView } from '../../fixtures/view-parts.ts';
import { keepingLog, tokenOfTheTeam } from './a-slack-app.ts';
import { setupSlackWorld } from './slack-world.ts';

const PICTURE = { kind: 'picture', href: 'https://usher.example/pictures/1.png', alt: 'Seats used' } as const;
const WORDS = { kind: 'text', text: ['5 seats'] } as const;
const NOTICE = aView({ title: 'Seats', blocks: [PICTURE, WORDS] });
const aPng: FetchImage = async () => new Response('png', { headers: { 'content-type': 'image/png' } });

test('a picture that Slack can fetch stands in the message with words for those who do not see it', async () => {
  await using world = await setup(aPng);

  const posted = await world.gateway.post(world.seats, NOTICE, 'notice-1');

  expect(posted.ok).toBe(true);
  expect(await typesIn(world.slack)).toEqual(['header', 'image', 'rich_text']);
});

test.each([
  ['nobody answers', async () => undefined],
  ['something else is there', async () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
  ['it is gone', async () => new Response('', { status: 404, headers: { 'content-type': 'image/png' } })],
])(
  'where Slack cannot fetch a picture because %s, the message goes without it',
  async (_why, fetchImage: FetchImage) => {
    await using world = await setup(fetchImage);

    const posted = await world.gateway.post(world.seats, NOTICE, 'notice-1');
    const changed = posted.ok ? await world.gateway.update(posted.value, { ...NOTICE, title: 'Later' }) : posted;

    expect(changed).toEqual(posted);
    expect((await world.slack.messagesIn('seats')).map(({ reads }) => reads)).toEqual(['Later 5 seats']);
    expect(await typesIn(world.slack)).toEqual(['header', 'rich_text']);
  },
);

test('an answer to a command is not lost with its picture either', async () => {
  await using world = await setupSlackWorld();
  world.frontDoor.repliesNext(async () => ({ kind: 'private', view: NOTICE }));

  await world.driver.types('ada', '/seat usage', { channel: 'seats' });
  await world.app.drained();

  expect(world.slack.ephemeralsTo('ada').map(({ reads }) => reads)).toEqual(['Seats 5 seats']);
});

test('a message that is refused for another reason is not sent again', async () => {
  await using world = await setup(aPng);

  const posted = await world.gateway.post({ ...world.seats, channel: 'C0NOWHERE' }, aView(), 'notice-1');

  expect(posted).toMatchObject({ ok: false, error: { reason: 'channel_not_found' } });
  expect(world.slack.calls('chat.postMessage')).toHaveLength(1);
});

async function typesIn(slack: Awaited<ReturnType<typeof startSlackStandIn>>): Promise<readonly unknown[]> {
  const messages = await slack.messagesIn('seats');
  return messages.flatMap(({ blocks }) => blocks.map((block) => (block as { readonly type: string }).type));
}

async function setup(fetchImage: FetchImage) {
  const clock = createManualClock(Temporal.Now.instant());
  const slack = await startSlackStandIn({
    clock,
    people: [{ name: 'ada', email: 'ada@acme.example' }],
    channels: [{ name: 'seats' }],
    fetchImage,
  });
  const { slackApiUrl, tokenOf, log } = { slackApiUrl: slack.apiUrl, tokenOf: tokenOfTheTeam, log: keepingLog([]) };
  return {
    slack,
    gateway: createSlackGateway({ slackApiUrl, tokenOf, alert: () => undefined, log }),
    seats: { surface: 'slack', workspace: TEAM, kind: 'channel', channel: slack.channelId('seats') } as const,
    [Symbol.asyncDispose]: () => slack[Symbol.asyncDispose](),
  };
}
