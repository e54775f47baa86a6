import { describe, expect, test } from 'vitest';
import { createDomain } from '../../../core/commands/domain.ts';
import { createCheckDomain } from '../../../core/domains/check-domain.ts';
import { anAccount } from '../../builders/account.ts';
import { ACME, ids, NOW } from '../../builders/ids.ts';
import { aMember, aPlatformUser, anIdentity } from '../../builders/people.ts';
import { aVerifiedClaim } from '../../builders/setup.ts';
import { aSetupWorld, OPERATOR, shown, submitOf } from '../accounts/setup-world.ts';

const world = () => aSetupWorld((deps) => createDomain(deps));

describe('domain add', () => {
  test('shows the record to add, with a value that nobody can guess, and looks for it soon', async () => {
    const { say, adaInChat, read, database, records } = await world();

    const reply = shown(await say(adaInChat, '/seat domain add @Bücher.Example'));

    const [claim] = await read(({ domains }) => domains.list());
    expect(claim).toMatchObject({ domain: 'xn--bcher-kva.example', state: 'pending' });
    expect(claim?.token).toMatch(/^[0-9a-f]{40}$/);
    expect(reply).toContain('_usher-challenge.xn--bcher-kva.example');
    expect(reply).toContain(`token=${claim?.token} expiry=never`);
    expect(database.workOf(ACME)).toMatchObject([
      { kind: 'domain.check', payload: { claimId: claim?.id }, dueAt: NOW.add({ minutes: 5 }) },
    ]);
    expect(await records()).toMatchObject([{ kind: 'domain.claimed', facts: { domain: 'xn--bcher-kva.example' } }]);
  });

  test('shows the same record again when it is asked again', async () => {
    const { say, adaInChat, read } = await world();

    const first = shown(await say(adaInChat, 'domain add acme.example'));
    const second = shown(await say(adaInChat, 'domain add ACME.example.'));

    expect(second).toBe(first);
    expect(await read(({ domains }) => domains.list())).toHaveLength(1);
  });

  test('claims a subdomain by itself', async () => {
    const { say, adaInChat } = await world();

    expect(shown(await say(adaInChat, 'domain add mail.acme.co.uk'))).toContain('_usher-challenge.mail.acme.co.uk');
  });

  test.each([
    ['co.uk', 'not a domain that one company owns'],
    ['github.io', 'not a domain that one company owns'],
    ['gmail.com', 'Anybody can get an address'],
    [`${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example`, 'too long'],
  ])('refuses %s in words', async (domain, why) => {
    const { say, adaInChat, read } = await world();

    const reply = shown(await say(adaInChat, `domain add ${domain}`));

    expect(reply).toContain(why);
    expect(await read(({ domains }) => domains.list())).toEqual([]);
  });

  test('refuses what is no domain', async () => {
    const { say, adaInChat } = await world();

    expect(shown(await say(adaInChat, 'domain add ada@acme'))).toContain('Not a domain');
  });

  test('refuses a domain that another account has verified', async () => {
    const { say, adaInChat, deps, read } = await world();
    const other = ids.next('account');
    await deps.registry.createAccount(anAccount({ id: other }));
    await deps.transaction.run(other, ({ domains }) =>
      domains.add(aVerifiedClaim({ accountId: other, domain: 'acme.example' })),
    );

    const reply = shown(await say(adaInChat, 'domain add acme.example'));

    expect(reply).toContain('a domain belongs to one account');
    expect(await read(({ domains }) => domains.list())).toMatchObject([{ state: 'conflict', sawRecord: false }]);
  });

  test('asks in a form, and a refusal stands on its field', async () => {
    const { say, submit, adaInChat } = await world();

    const form = await say(adaInChat, 'domain add');
    const refused = await submit(adaInChat, submitOf(form), { domain: 'yahoo.com' });
    const unreadable = await submit(adaInChat, submitOf(form), { domain: 'a b' });
    const taken = await submit(adaInChat, submitOf(form), { domain: 'acme.example' });

    expect(refused).toMatchObject({ kind: 'fields', errors: { domain: expect.stringContaining('Anybody') } });
    expect(unreadable).toMatchObject({ kind: 'fields', errors: { domain: expect.stringContaining('Not a domain') } });
    expect(shown(taken)).toContain('_usher-challenge.acme.example');
  });

  test('gives a claim that ended a new value', async () => {
    const { say, adaInChat, read, wait, deps } = await world();
    await say(adaInChat, 'domain add acme.example');
    const [before] = await read(({ domains }) => domains.list());
    wait({ hours: 72 });
    const txt = { txt: async () => ({ kind: 'records', values: [] }) as const };
    await createCheckDomain({ ...deps, txt })(
      { accountId: ACME, claimId: before?.id ?? ids.next('domain-claim') },
      new AbortController().signal,
    );

    const reply = shown(await say(adaInChat, 'domain add acme.example'));

    const [after] = await read(({ domains }) => domains.list());
    expect(after).toMatchObject({ id: before?.id, state: 'pending' });
    expect(after?.token).not.toBe(before?.token);
    expect(reply).toContain(after?.token);
  });

  test('may be done by the operator and not by a Standard member', async () => {
    const { say, read, deps } = await world();
    const grace = aMember();
    const user = aPlatformUser();
    await read(async ({ members, identities }) => {
      await members.add(grace);
      await identities.link(anIdentity({ memberId: grace.id, user, id: deps.ids.next('identity') }));
    });

    const refused = shown(await say(user, 'domain add acme.example'));
    const done = shown(await say(OPERATOR, 'domain add acme.example'));

    expect(refused).toContain('It can be done by an Admin');
    expect(done).toContain('_usher-challenge.acme.example');
  });
});

