import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTeamsDirectory } from '../../../bots/teams/directory.ts';
import type { ChatDirectory } from '../../../core/outbox/chat-gateway.ts';
import type { TeamsPerson } from '../../stand-ins/teams/people.ts';
import { ADA, APPROVALS, GRACE, GUEST, INVITED, STRANGER, TENANT } from './people.ts';
import { startTeamsWorld } from './teams-world.ts';
import type { TeamsWorld } from './teams-world.ts';

let world: TeamsWorld;
let directory: ChatDirectory;
beforeEach(async () => {
  world = await startTeamsWorld({ pageSize: 2 });
  directory = createTeamsDirectory(world.poster);
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
});

describe('a profile', () => {
  test('is confirmed by the principal name, never by the mail property', async () => {
    const profile = await directory.profileOf(userOf(GRACE));

    expect(profile).toEqual({
      ok: true,
      value: {
        user: userOf(GRACE),
        name: 'Grace Hopper',
        confirmedAddress: 'grace.hopper@example.com',
        standing: 'full',
      },
    });
    expect(GRACE.email).not.toBe(GRACE.userPrincipalName);
  });

  test.each([GUEST, INVITED])('of a guest confirms no address: $name', async (guest) => {
    expect(await directory.profileOf(userOf(guest))).toMatchObject({
      ok: true,
      value: { standing: 'guest', confirmedAddress: undefined },
    });
  });

  test('of somebody from another tenant confirms no address', async () => {
    expect(await directory.profileOf(userOf(STRANGER))).toMatchObject({
      ok: true,
      value: { standing: 'external', confirmedAddress: undefined },
    });
  });

  test('of nobody is undefined', async () => {
    const user = { surface: 'teams', workspace: TENANT, user: 'ffffffff-0000-4000-8000-000000000000' };

    expect(await directory.profileOf(user)).toEqual({ ok: true, value: undefined });
  });

  test('that cannot be read is unavailable', async () => {
    world.connector.faults.strike({ kind: 'status', status: 503 }, 'GET');

    expect(await directory.profileOf(userOf(ADA))).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  });
});

describe('somebody is found by address', () => {
  test('in the rosters of the channels that we know, page by page', async () => {
    await world.driver.types(ADA, 'help', { channel: APPROVALS });
    await world.app.settled();

    const found = await directory.findByAddress(TENANT, GUEST.userPrincipalName.toUpperCase());

    expect(found).toMatchObject({ ok: true, value: { user: userOf(GUEST), standing: 'guest' } });
    expect(world.connector.requests.filter((request) => request.includes('pagedmembers'))).toHaveLength(2);
  });

  test('but not by the mail property, and not in a workspace without channels', async () => {
    const beforeAnyChannel = await directory.findByAddress(TENANT, ADA.userPrincipalName);
    await world.driver.types(ADA, 'help', { channel: APPROVALS });
    await world.app.settled();

    expect(beforeAnyChannel).toEqual({ ok: true, value: undefined });
    expect(await directory.findByAddress(TENANT, GRACE.email)).toEqual({ ok: true, value: undefined });
  });
});

function userOf({ objectId }: TeamsPerson): {
  readonly surface: string;
  readonly workspace: string;
  readonly user: string;
} {
  return { surface: 'teams', workspace: TENANT, user: objectId };
}
