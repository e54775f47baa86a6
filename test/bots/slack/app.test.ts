import { describe, expect, test } from 'vitest';
import { eventually } from '../../stand-ins/slack/eventually.ts';
import { aView, runAction } from '../../fixtures/view-parts.ts';
import { setupSlackWorld } from './slack-world.ts';

const heard = { kind: 'private', view: aView({ title: 'Heard' }) } as const;

describe('a slash command', () => {
  test('is stored, acknowledged with nothing, handled, and answered to the person alone', async () => {
    await using world = await setupSlackWorld();
    const { slack, driver, frontDoor, app } = world;

    const http = await driver.types('ada', '/seat list', { channel: 'seats' });
    await app.drained();

    expect(http).toMatchObject({ status: 200, body: '' });
    expect(frontDoor.handled().map(({ ask }) => ask)).toEqual([{ kind: 'typed', text: '/seat list' }]);
    expect(slack.ephemeralsTo('ada').map(({ reads }) => reads)).toEqual(['Heard']);
    expect(await slack.messagesIn('seats')).toEqual([]);
    expect(frontDoor.progress()).toEqual(['sending', 'sent']);
  });

  test('is acknowledged before it is handled', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor, app, slack } = world;
    const gate = Promise.withResolvers<typeof heard>();
    frontDoor.repliesNext(() => gate.promise);

    const http = await driver.types('ada', '/seat list');
    const answeredEarly = slack.ephemeralsTo('ada').length;
    gate.resolve(heard);
    await app.drained();

    expect(http.status).toBe(200);
    expect(answeredEarly).toBe(0);
    expect(slack.ephemeralsTo('ada')).toHaveLength(1);
  });

  test('that cannot be stored is not acknowledged and runs nothing', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor } = world;
    frontDoor.acceptsNext(() => Promise.reject(new Error('no database')));

    const http = await driver.types('ada', '/seat list');

    expect(http.status).toBe(503);
    expect(frontDoor.handled()).toEqual([]);
  });

  test('that takes too long to store is not acknowledged, and what became of it is still logged', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor, logged } = world;
    const gate = Promise.withResolvers<never>();
    frontDoor.acceptsNext(() => gate.promise);

    const http = await driver.types('ada', '/seat list');
    const before = logged.length;
    gate.reject(new Error('connection lost at last'));
    await eventually(() => (logged.length > before ? true : undefined), 'The late failure');

    expect(http.status).toBe(503);
    expect(logged.at(-1)).toContain('connection lost at last');
  });

  test('delivered twice runs once and is answered once', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor, slack, app } = world;

    await driver.types('ada', '/seat list');
    const again = await driver.repeats();
    await app.drained();

    expect(again).toMatchObject({ status: 200, body: '' });
    expect(frontDoor.handled()).toHaveLength(1);
    expect(slack.ephemeralsTo('ada')).toHaveLength(1);
  });

  test('whose answer is for everybody is answered in the channel and replaces nothing', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor, slack, app } = world;
    frontDoor.repliesNext(async () => ({ kind: 'conversation', view: aView({ title: 'Four seats are free' }) }));

    await driver.types('ada', '/seat usage', { channel: 'seats' });
    await app.drained();

    expect((await slack.messagesIn('seats')).map(({ reads }) => reads)).toEqual(['Four seats are free']);
  });

  test('works in a channel the app is not in', async () => {
    await using world = await setupSlackWorld();
    const { driver, slack, app } = world;

    await driver.types('ada', '/seat list', { channel: 'elsewhere' });
    await app.drained();

    expect(slack.ephemeralsTo('ada')).toHaveLength(1);
  });

  test('that says work goes on is answered to the person alone', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor, slack, app } = world;
    frontDoor.repliesNext(async () => ({ kind: 'deferred', view: aView({ title: 'Working on it' }) }));

    await driver.types('ada', '/seat sync ada');
    await app.drained();

    expect(slack.ephemeralsTo('ada').map(({ reads }) => reads)).toEqual(['Working on it']);
  });

  test('from a workspace nobody has connected says so', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor, slack, app } = world;
    frontDoor.acceptsNext(async () => ({ kind: 'unknown-workspace' }));

    await driver.types('eve', '/seat list');
    await app.drained();

    expect(slack.ephemeralsTo('eve')[0]?.reads).toContain('This workspace is not connected to an account');
    expect(frontDoor.handled()).toEqual([]);
  });

  test('whose handling breaks is answered with its reference, and left to be finished', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor, slack, app } = world;
    frontDoor.repliesNext(() => Promise.reject(new Error('database gone')));

    await driver.types('ada', '/seat list');
    await app.drained();

    expect(slack.ephemeralsTo('ada')[0]?.reads).toContain('Reference: 01900000-0000-7000-8000-000000000001');
    expect(frontDoor.progress()).toEqual([]);
  });

  test('is not answered at an address outside the allow-list', async () => {
    await using world = await setupSlackWorld({ responseOrigins: ['https://hooks.slack.com'] });
    const { driver, frontDoor, slack, app, logged } = world;

    await driver.types('ada', '/seat list');
    await app.drained();

    expect(slack.ephemeralsTo('ada')).toEqual([]);
    expect(frontDoor.progress()).toEqual(['sending']);
    expect(logged.join('\n')).toContain('Slack answer was not sent');
  });

  test('whose answer Slack would refuse is answered in plain text, and an alert is raised', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor, slack, app, alerts } = world;
    const label = 'Approve';
    const action = { ...runAction(label, 1), does: 'x'.repeat(2001) as ReturnType<typeof idOf> };
    frontDoor.repliesNext(async () => ({ kind: 'private', view: aView({ title: 'Seats', actions: [action] }) }));

    await driver.types('ada', '/seat list');
    await app.drained();

    expect(slack.ephemeralsTo('ada').map(({ reads, blocks }) => ({ reads, blocks }))).toEqual([
      { reads: 'Seats', blocks: [] },
    ]);
    expect(alerts).toMatchObject([{ kind: 'blocks-refused' }]);
  });
});

