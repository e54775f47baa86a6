import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  MAIL_SHARING,
  TIERS,
  USER_MANAGERS,
  type Account,
  type MemberSetting,
} from '../../../core/accounts/account.ts';
import { authorise, type Relation } from '../../../core/people/authority.ts';
import { GRANTS, ROLES, STANDINGS, type Grant, type Member, type Role } from '../../../core/people/member.ts';
import { POLICY, type CommandName } from '../../../core/people/policy.ts';
import { anAccount } from '../../builders/account.ts';
import { ACME } from '../../builders/ids.ts';
import { aMember } from '../../builders/people.ts';

const COLUMNS = [
  'Standard',
  'Admin',
  'Standard (Enterprise)',
  'Admin (Enterprise)',
  'Enterprise Admin',
  'approver',
  'support',
  'operator',
] as const;
type Column = (typeof COLUMNS)[number];
type Row = Readonly<Record<Column, string>>;

const PROMISED = readMatrix('test/core/people/matrix.md');
const VERBS = Object.keys(POLICY);
/** Few, and yet each setting is told from every other by one of them. */
const LOCKS: readonly (readonly MemberSetting[])[] = [
  [],
  ['privacy', 'sync'],
  ['privacy', 'mailboxes'],
  ['sync', 'api-keys'],
];
const ACCOUNTS = TIERS.flatMap((tier) =>
  USER_MANAGERS.flatMap((userManagers) =>
    MAIL_SHARING.flatMap((mailSharing) =>
      LOCKS.map((lockedSettings) => anAccount({ tier, userManagers, mailSharing, lockedSettings })),
    ),
  ),
);
const GRANT_SETS: readonly (readonly Grant[])[] = [[], ...GRANTS.map((grant) => [grant]), GRANTS];
const RELATIONS: readonly Relation[] = ['own', 'other'];

const SITUATIONS = everySituation();

describe('the promised matrix', () => {
  test('has every verb once and no other', () => {
    expect(PROMISED.map(([verb]) => verb).toSorted()).toEqual(VERBS.toSorted());
  });

  test.each(PROMISED)('%s is allowed exactly to whom it is promised', (verb, row) => {
    const wrong = SITUATIONS.filter(
      (situation) => isPromised(row, situation) !== (allowed(verb, situation) && isHere(situation.member)),
    );

    expect(wrong.map(described)).toEqual([]);
  });

  test.each(PROMISED)('%s is the operator’s exactly where it is promised', (verb, row) => {
    const authority = authorise(rowOf(verb), { kind: 'operator', accountId: ACME }, anAccount(), 'other');

    expect(authority.kind === 'allowed').toBe(row.operator === 'yes');
  });

  test('walks every role, tier, extension, sharing, lock, grant, standing and relation', () => {
    expect(SITUATIONS).toHaveLength(4 * 3 * 2 * 4 * 3 * 4 * 4 * 2);
  });
});

type Situation = { readonly account: Account; readonly member: Member; readonly relation: Relation };

function everySituation(): readonly Situation[] {
  return ACCOUNTS.flatMap((account) =>
    ROLES.flatMap((role) =>
      GRANT_SETS.flatMap((grants) =>
        STANDINGS.flatMap((standing) =>
          RELATIONS.map((relation) => ({ account, member: aMember({ role, grants, standing }), relation })),
        ),
      ),
    ),
  );
}

function allowed(verb: string, { account, member, relation }: Situation): boolean {
  return authorise(rowOf(verb), { kind: 'member', member }, account, relation).kind === 'allowed';
}

function rowOf(verb: string) {
  const row = POLICY[verb as CommandName];
  if (row === undefined) throw new Error(`There is no verb “${verb}”`);
  return row;
}

function isHere({ standing }: Member): boolean {
  return standing === 'active' || standing === 'invited';
}

/** The words of the matrix, read without the code that they are held against. */
function isPromised(row: Row, { account, member, relation }: Situation): boolean {
  if (!isHere(member)) return false;
  const words = [...columnsOf(account, member.role), ...member.grants].map((column) => row[column]);
  return words.some((word) => holds(word, { account, member, relation }));
}

/** A member has the column of their role and those of the roles below it. */
function columnsOf({ tier }: Account, role: Role): readonly Column[] {
  const ladder: Readonly<Record<Role, readonly Column[]>> =
    tier === 'enterprise'
      ? {
          standard: ['Standard (Enterprise)'],
          admin: ['Standard (Enterprise)', 'Admin (Enterprise)'],
          'enterprise-admin': ['Standard (Enterprise)', 'Admin (Enterprise)', 'Enterprise Admin'],
        }
      : {
          standard: ['Standard'],
          admin: ['Standard', 'Admin'],
          'enterprise-admin': ['Standard', 'Admin'],
        };
  return ladder[role];
}

function holds(word: string, { account, member, relation }: Situation): boolean {
  const isOwn = relation === 'own';
  const extendedTo = {
    'enterprise-admin': ['enterprise-admin'],
    admin: ['admin', 'enterprise-admin'],
    standard: ROLES,
  };
  const isExtended = extendedTo[account.userManagers].includes(member.role);
  const [, plain = '', setting] = /^(if extended, else own|[^,]+)(?:, (.*))?$/u.exec(word) ?? [];
  if (setting !== undefined && isKept(setting, { account, member })) return false;
  switch (plain) {
    case 'yes':
      return true;
    case 'own':
      return isOwn;
    case 'if extended':
      return isExtended;
    case 'if extended, else own':
      return isExtended || isOwn;
    case '–':
      return false;
    default:
      throw new Error(`The matrix says “${word}”, which means nothing`);
  }
}

/** From members with the Standard role; whoever stands higher has the columns of their role besides. */
function isKept(setting: string, { account, member }: Omit<Situation, 'relation'>): boolean {
  const byTeams = setting === 'privacy' && account.tier === 'enterprise' && account.mailSharing === 'teams-only';
  return member.role === 'standard' && (byTeams || account.lockedSettings.some((locked) => locked === setting));
}

function described({ account, member, relation }: Situation): string {
  const { tier, userManagers, mailSharing, lockedSettings } = account;
  const { role, grants, standing } = member;
  return [tier, userManagers, mailSharing, lockedSettings.join('+'), role, grants.join('+'), standing, relation].join(
    ' / ',
  );
}

function readMatrix(path: string): readonly (readonly [string, Row])[] {
  const [header, , ...rows] = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  expect(header).toEqual(['Verb', ...COLUMNS]);
  return rows.flatMap(([verbs = '', ...words]) => {
    const row = Object.fromEntries(COLUMNS.map((column, index) => [column, words[index] ?? ''])) as Row;
    return verbs.split(', ').map((verb) => [verb, row] as const);
  });
}
