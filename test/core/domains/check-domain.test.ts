import { describe, expect, test } from 'vitest';
import { recordName, recordValue } from '../../../core/domains/challenge.ts';
import { createCheckDomain } from '../../../core/domains/check-domain.ts';
import { movedClaim, pendingClaim, type DomainEvent } from '../../../core/domains/domain-claim-moves.ts';
import type { DomainClaim, TxtResolver } from '../../../core/domains/domain-claim.ts';
import type { Id } from '../../../core/ids.ts';
import { plainText } from '../../../core/views/plain-text.ts';
import { aChannel, anAccount } from '../../builders/account.ts';
import { ACME, ids, NOW } from '../../builders/ids.ts';
import { aMailbox } from '../../builders/mailboxes.ts';
import { aMember } from '../../builders/people.ts';
import { aVerifiedClaim } from '../../builders/setup.ts';
import { aSetupWorld } from '../accounts/setup-world.ts';

const DOMAIN = 'acme.example';

describe('looking into the DNS', () => {
  test('verifies the domain when the token stands at its name, says so once and looks again in a day', async () => {
    const { world, claimId, zone, check } = await aPendingDomain();
    zone.set(recordName(DOMAIN), ['v=spf1 -all', recordValue({ token: 'secret' })]);

    const first = await check();
    const second = await check();

    expect(await stateOf(world, claimId)).toMatchObject({ state: 'verified', verifiedAt: NOW });
    expect(await world.told()).toEqual(['acme.example is verified']);
    expect((await world.records()).map(({ kind }) => kind)).toEqual(['domain.verified']);
    expect(first).toMatchObject({ kind: 'again', dueAt: NOW.add({ hours: 24 }), countsAsAttempt: false });
    expect(second).toMatchObject({ kind: 'again', dueAt: NOW.add({ hours: 24 }) });
  });

  test('takes the value with pasted quotes and spaces, and nothing that only contains it', async () => {
    const { world, claimId, zone, check } = await aPendingDomain();

    zone.set(recordName(DOMAIN), [`x${recordValue({ token: 'secret' })}`, recordValue({ token: 'Secret' })]);
    await check();
    const refused = await stateOf(world, claimId);
    zone.set(recordName(DOMAIN), [` "${recordValue({ token: 'secret' })}" `]);
    await check();

    expect(refused).toMatchObject({ state: 'pending', lastCheck: { saw: 'other-values' } });
    expect(await stateOf(world, claimId)).toMatchObject({ state: 'verified' });
  });

  test('says once that nothing was found, looks ever more rarely, and gives up after 72 hours', async () => {
    const { world, claimId, check } = await aPendingDomain();

    const waits: string[] = [];
    let outcome = await check();
    while (outcome.kind === 'again') {
      const wait = outcome.dueAt.since(world.deps.clock.now());
      waits.push(wait.round({ largestUnit: 'hour', smallestUnit: 'minute' }).toString());
      world.wait(wait);
      outcome = await check();
    }

    expect(waits.slice(0, 4)).toEqual(['PT5M', 'PT5M', 'PT5M', 'PT7M']);
    expect(Math.max(...waits.map((wait) => Temporal.Duration.from(wait).total('hours')))).toBe(6);
    expect(await stateOf(world, claimId)).toMatchObject({ state: 'expired', at: NOW.add({ hours: 72 }) });
    expect(await world.told()).toEqual([
      'The record of acme.example is not there yet',
      'The claim of acme.example has expired',
    ]);
  });

  test('says that another value was found', async () => {
    const { world, zone, check } = await aPendingDomain();
    await check();

    zone.set(recordName(DOMAIN), ['token=of-last-year expiry=never']);
    await check();

    expect((await world.told()).at(-1)).toBe('The record of acme.example has another value');
  });

  test('does not take silence for absence', async () => {
    const { world, claimId, zone, check } = await aPendingDomain();
    zone.set(recordName(DOMAIN), [recordValue({ token: 'secret' })]);
    await check();

    zone.set(recordName(DOMAIN), 'silent');
    const outcome = await check();

    expect(await stateOf(world, claimId)).toMatchObject({ state: 'verified' });
    expect(outcome.kind).toBe('again');
    expect(await world.told()).toHaveLength(1);
  });

  test('lapses when the record is missing on a second look, comes back with it, and is revoked after the grace', async () => {
    const { world, claimId, zone, check } = await aPendingDomain();
    zone.set(recordName(DOMAIN), [recordValue({ token: 'secret' })]);
    await check();

    zone.delete(recordName(DOMAIN));
    const first = await check();
    const toldOnFirst = await world.told();
    world.wait({ hours: 1 });
    await check();
    zone.set(recordName(DOMAIN), [recordValue({ token: 'secret' })]);
    await check();
    zone.delete(recordName(DOMAIN));
    await check();
    world.wait({ hours: 1 });
    await check();
    world.wait({ hours: 14 * 24 });
    const outcome = await check();

    expect(first).toMatchObject({ kind: 'again', dueAt: NOW.add({ hours: 1 }) });
    expect(toldOnFirst).toEqual(['acme.example is verified']);
    expect(await stateOf(world, claimId)).toMatchObject({ state: 'revoked' });
    expect(outcome).toEqual({ kind: 'done' });
    const notice = (await world.notices()).find(({ view }) => view.title.endsWith('has disappeared'));
    if (notice === undefined) throw new Error('Nobody was told');
    expect(plainText(notice.view, { timeZone: 'UTC', actions: 'labels' })).toMatch(
      /looked for on \S+ \S+ \d{4}.* and again on .* in vain/u,
    );
    expect(await world.told()).toEqual([
      'acme.example is verified',
      'The record of acme.example has disappeared',
      'acme.example is verified',
      'The record of acme.example has disappeared',
      'acme.example is not verified any more',
    ]);
  });

  test('is warned of 3 days and 1 day before a lapsed domain is given up, once each, with what stops then', async () => {
    const { world, zone, check } = await aPendingDomain();
    zone.set(recordName(DOMAIN), [recordValue({ token: 'secret' })]);
    await check();
    await world.read(async ({ members, mailboxes }) => {
      const jane = aMember({ address: `jane@${DOMAIN}` });
      await members.add(jane);
      await mailboxes.add(aMailbox({ memberId: jane.id, address: jane.address }));
    });
    zone.delete(recordName(DOMAIN));
    await check();
    world.wait({ hours: 1 });
    await check();
    const told: string[] = [];

    for (let hours = 6; hours <= 14 * 24; hours += 6) {
      world.wait({ hours: 6 });
      const before = (await world.told()).length;
      await check();
      told.push(...(await world.told()).slice(before).map((title) => `${hours / 24}: ${title}`));
    }

    expect(told).toEqual([
      '11: acme.example is given up soon: its record is missing',
      '13: acme.example is given up soon: its record is missing',
      '14: acme.example is not verified any more',
    ]);
    const warning = (await world.notices()).find(({ view }) => view.title.includes('given up soon'));
    expect(JSON.stringify(warning?.view)).toContain('after that 1 mailbox is not read any more');
  });

  test('has the mailboxes of the domain notice when it is given up, and when it is proved again', async () => {
    const { world, claimId, zone, check } = await aPendingDomain();
    const mailbox = await world.read(async ({ members, mailboxes }) => {
      const jane = aMember({ address: `jane@${DOMAIN}` });
      await members.add(jane);
      const read = aMailbox({ memberId: jane.id, address: jane.address });
      await mailboxes.add(read);
      return read;
    });
    const woken = () => world.database.workOf(ACME).filter(({ key }) => key === `mailbox.sync:${mailbox.id}`);
    await lapse(world, claimId);

    world.wait({ hours: 14 * 24 + 1 });
    await check();
    const stopped = woken();
    await world.read(({ work }) => work.cancel(`mailbox.sync:${mailbox.id}`));
    await claimAgain(world, claimId);
    zone.set(recordName(DOMAIN), [recordValue({ token: 'new' })]);
    await check();

    expect(stopped).toHaveLength(1);
    expect(woken().map(({ state }) => state)).toEqual(['cancelled', 'open']);
  });

  test('leaves the domain to the account that verified it first', async () => {
    const { world, claimId, zone, check } = await aPendingDomain();
    const other = ids.next('account');
    await world.deps.registry.createAccount(anAccount({ id: other }));
    await world.deps.transaction.run(other, ({ domains }) =>
      domains.add(aVerifiedClaim({ accountId: other, domain: DOMAIN })),
    );
    zone.set(recordName(DOMAIN), [recordValue({ token: 'secret' })]);

    const outcome = await check();

    expect(await stateOf(world, claimId)).toMatchObject({ state: 'conflict' });
    expect(outcome).toEqual({ kind: 'done' });
    expect(await world.told()).toEqual(['acme.example belongs to another account']);
  });

  test('is told to those only who can act on it', async () => {
    const { world, zone, check } = await aPendingDomain();
    zone.set(recordName(DOMAIN), [recordValue({ token: 'secret' })]);

    await check();

    const recipients = (await world.notices()).map(({ recipient }) => recipient);
    expect(recipients).toEqual([{ kind: 'member', memberId: world.ada.id }]);
  });

  test('tells the channel for job notices too when the record disappears, and only then', async () => {
    const { world, zone, check } = await aPendingDomain();
    await world.read(({ channels }) => channels.set(aChannel({ purpose: 'jobs', channel: 'C-ops' })));
    zone.set(recordName(DOMAIN), [recordValue({ token: 'secret' })]);
    await check();
    zone.delete(recordName(DOMAIN));
    await check();
    world.wait({ hours: 1 });
    await check();

    const inChannel = (await world.notices()).filter(({ recipient }) => recipient.kind === 'channel');

    expect(inChannel.map(({ view }) => view.title)).toEqual(['The record of acme.example has disappeared']);
    expect(inChannel[0]?.recipient).toMatchObject({ purpose: 'jobs', address: { channel: 'C-ops' } });
  });

  test('has nothing to do for a claim that is over or gone', async () => {
    const { world } = await aPendingDomain();
    const asked: string[] = [];
    const check = createCheckDomain({
      ...world.deps,
      txt: { txt: async (name) => (asked.push(name), { kind: 'records', values: [] }) },
    });

    const outcome = await check({ accountId: ACME, claimId: ids.next('domain-claim') }, new AbortController().signal);

    expect(outcome).toEqual({ kind: 'done' });
    expect(asked).toEqual([]);
  });
});