describe('domain check', () => {
  test('looks now, and what it sees is told whatever it is', async () => {
    const { say, adaInChat, read, database, wait, deps, told } = await world();
    const txt = { txt: async () => ({ kind: 'records', values: [] }) as const };
    await say(adaInChat, 'domain add acme.example');
    const [claim] = await read(({ domains }) => domains.list());
    if (claim === undefined) throw new Error('There is no claim');
    const look = () =>
      createCheckDomain({ ...deps, txt })({ accountId: ACME, claimId: claim.id }, new AbortController().signal);
    wait({ minutes: 1 });

    const reply = await say(adaInChat, 'domain check acme.example');
    const work = database.workOf(ACME).filter(({ kind }) => kind === 'domain.check');
    await look();
    await look();
    await say(adaInChat, 'domain check');
    await look();

    expect(reply.kind).toBe('deferred');
    expect(work).toMatchObject([{ dueAt: NOW.add({ minutes: 1 }) }]);
    expect(await told()).toEqual([
      'The record of acme.example is not there yet',
      'The record of acme.example is not there yet',
    ]);
  });

  test('says of a verified domain that it is one', async () => {
    const { say, adaInChat, read } = await world();
    await read(({ domains }) => domains.add(aVerifiedClaim({ domain: 'acme.example' })));

    expect(shown(await say(adaInChat, 'domain check'))).toContain('acme.example: verified since');
  });

  test('offers to claim a domain that is not claimed', async () => {
    const { say, adaInChat } = await world();

    const one = shown(await say(adaInChat, 'domain check acme.example'));
    const none = shown(await say(adaInChat, 'domain check'));

    expect(one).toContain('[Add acme.example]');
    expect(none).toContain('This account has claimed no domain');
  });
});

describe('domain list', () => {
  test('shows each domain with its state in words', async () => {
    const { say, adaInChat, read } = await world();
    await read(({ domains }) => domains.add(aVerifiedClaim({ domain: 'acme.example' })));
    await say(adaInChat, 'domain add labs.acme.example');

    const reply = shown(await say(adaInChat, 'domain list'));

    expect(reply).toContain('2 domains in this account');
    expect(reply).toMatch(/acme\.example.*verified/);
    expect(reply).toContain('waiting for its TXT record');
    expect(reply).toContain('[Check labs.acme.example]');
  });
});
