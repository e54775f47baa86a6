import { describe, expect, test } from 'vitest';
import { TIERS, USER_MANAGERS } from '../../../core/accounts/account.ts';
import type { Actor } from '../../../core/people/actor.ts';
import { authorise, whoCan, type PolicyRow } from '../../../core/people/authority.ts';
import { GRANTS, ROLES, STANDINGS, type Grant, type Member } from '../../../core/people/member.ts';
import { POLICY, type CommandName } from '../../../core/people/policy.ts';
import { anAccount } from '../../builders/account.ts';
import { ACME } from '../../builders/ids.ts';
import { aMember } from '../../builders/people.ts';

const VERBS: readonly (readonly [CommandName, PolicyRow])[] = Object.entries(POLICY).map(([verb, row]) => [
  verb as CommandName,
  row,
]);
const ACCOUNTS = TIERS.flatMap((tier) => USER_MANAGERS.map((userManagers) => anAccount({ tier, userManagers })));
const GRANT_SETS: readonly (readonly Grant[])[] = [[], ...GRANTS.map((grant) => [grant]), GRANTS];
const RELATIONS = ['own', 'other'] as const;
const may = (row: PolicyRow, member: Partial<Member>, account = anAccount(), relation: 'own' | 'other' = 'other') =>
  authorise(row, { kind: 'member', member: aMember(member) }, account, relation).kind === 'allowed';

const NOTHING: PolicyRow = {
  standard: 'no',
  admin: 'no',
  enterpriseStandard: 'no',
  enterpriseAdminRole: 'no',
  enterpriseAdmin: 'no',
  grants: {},
  operator: false,
};

describe('every verb', () => {
  test.each(VERBS)('%s: what a role may do, every higher role and every grant on top of it may do too', (_, row) => {
    const weaker = ACCOUNTS.flatMap((account) =>
      GRANT_SETS.flatMap((grants) =>
        RELATIONS.flatMap((relation) => {
          const allowed = ROLES.map((role) => may(row, { role, grants }, account, relation));
          const bare = ROLES.map((role) => may(row, { role }, account, relation));
          const dropsWithRole = allowed.some((before, index) => before && allowed[index + 1] === false);
          const dropsWithGrant = bare.some((before, index) => before && allowed[index] === false);
          return dropsWithRole || dropsWithGrant ? [{ account, grants, relation }] : [];
        }),
      ),
    );

    expect(weaker).toEqual([]);
  });

  test.each(VERBS)('%s: on one’s own things never less than on another’s', (_, row) => {
    const weaker = ACCOUNTS.flatMap((account) =>
      ROLES.filter((role) => may(row, { role }, account, 'other') && !may(row, { role }, account, 'own')),
    );

    expect(weaker).toEqual([]);
  });

  test.each(VERBS)('%s: is closed to whoever was deactivated or removed, whatever they hold', (_, row) => {
    const gone = STANDINGS.filter((standing) => standing === 'deactivated' || standing === 'removed');
    const allowed = gone.filter((standing) =>
      ACCOUNTS.some((account) => may(row, { standing, role: 'enterprise-admin', grants: GRANTS }, account, 'own')),
    );

    expect(gone).toHaveLength(2);
    expect(allowed).toEqual([]);
  });

  test.each(VERBS)('%s: wider user management never takes anything away', (_, row) => {
    const lost = TIERS.flatMap((tier) =>
      ROLES.filter((role) => {
        const [narrow, wider, widest] = USER_MANAGERS.map((userManagers) =>
          may(row, { role }, anAccount({ tier, userManagers })),
        );
        return (narrow && !wider) || (wider && !widest);
      }),
    );

    expect(lost).toEqual([]);
  });

  test.each(VERBS)('%s: the operator may do what the row says and nothing else', (_, row) => {
    const operator: Actor = { kind: 'operator', accountId: ACME };

    expect(authorise(row, operator, anAccount(), 'other').kind).toBe(row.operator ? 'allowed' : 'denied');
  });

  test.each(VERBS)('%s: a refusal names somebody who really can', (_, row) => {
    for (const account of ACCOUNTS) {
      const who = whoCan(row, account);
      const lowest = ROLES.find((role) => may(row, { role }, account));
      const words = {
        standard: 'everyone in the account',
        admin: 'an Admin',
        'enterprise-admin': 'an Enterprise Admin',
      };
      const granted = GRANTS.find((grant) => row.grants[grant] === 'yes');
      const nobody = row.operator ? 'the operator' : (granted ?? 'on the Enterprise tier');
      expect(who).toContain(lowest === undefined ? nobody : words[lowest]);
    }
  });
});

