import { describe, expect, test } from 'vitest';
import { createAccount } from '../../../core/commands/account.ts';
import { anAccount } from '../../builders/account.ts';
import { ACME, ids } from '../../builders/ids.ts';
import { aSetupWorld, OPERATOR, shown } from '../accounts/setup-world.ts';

const world = () => aSetupWorld((deps) => createAccount(deps));

const CREATE = [
  'account create "Acme GmbH" tier:enterprise currency:eur interval:month anchor:2026-03-01 time-zone:europe/berlin',
  'sync-only-price:49.00 full-access-price:99.00 sync-only-seats:0 full-access-seats:3 minimum:5',
  'admin:Ada.Byron@acme.example admin-name:"Ada Byron" approver:grace@acme.example approver-name:"Grace Hopper"',
  'support:joan@acme.example support-name:“Joan Clarke” workspace:chat/T-1,meetings/0198-abc',
].join(' ');

describe('account create', () => {
  test('settles tier, terms, seats, people and workspaces, and prints a code for the first administrator', async () => {
    const { say, read, deps, records } = await world();

    const text = shown(await say(OPERATOR, CREATE));

    expect(await read(({ accounts }) => accounts.get())).toMatchObject({ name: 'Acme GmbH', tier: 'enterprise' });
    expect(await read(({ accounts }) => accounts.terms())).toMatchObject({
      version: 1,
      currency: 'EUR',
      prices: { 'sync-only': { month: 4900n }, 'full-access': { month: 9900n } },
      timeZone: 'Europe/Berlin',
    });
    expect(await read(({ entitlements }) => entitlements.lock('full-access'))).toMatchObject({ purchased: 3, used: 3 });
    expect(await deps.registry.accountOf('meetings', '0198-abc')).toBe(ACME);
    expect(await deps.registry.accountOf('chat', 'T-1')).toBe(ACME);
    const people = await read(({ members }) => members.list());
    expect(people.slice(1)).toMatchObject([
      { fullName: 'Ada Byron', address: 'ada.byron@acme.example', role: 'enterprise-admin', standing: 'active' },
      { fullName: 'Grace Hopper', role: 'standard', grants: ['approver'] },
      { fullName: 'Joan Clarke', role: 'standard', grants: ['support'] },
    ]);
    const code = /\/seat claim ([0-9a-f-]{36})/.exec(text)?.[1];
    expect(await read(({ actions }) => actions.get(code ?? ''))).toMatchObject({
      call: { command: 'claim', args: { member: people[1]?.id } },
      expiresAt: deps.clock.now().add({ hours: 24 }),
    });
    expect(text).toContain('EUR 49.00 per month');
    expect((await records()).map(({ kind }) => kind)).toEqual([
      'account.changed',
      'account.terms',
      'account.entitlement',
      'account.workspace',
      'account.workspace',
      'member.added',
      'member.added',
      'member.added',
    ]);
    expect(JSON.stringify(await records())).not.toContain('acme.example');
  });

  test('makes the first administrator an Admin below Enterprise', async () => {
    const { say, read } = await world();

    await say(OPERATOR, 'account create Acme tier:scale full-access-seats:1 admin:a@acme.example admin-name:"A B"');

    expect(await read(({ members }) => members.byAddress('a@acme.example'))).toMatchObject({ role: 'admin' });
  });

  test('says that there is no quote without a price', async () => {
    const { say } = await world();

    expect(shown(await say(OPERATOR, 'account create Acme tier:scale'))).toContain('without a price there is no quote');
  });

  test('is refused a second time', async () => {
    const { say, read } = await world();
    await say(OPERATOR, 'account create Acme tier:scale');

    const text = shown(await say(OPERATOR, 'account create Other tier:scale'));

    expect(text).toContain('Use account set');
    expect(await read(({ accounts }) => accounts.get())).toMatchObject({ name: 'Acme' });
  });

  test('is for the operator only', async () => {
    const { say, adaInChat, read } = await world();

    const text = shown(await say(adaInChat, CREATE));

    expect(text).toContain('You may not run “account create”');
    expect(await read(({ accounts }) => accounts.terms())).toBeUndefined();
  });

  test.each([
    ['account create tier:scale', 'An account needs a name'],
    ['account create Acme', 'An account needs a tier'],
    ['account create Acme tier:gold', 'tier: Choose essential, scale, advanced or enterprise.'],
    ['account create Acme tier:scale currency:XYZ', 'Not a currency to bill in'],
    ['account create Acme tier:scale sync-only-price:49', 'Add currency:EUR'],
    ['account create Acme tier:scale currency:EUR sync-only-price:49.999', 'this currency has 2 decimals'],
    ['account create Acme tier:scale anchor:2026-02-30', 'Not a date'],
    ['account create Acme tier:scale time-zone:+02:00', 'Not a time zone'],
    ['account create Acme tier:scale sync-only-seats:-1', 'Not a number of seats'],
    ['account create Acme tier:scale full-access-seats:1 admin:a@acme.example', 'add admin-name:"Full Name"'],
    [
      'account create Acme tier:scale admin:a@acme.example admin-name:"A B"',
      'need 1 Full Access seat and 0 would be free',
    ],
    ['account create Acme tier:scale workspace:T-1', 'Write it as surface/id'],
    ['account create Acme tier:scale mail-system:exchange', 'on-premises cannot be read'],
    ['account create Acme tier:scale colour:red', 'There is no option “colour”'],
  ])('refuses %s in words and changes nothing', async (typed, why) => {
    const { say, read, records } = await world();

    const text = shown(await say(OPERATOR, typed));

    expect(text).toContain(why);
    expect(await read(({ accounts }) => accounts.get())).toEqual(anAccount());
    expect(await read(({ members }) => members.list())).toHaveLength(1);
    expect(await records()).toEqual([]);
  });

  test('leaves a workspace to the account that has it', async () => {
    const { say, read, deps } = await world();
    const other = ids.next('account');
    await deps.registry.createAccount(anAccount({ id: other }));
    await deps.registry.bindWorkspace({ surface: 'chat', workspace: 'T-9', accountId: other });

    const text = shown(await say(OPERATOR, 'account create Acme tier:scale workspace:chat/T-1,chat/T-9'));

    expect(text).toContain('chat/T-9 belongs to another account');
    expect(await deps.registry.accountOf('chat', 'T-1')).toBeUndefined();
    expect(await read(({ accounts }) => accounts.get())).toEqual(anAccount());
  });
});

