import { describe, expect, test } from 'vitest';
import { createDomain } from '../../../core/commands/domain.ts';
import { recordName, recordValue } from '../../../core/domains/challenge.ts';
import { createCheckDomain } from '../../../core/domains/check-domain.ts';
import { createTellOwner } from '../../../core/domains/contest.ts';
import { pendingClaim } from '../../../core/domains/domain-claim-moves.ts';
import type { DomainClaim } from '../../../core/domains/domain-claim.ts';
import type { Id } from '../../../core/ids.ts';
import type { Stores } from '../../../core/transaction.ts';
import { aChannel, anAccount } from '../../builders/account.ts';
import { ACME, ids, NOW } from '../../builders/ids.ts';
import { aMember } from '../../builders/people.ts';
import { aVerifiedClaim } from '../../builders/setup.ts';
import { aSetupWorld, shown } from '../accounts/setup-world.ts';

const DOMAIN = 'bücher.example';
const ASCII = 'xn--bcher-kva.example';

describe('a domain that two accounts claim', () => {
  test('is refused to the second, who sees it in the list, and the owner is told without a name', async () => {
    const world = await twoAccounts();
    await world.owner(({ domains }) => domains.add(aVerifiedClaim({ accountId: world.other, domain: ASCII })));

    const refused = shown(await world.say(world.adaInChat, `domain add ${DOMAIN}`));
    await world.tellsOwner();
    const list = shown(await world.say(world.adaInChat, 'domain list'));

    expect(refused).toContain(`${DOMAIN} (${ASCII}) is verified by another account`);
    expect(list).toContain('belongs to another account');
    const [notice] = await world.ownersNotices();
    expect(notice?.view.title).toBe(`Another account claims ${DOMAIN} (${ASCII})`);
    expect(JSON.stringify(notice?.view)).not.toMatch(new RegExp(`${ACME}|Ada|acme`, 'u'));
    expect(await world.ownersRecords()).toEqual(['domain.contested']);
  });

  test('is told to its owner once a day, however often it is claimed', async () => {
    const world = await twoAccounts();
    await world.owner(({ domains }) => domains.add(aVerifiedClaim({ accountId: world.other, domain: ASCII })));

    for (let time = 0; time < 3; time += 1) {
      await world.say(world.adaInChat, `domain add ${DOMAIN}`);
      await world.tellsOwner();
    }
    const today = await world.ownersNotices();
    world.wait({ hours: 24 });
    await world.say(world.adaInChat, `domain add ${DOMAIN}`);
    await world.tellsOwner();

    expect(today).toHaveLength(1);
    expect(await world.ownersNotices()).toHaveLength(2);
    expect(await world.ownersRecords()).toHaveLength(2);
  });

  test('goes to whoever proves it first; the other learns so, and the owner that their DNS holds a second record', async () => {
    const world = await twoAccounts();
    const [ours, theirs] = await world.bothClaim();
    world.zone.set(recordName(ASCII), [recordValue(ours), recordValue(theirs)]);
    await world.owner(({ channels }) => channels.set(aChannel({ purpose: 'jobs', channel: 'C-ops' })));

    await world.looks(theirs);
    await world.looks(ours);
    await world.tellsOwner();

    expect(await world.stateOf(theirs)).toBe('verified');
    expect(await world.stateOf(ours)).toBe('conflict');
    expect(await world.told()).toEqual([`${DOMAIN} (${ASCII}) belongs to another account`]);
    const warning = (await world.ownersNotices()).filter(({ view }) => view.title.startsWith('Another account'));
    expect(warning.map(({ recipient }) => recipient.kind).toSorted()).toEqual(['channel', 'member']);
    expect(JSON.stringify(warning[0]?.view)).toContain('they can edit your DNS');
  });

  test('can be claimed by the other once its owner has removed it', async () => {
    const world = await twoAccounts();
    const claim = aVerifiedClaim({ accountId: world.other, domain: ASCII });
    await world.owner(({ domains }) => domains.add(claim));
    await world.say(world.adaInChat, `domain add ${DOMAIN}`);
    await world.owner(({ domains }) =>
      domains.replace(claim, { ...claim, version: claim.version + 1, state: 'removed', at: NOW }),
    );

    const again = shown(await world.say(world.adaInChat, `domain add ${DOMAIN}`));
    const [ours] = await world.read(({ domains }) => domains.list());
    if (ours === undefined) throw new Error('There is no claim');
    world.zone.set(recordName(ASCII), [recordValue(ours)]);
    await world.looks(ours);

    expect(again).toContain(recordValue(ours));
    expect(await world.stateOf(ours)).toBe('verified');
  });

  test('is nobody’s news when the conflict is over before the owner is told', async () => {
    const world = await twoAccounts();
    const claim = aVerifiedClaim({ accountId: world.other, domain: ASCII });
    await world.owner(({ domains }) => domains.add(claim));
    await world.say(world.adaInChat, `domain add ${DOMAIN}`);
    await world.owner(({ domains }) =>
      domains.replace(claim, { ...claim, version: claim.version + 1, state: 'removed', at: NOW }),
    );

    await world.tellsOwner();

    expect(await world.ownersNotices()).toEqual([]);
  });
});

/** Ada's account and another one with an Admin of its own, before one DNS. */
async function twoAccounts() {
  const world = await aSetupWorld((deps) => createDomain(deps));
  const other: Id<'account'> = ids.next('account');
  await world.deps.registry.createAccount(anAccount({ id: other }));
  const owner = <Value>(work: (stores: Stores) => Promise<Value>) => world.deps.transaction.run(other, work);
  await owner(({ members }) => members.add(aMember({ accountId: other, role: 'admin', fullName: 'Olga Owner' })));
  const zone = new Map<string, readonly string[]>();
  const txt = { txt: async (name: string) => ({ kind: 'records', values: zone.get(name) ?? [] }) as const };
  const check = createCheckDomain({ ...world.deps, txt });
  const tellOwner = createTellOwner(world.deps);
  return {
    ...world,
    other,
    owner,
    zone,
    bothClaim: async (): Promise<readonly [DomainClaim, DomainClaim]> => {
      const both = [claimOf(ACME, 'ours'), claimOf(other, 'theirs')] as const;
      for (const claim of both) await world.deps.transaction.run(claim.accountId, ({ domains }) => domains.add(claim));
      return both;
    },
    looks: ({ accountId, id }: DomainClaim) => check({ accountId, claimId: id }, new AbortController().signal),
    stateOf: ({ accountId, id }: DomainClaim) =>
      world.deps.transaction.run(accountId, async ({ domains }) => (await domains.get(id))?.state),
    /** Runs what waits to be told to the owner, as the worker would. */
    tellsOwner: async () => {
      const waiting = world.database.workOf(ACME).filter(({ kind }) => kind === 'domain.contested');
      expect(waiting).toHaveLength(1);
      const [claim] = await world.read(({ domains }) => domains.list());
      if (claim === undefined) throw new Error('There is no claim');
      await tellOwner({ accountId: ACME, claimId: claim.id });
    },
    ownersNotices: () => owner(({ notices }) => notices.list(['pending'])),
    ownersRecords: () => owner(async ({ audit }) => (await audit.from(1, 100)).map(({ kind }) => kind)),
  };
}

function claimOf(accountId: Id<'account'>, token: string): DomainClaim {
  return pendingClaim({
    id: ids.next('domain-claim'),
    accountId,
    domain: ASCII,
    token,
    claimedAt: NOW,
    firstVerifiedAt: undefined,
    version: 1,
  });
}