type World = Awaited<ReturnType<typeof aSetupWorld>>;

async function aPendingDomain() {
  const world = await aSetupWorld(() => []);
  const claimId = ids.next('domain-claim');
  const claim = pendingClaim({
    id: claimId,
    accountId: ACME,
    domain: DOMAIN,
    token: 'secret',
    claimedAt: NOW,
    firstVerifiedAt: undefined,
    version: 1,
  });
  await world.read(({ domains }) => domains.add(claim));
  const zone = new Map<string, readonly string[] | 'silent'>();
  const run = createCheckDomain({ ...world.deps, txt: resolver(zone) });
  const check = () => run({ accountId: ACME, claimId }, new AbortController().signal);
  return { world, claimId, zone, check };
}

function resolver(zone: ReadonlyMap<string, readonly string[] | 'silent'>): TxtResolver {
  return {
    txt: async (name) => {
      const values = zone.get(name) ?? [];
      return values === 'silent' ? { kind: 'no-answer' } : { kind: 'records', values };
    },
  };
}

function stateOf(world: World, id: Id<'domain-claim'>): Promise<DomainClaim | undefined> {
  return world.read(({ domains }) => domains.get(id));
}

async function lapse(world: World, id: Id<'domain-claim'>): Promise<void> {
  const at = world.deps.clock.now();
  await move(world, id, { kind: 'seen', at });
  await move(world, id, { kind: 'absent', saw: 'not-found', at });
  await move(world, id, { kind: 'absent', saw: 'not-found', at: at.add({ hours: 1 }) });
}

function claimAgain(world: World, id: Id<'domain-claim'>): Promise<void> {
  return move(world, id, { kind: 'claimed-again', token: 'new', at: world.deps.clock.now() });
}

async function move(world: World, id: Id<'domain-claim'>, event: DomainEvent): Promise<void> {
  await world.read(async ({ domains }) => {
    const claim = await domains.get(id);
    if (claim === undefined) throw new Error('There is no claim');
    await domains.replace(claim, movedClaim(claim, event));
  });
}
