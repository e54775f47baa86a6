import { describe, expect, test } from 'vitest';
import type { SealedReply } from '../../../core/commands/reply.ts';
import { actionId, aView, runAction } from '../../fixtures/view-parts.ts';
import type { SeenMessage } from '../../stand-ins/teams/teams-driver.ts';
import { INVITE } from './invite-form.ts';
import { ADA, APPROVALS, GRACE, GUEST } from './people.ts';
import { only } from './seen.ts';
import { startTeamsWorld } from './teams-world.ts';
import type { TeamsWorld } from './teams-world.ts';

describe('a pressed button', () => {
  test('is answered in words to the person who pressed, and the shared card stays as it is', async () => {
    await using world = await startTeamsWorld({ reply: approvalCard() });
    const card = await postedIn(world);
    world.frontDoor.replies = () => ({
      kind: 'private',
      view: aView({ title: 'You may not approve your own request', tone: 'bad', actions: [runAction('Show it', 9)] }),
    });

    const pressed = await world.driver.presses(GUEST, card, 'Approve');
    await world.app.settled();

    expect(pressed).toMatchObject({
      status: 200,
      invoke: {
        type: 'application/vnd.microsoft.activity.message',
        text: 'Problem: You may not approve your own request',
      },
    });
    expect(world.connector.requests.filter((request) => request.startsWith('PUT'))).toEqual([]);
    expect(world.frontDoor.inbounds.at(-1)).toMatchObject({
      from: { user: GUEST.objectId },
      at: { isPrivate: false },
      ask: { kind: 'press', action: actionId(1), answers: {} },
    });
  });

  test('that is delivered again gets the stored answer and runs once', async () => {
    await using world = await startTeamsWorld({ reply: approvalCard() });
    const card = await postedIn(world);
    world.frontDoor.replies = () => ({ kind: 'private', view: aView({ title: 'Approved', tone: 'good' }) });

    const first = await world.driver.presses(GRACE, card, 'Approve');
    const second = await world.driver.redelivers();

    expect(second.body).toBe('body' in first ? first.body : undefined);
    expect(world.frontDoor.runs()).toBe(2);
  });

  test('is answered with a form for the person who pressed', async () => {
    await using world = await startTeamsWorld({ reply: approvalCard() });
    const card = await postedIn(world);
    world.frontDoor.replies = () => ({ kind: 'form', form: INVITE });

    const pressed = await world.driver.presses(GRACE, card, 'Approve');

    expect(pressed).toMatchObject({ invoke: { type: 'application/vnd.microsoft.card.adaptive' } });
  });

  test('is answered to everybody by a message of its own', async () => {
    await using world = await startTeamsWorld({ reply: approvalCard() });
    const card = await postedIn(world);
    world.frontDoor.replies = () => ({ kind: 'conversation', view: aView({ title: 'For all' }) });

    await world.driver.presses(GRACE, card, 'Approve');
    await world.app.settled();

    expect(world.driver.messagesIn(APPROVALS).map(({ text }) => text)).toEqual([card.text, 'For all']);
  });

  test('still gets an answer when the call takes too long', async () => {
    await using world = await startTeamsWorld({ reply: approvalCard(), config: { invokeMs: 30 } });
    const card = await postedIn(world);
    world.frontDoor.replies = () => new Promise(() => {});

    const pressed = await world.driver.presses(GRACE, card, 'Approve');

    expect(pressed).toMatchObject({ status: 200, invoke: { text: expect.stringContaining('still being worked on') } });
    expect(world.frontDoor.progress).toEqual(['sending', 'sent']);
  });

  test('that cannot be read is answered with an error of the protocol', async () => {
    await using world = await startTeamsWorld({ reply: approvalCard() });
    const card = await postedIn(world);
    const broken = JSON.parse(JSON.stringify(card.card).replaceAll('"press"', '"nonsense"'));

    const pressed = await world.driver.presses(GRACE, { ...card, card: broken }, 'Approve');

    expect(pressed).toMatchObject({ invoke: { statusCode: 400, type: 'application/vnd.microsoft.error' } });
    expect(world.frontDoor.inbounds).toHaveLength(1);
  });
});

function approvalCard(): SealedReply {
  return {
    kind: 'conversation',
    view: aView({ title: 'Approve a seat', actions: [runAction('Approve', 1, 'primary')] }),
  };
}

async function postedIn(world: TeamsWorld): Promise<SeenMessage> {
  await world.driver.types(ADA, 'requests', { channel: APPROVALS });
  await world.app.settled();
  return only(world.driver.messagesIn(APPROVALS));
}