describe('account set', () => {
  test('makes a new version of the terms and leaves the rest', async () => {
    const { say, read } = await world();
    await say(OPERATOR, CREATE);

    await say(OPERATOR, 'account set sync-only-price:52.00');

    expect(await read(({ accounts }) => accounts.terms())).toMatchObject({
      version: 2,
      prices: { 'sync-only': { month: 5200n }, 'full-access': { month: 9900n } },
    });
    expect(await read(({ accounts }) => accounts.get())).toMatchObject({ name: 'Acme GmbH', tier: 'enterprise' });
  });

  test('gives a new code to an administrator who has not come yet, and none to one who has', async () => {
    const { say, ada, read } = await world();
    await say(OPERATOR, 'account create Acme tier:scale full-access-seats:2 admin:b@acme.example admin-name:"B C"');

    const unlinked = shown(await say(OPERATOR, 'account set admin:b@acme.example'));
    const linked = shown(await say(OPERATOR, `account set admin:${ada.address}`));

    expect(unlinked).toContain('/seat claim ');
    expect(linked).not.toContain('/seat claim ');
    expect(await read(({ entitlements }) => entitlements.lock('full-access'))).toMatchObject({ used: 2 });
    expect(await read(({ members }) => members.list())).toHaveLength(2);
  });

  test('names one person for several things with one seat', async () => {
    const { say, read } = await world();

    await say(
      OPERATOR,
      'account set full-access-seats:1 admin:b@acme.example admin-name:"B C" approver:b@acme.example support:b@acme.example',
    );

    expect(await read(({ members }) => members.byAddress('b@acme.example'))).toMatchObject({
      role: 'admin',
      grants: ['approver', 'support'],
    });
    expect(await read(({ entitlements }) => entitlements.lock('full-access'))).toMatchObject({ used: 1, purchased: 1 });
  });

  test('takes no seats away that are in use', async () => {
    const { say, read } = await world();
    await say(OPERATOR, CREATE);

    const text = shown(await say(OPERATOR, 'account set full-access-seats:2'));

    expect(text).toContain('3 Full Access seats are in use');
    expect(await read(({ entitlements }) => entitlements.lock('full-access'))).toMatchObject({ purchased: 3 });
  });
});