test('what no row allows is denied, to everybody', () => {
  const allowed = ACCOUNTS.flatMap((account) =>
    ROLES.filter((role) => may(NOTHING, { role, grants: GRANTS }, account, 'own')),
  );

  expect(allowed).toEqual([]);
  expect(authorise(NOTHING, { kind: 'operator', accountId: ACME }, anAccount(), 'own').kind).toBe('denied');
});

test('a verb without a row does not compile', () => {
  // @ts-expect-error: it has no row, so nobody could say who may run it.
  const verb: CommandName = 'invite everybody';

  expect(Object.keys(POLICY)).not.toContain(verb);
});

function extended(userManagers: (typeof USER_MANAGERS)[number]) {
  return ROLES.filter((role) => may(POLICY.invite, { role }, anAccount({ tier: 'enterprise', userManagers })));
}

/** The default matrix: who may act on somebody else, and who on themselves only. */
describe('the default matrix', () => {
  const WHO = {
    Standard: [{ role: 'standard' }, 'scale'],
    Admin: [{ role: 'admin' }, 'scale'],
    'Enterprise Standard': [{ role: 'standard' }, 'enterprise'],
    'Enterprise Admin role': [{ role: 'admin' }, 'enterprise'],
    'Enterprise Admin': [{ role: 'enterprise-admin' }, 'enterprise'],
    Approver: [{ role: 'standard', grants: ['approver'] }, 'scale'],
    Support: [{ role: 'standard', grants: ['support'] }, 'scale'],
  } as const satisfies Record<string, readonly [Partial<Member>, (typeof TIERS)[number]]>;
  const COLUMNS = Object.keys(WHO);

  const MATRIX = {
    invite: ['-', 'yes', '-', '-', 'yes', '-', '-'],
    'invite review': ['-', 'yes', '-', '-', 'yes', '-', '-'],
    'invite confirm': ['-', 'yes', '-', '-', 'yes', '-', '-'],
    'invite cancel': ['-', 'yes', '-', '-', 'yes', '-', '-'],
    buy: ['-', 'yes', '-', 'yes', 'yes', '-', '-'],
    'buy confirm': ['-', 'yes', '-', 'yes', 'yes', '-', '-'],
    quote: ['-', 'yes', '-', 'yes', 'yes', 'yes', '-'],
    list: ['-', 'yes', '-', 'yes', 'yes', 'yes', 'yes'],
    show: ['own', 'yes', 'own', 'own', 'yes', 'own', 'yes'],
    status: ['own', 'yes', 'own', 'own', 'yes', 'own', 'yes'],
    sync: ['own', 'yes', 'own', 'own', 'yes', 'own', 'yes'],
    requests: ['own', 'yes', 'own', 'yes', 'yes', 'yes', 'own'],
    setup: ['-', 'yes', '-', 'yes', 'yes', '-', '-'],
    'domain add': ['-', 'yes', '-', 'yes', 'yes', '-', '-'],
    'account create': ['-', '-', '-', '-', '-', '-', '-'],
  } as const satisfies Partial<Record<CommandName, readonly string[]>>;

  const cells = VERBS.flatMap(([verb, row]) => {
    const columns = Object.entries(MATRIX).find(([name]) => name === verb)?.[1] ?? [];
    return columns.map((cell, index) => [verb, COLUMNS[index] ?? '', cell, row] as const);
  });

  test('has a cell for each column of each of its rows', () => {
    expect(cells).toHaveLength(Object.keys(MATRIX).length * COLUMNS.length);
  });

  test.each(cells)('%s: %s: %s', (_, column, cell, row) => {
    const [rights, tier] = Object.entries(WHO).find(([name]) => name === column)?.[1] ?? [{}, 'scale' as const];
    const account = anAccount({ tier });

    const other = may(row, rights, account, 'other');
    const own = may(row, rights, account, 'own');

    expect(other ? 'yes' : own ? 'own' : '-').toBe(cell);
  });

  test('user management that is extended reaches Admins, and only when it is extended to everybody Standard users', () => {
    expect(extended('enterprise-admin')).toEqual(['enterprise-admin']);
    expect(extended('admin')).toEqual(['admin', 'enterprise-admin']);
    expect(extended('standard')).toEqual(['standard', 'admin', 'enterprise-admin']);
  });
});