describe('a message to the app', () => {
  test('is answered in the direct messages it came from', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor, slack, app } = world;

    const http = await driver.types('ada', 'list type:sync-only');
    await app.drained();

    expect(http.status).toBe(200);
    expect(frontDoor.handled()[0]).toMatchObject({
      at: { isPrivate: true, address: await slack.dmChannelOf('ada') },
      ask: { kind: 'typed', text: 'list type:sync-only' },
      canOpenForm: false,
    });
    expect((await slack.dmWith('ada')).map(({ reads }) => reads)).toEqual(['Heard']);
  });

  test('that Slack delivers again, because the first time it could not be stored, is then answered', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor, slack, app } = world;
    frontDoor.acceptsNext(() => Promise.reject(new Error('no database')));

    const first = await driver.types('ada', 'list');
    const second = await driver.repeats();
    await app.drained();

    expect([first.status, second.status]).toEqual([503, 200]);
    expect(await slack.dmWith('ada')).toHaveLength(1);
  });

  test('in a channel loses the mention and is answered to the person alone', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor, slack, app } = world;

    await driver.mentions('ada', 'list', 'seats');
    await app.drained();

    expect(frontDoor.handled()[0]?.ask).toEqual({ kind: 'typed', text: 'list' });
    expect(slack.ephemeralsTo('ada').map(({ reads }) => reads)).toEqual(['Heard']);
    expect(await slack.messagesIn('seats')).toEqual([]);
  });

  test.each([
    ['of a bot', { type: 'message', channel_type: 'im', bot_id: 'B1', user: 'U1', channel: 'D1', text: 'list' }],
    ['that was edited', { type: 'message', subtype: 'message_changed', channel_type: 'im', channel: 'D1' }],
    [
      'in a channel without a mention',
      { type: 'message', channel_type: 'channel', user: 'U1', channel: 'C1', text: 'list' },
    ],
    ['that is no message but an opened home', { type: 'app_home_opened', user: 'U1', channel: 'D1' }],
  ])('%s is acknowledged and left alone', async (_what, event) => {
    await using world = await setupSlackWorld();

    const http = await world.driver.sendsEvent(event);

    expect(http.status).toBe(200);
    expect(world.frontDoor.accepted()).toEqual([]);
  });
});

describe('a press', () => {
  test('carries the stored action and is answered beside the card, which stays as it is', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor, slack, app } = world;
    const approve = runAction('Approve EUR 90.10', 1, 'primary');
    frontDoor.repliesNext(async () => ({
      kind: 'conversation',
      view: aView({ title: 'A request', actions: [approve] }),
    }));
    await driver.types('ada', '/seat quote 1', { channel: 'seats' });
    await app.drained();
    const [card] = await slack.messagesIn('seats');
    if (card === undefined) throw new Error('There is no card');

    await driver.presses('grace', card, 'Approve EUR 90.10');
    await app.drained();

    expect(frontDoor.handled()[1]).toMatchObject({
      from: { user: slack.userId('grace') },
      ask: { kind: 'press', action: 'does' in approve ? approve.does : '', answers: {} },
    });
    expect(slack.ephemeralsTo('grace').map(({ reads }) => reads)).toEqual(['Heard']);
    expect(await slack.messagesIn('seats')).toEqual([card]);
  });

  test('of somebody from another company is from their own workspace', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor, slack, app } = world;
    const view = aView({ actions: [runAction('Approve', 1)] });
    frontDoor.repliesNext(async () => ({ kind: 'conversation', view }));
    await driver.types('ada', '/seat quote 1', { channel: 'seats' });
    await app.drained();
    const [card] = await slack.messagesIn('seats');
    if (card === undefined) throw new Error('There is no card');

    await driver.presses('eve', card, 'Approve');
    await app.drained();

    expect(frontDoor.accepted()[1]).toMatchObject({
      from: { workspace: 'T0PARTNER' },
      at: { workspace: 'T000000001' },
    });
  });
});

function idOf() {
  const action = runAction('', 0);
  if (action.kind !== 'run') throw new Error('Not a button that runs something');
  return action.does;
}
