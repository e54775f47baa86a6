import { describe, expect, test } from 'vitest';
import { actionId, aView } from '../../fixtures/view-parts.ts';
import type { SeenMessage } from '../../stand-ins/teams/teams-driver.ts';
import { INVITE } from './invite-form.ts';
import { ADA, APPROVALS } from './people.ts';
import { only, textsTo } from './seen.ts';
import { startTeamsWorld } from './teams-world.ts';
import type { TeamsWorld } from './teams-world.ts';

const ENTRIES = { email: 'linus@example', seatType: 'sync-only', agreed: true };

describe('a form', () => {
  test('carries its answers as typed values', async () => {
    await using world = await startTeamsWorld({ reply: { kind: 'form', form: INVITE } });
    const form = await formIn(world);

    await world.driver.presses(ADA, form, 'Invite', ENTRIES);

    expect(world.frontDoor.inbounds.at(-1)?.ask).toEqual({ kind: 'submit', action: actionId(7), answers: ENTRIES });
  });

  test('is not sent by the client while a required field is empty', async () => {
    await using world = await startTeamsWorld({ reply: { kind: 'form', form: INVITE } });
    const form = await formIn(world);

    const pressed = await world.driver.presses(ADA, form, 'Invite', { agreed: true });

    expect(pressed).toEqual({ status: 'incomplete', messages: ['Please enter: E-mail'] });
  });

  test('comes back with the errors at their fields and with what was entered', async () => {
    await using world = await startTeamsWorld({ reply: { kind: 'form', form: INVITE } });
    const form = await formIn(world);
    world.frontDoor.acceptance = async () => ({ kind: 'invalid', errors: { email: 'This is no e-mail address.' } });

    const pressed = await world.driver.presses(ADA, form, 'Invite', ENTRIES);

    if (!('invoke' in pressed)) throw new Error('The client did not send the form');
    expect(pressed.invoke?.text).toMatch(/Problem: This is no e-mail address\.\nE-mail\nSeat type/);
    expect(JSON.stringify(pressed.invoke?.card)).toContain('"value":"linus@example"');
  });

  test('that came back can be sent again', async () => {
    await using world = await startTeamsWorld({ reply: { kind: 'form', form: INVITE } });
    const form = await formIn(world);
    world.frontDoor.acceptance = async () => ({ kind: 'invalid', errors: { email: 'This is no e-mail address.' } });
    const pressed = await world.driver.presses(ADA, form, 'Invite', ENTRIES);
    world.frontDoor.acceptance = async () => undefined;

    const card: unknown = 'invoke' in pressed ? pressed.invoke?.card : undefined;
    await world.driver.presses(ADA, { ...form, card }, 'Invite', { email: 'linus@example.com' });

    const answers = { ...ENTRIES, email: 'linus@example.com' };
    expect(world.frontDoor.inbounds.at(-1)?.ask).toMatchObject({ kind: 'submit', answers });
  });

  test('is read from a client that only knows Action.Submit', async () => {
    await using world = await startTeamsWorld({ reply: { kind: 'form', form: INVITE } });
    const form = await formIn(world);
    world.frontDoor.replies = () => ({ kind: 'private', view: aView({ title: 'Invited' }) });

    await world.driver.submits(ADA, form, 'Invite', ENTRIES);
    await world.app.settled();

    expect(world.frontDoor.inbounds.at(-1)?.ask).toEqual({ kind: 'submit', action: actionId(7), answers: ENTRIES });
    expect(textsTo(world, ADA).at(-1)).toBe('Invited');
  });

  test('asked for in a channel is sent to the private chat', async () => {
    await using world = await startTeamsWorld({ reply: { kind: 'form', form: INVITE } });

    await world.driver.types(ADA, 'invite', { channel: APPROVALS });
    await world.app.settled();

    expect(world.driver.messagesIn(APPROVALS)).toEqual([]);
    expect(textsTo(world, ADA)[0]).toContain('Invite a colleague');
  });
});

async function formIn(world: TeamsWorld): Promise<SeenMessage> {
  await world.driver.types(ADA, 'invite');
  await world.app.settled();
  return only(world.driver.messagesTo(ADA));
}
