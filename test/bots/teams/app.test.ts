import { describe, expect, test } from 'vitest';
import type { SealedReply } from '../../../core/commands/reply.ts';
import { aView } from '../../fixtures/view-parts.ts';
import { ADA, APPROVALS } from './people.ts';
import { textsTo } from './seen.ts';
import { startTeamsWorld } from './teams-world.ts';

const SEATS: SealedReply = { kind: 'private', view: aView({ title: 'Your seats' }) };

describe('a typed command', () => {
  test('in a personal chat is answered there', async () => {
    await using world = await startTeamsWorld({ reply: SEATS });

    const delivered = await world.driver.types(ADA, '/seat list');
    await world.app.settled();

    expect(delivered).toMatchObject({ status: 200, body: '' });
    expect(world.frontDoor.inbounds).toMatchObject([
      {
        from: { surface: 'teams', user: ADA.objectId },
        at: { isPrivate: true },
        ask: { kind: 'typed', text: '/seat list' },
      },
    ]);
    expect(textsTo(world, ADA)).toEqual(['Your seats']);
    expect(world.frontDoor.progress).toEqual(['sending', 'sent']);
  });

  test('in a channel is answered privately in a chat that is opened for it', async () => {
    await using world = await startTeamsWorld({ reply: SEATS });

    await world.driver.types(ADA, 'list', { channel: APPROVALS });
    await world.app.settled();

    expect(world.driver.messagesIn(APPROVALS)).toEqual([]);
    expect(textsTo(world, ADA)).toEqual(['Your seats']);
  });

  test('in a channel says nothing private there when the person cannot be reached', async () => {
    await using world = await startTeamsWorld({ reply: SEATS });
    world.connector.blocked.add(ADA.objectId);

    await world.driver.types(ADA, 'list', { channel: APPROVALS });
    await world.app.settled();

    const said = world.driver.messagesIn(APPROVALS).map(({ text }) => text);
    expect(said).toEqual([expect.stringContaining('could not send you a private message')]);
    expect(world.frontDoor.progress).toEqual(['sending']);
  });

  test('is answered to everybody when the reply is for the conversation', async () => {
    await using world = await startTeamsWorld({ reply: { kind: 'conversation', view: aView({ title: 'For all' }) } });

    await world.driver.types(ADA, 'usage', { channel: APPROVALS });
    await world.app.settled();

    expect(world.driver.messagesIn(APPROVALS).map(({ text }) => text)).toEqual(['For all']);
    expect(textsTo(world, ADA)).toEqual([]);
  });

  test('that is delivered again is run and answered once', async () => {
    await using world = await startTeamsWorld({ reply: SEATS });

    await world.driver.types(ADA, 'list');
    await world.driver.redelivers();
    await world.app.settled();

    expect(world.frontDoor.runs()).toBe(1);
    expect(textsTo(world, ADA)).toEqual(['Your seats']);
  });

  test('that cannot be stored is not acknowledged', async () => {
    await using world = await startTeamsWorld({ config: { acceptMs: 30 } });
    world.frontDoor.acceptance = () => new Promise(() => {});

    const late = await world.driver.types(ADA, 'list');
    world.frontDoor.acceptance = () => Promise.reject(new Error('database gone, password hunter2'));
    const broken = await world.driver.types(ADA, 'list');

    expect([late, broken]).toMatchObject([
      { status: 503, body: 'Unavailable' },
      { status: 503, body: 'Unavailable' },
    ]);
  });

  test('of a workspace that no account knows is refused', async () => {
    await using world = await startTeamsWorld();
    world.frontDoor.acceptance = async () => ({ kind: 'unknown-workspace' });

    expect(await world.driver.types(ADA, 'list')).toMatchObject({ status: 403, body: 'Forbidden' });
  });

  test('whose answer is lost on the way is not posted again', async () => {
    await using world = await startTeamsWorld({ reply: SEATS });
    world.connector.faults.strike({ kind: 'status-after', status: 502 }, 'POST');

    await world.driver.types(ADA, 'list');
    await world.app.settled();

    expect(textsTo(world, ADA)).toEqual(['Your seats']);
    expect(world.frontDoor.progress).toEqual(['sending']);
  });
});

describe('where people are', () => {
  test('is remembered from every activity and forgotten on removal', async () => {
    await using world = await startTeamsWorld();
    const where = { kind: 'user', surface: 'teams', workspace: ADA.tenantId, user: ADA.objectId } as const;

    await world.driver.installs(ADA, 'add');
    await world.app.settled();
    const afterInstall = await world.references.recall(where);
    await world.driver.installs(ADA, 'remove');
    await world.app.settled();

    expect(afterInstall).toBeDefined();
    expect(await world.references.recall(where)).toBeUndefined();
    expect(world.frontDoor.inbounds).toEqual([]);
  });
});
