import { expect, test } from 'vitest';
import type { ApprovalPolicy, PolicyRule } from '../../../core/approvals/approval-policy.ts';
import { freezePolicy } from '../../../core/approvals/freeze-policy.ts';
import type { Member } from '../../../core/people/member.ts';
import { aPolicy } from '../../builders/approvals.ts';
import { aMember } from '../../builders/people.ts';
import { eur } from '../../fixtures/view-parts.ts';

const [ada, grace, barbara] = [aMember(), aMember({ grants: ['approver'] }), aMember({ role: 'admin' })];
const FOR_SALES = aPolicy({
  rules: [
    {
      when: { from: undefined, below: undefined, team: 'Sales' },
      steps: [{ needed: 1, people: { kind: 'members', members: [barbara.id] } }],
    },
  ],
});

test.each([
  ['nobody of the team', [], grace],
  ['others', ['Support'], grace],
  ['somebody of the team', ['sales'], barbara],
  ['somebody of the team among others', ['Support', 'Sales'], barbara],
])('a rule for a team, and a request for %s', (_who, teams, approver) => {
  const frozen = freezePolicy({
    policies: [FOR_SALES],
    members: [ada, grace, barbara],
    requester: ada.id,
    beneficiaries: [],
    amount: eur(1000n),
    teams,
    mayBeAutomatic: true,
  });

  expect(frozen.ok && frozen.value.steps.map(({ approvers }) => approvers)).toEqual([[approver.id]]);
});

const asked = (policies: readonly ApprovalPolicy[]) => {
  const frozen = freezePolicy({
    policies,
    members: [ada, grace, barbara],
    requester: ada.id,
    beneficiaries: [],
    amount: eur(1000n),
    teams: [],
    mayBeAutomatic: true,
  });
  return frozen.ok ? frozen.value.steps.map(({ needed, approvers }) => [needed, approvers]) : frozen.error;
};

const always = (steps: PolicyRule['steps']): PolicyRule[] => [
  { when: { from: undefined, below: undefined, team: undefined }, steps },
];
const one = (who: Member): PolicyRule['steps'][number] => ({
  needed: 1,
  people: { kind: 'members', members: [who.id] },
});

test('two policies that ask the same people ask them once', () => {
  expect(asked([aPolicy(), aPolicy({ seatType: 'full-access' })])).toEqual([[1, [grace.id]]]);
});

test('two policies that ask different people ask all of them', () => {
  const byBarbara = aPolicy({ seatType: 'full-access', rules: always([one(barbara)]) });

  expect(asked([aPolicy(), byBarbara])).toEqual([
    [1, [grace.id]],
    [1, [barbara.id]],
  ]);
});

test('a policy that asks for two approvals is not satisfied with one for the other type', () => {
  const either: PolicyRule['steps'][number] = {
    needed: 1,
    people: { kind: 'members', members: [grace.id, barbara.id] },
  };
  const twice = aPolicy({ seatType: 'full-access', rules: always([either, either]) });

  expect(asked([aPolicy(), twice])).toEqual([
    [1, [grace.id]],
    [1, [grace.id, barbara.id]],
  ]);
});

test('all of some people stand for one of them whom the policy of the other type names', () => {
  const both = { needed: 2, people: { kind: 'members', members: [grace.id, barbara.id] } } as const;
  const byGrace = aPolicy({ seatType: 'full-access', rules: always([one(grace)]) });

  expect(asked([aPolicy({ rules: always([both]) }), byGrace])).toEqual([[2, [grace.id, barbara.id]]]);
  expect(asked([byGrace, aPolicy({ rules: always([both]) })])).toEqual([[2, [grace.id, barbara.id]]]);
});

test.each([
  ['both of which do so', true, true, true],
  ['one of which does not', true, false, false],
])(
  'a request of two policies, %s, is put to the administrators when its time is over: %s',
  (_which, first, second, is) => {
    const frozen = freezePolicy({
      policies: [aPolicy({ escalates: first }), aPolicy({ seatType: 'full-access', escalates: second })],
      members: [ada, grace, barbara],
      requester: ada.id,
      beneficiaries: [],
      amount: eur(1000n),
      teams: [],
      mayBeAutomatic: true,
    });

    expect(frozen.ok && frozen.value.escalates).toBe(is);
  },
);

test('a policy that asks nobody does not keep the request of another from the administrators', () => {
  const byItself = aPolicy({ mode: { kind: 'auto' }, escalates: false });
  const frozen = freezePolicy({
    policies: [byItself, aPolicy({ seatType: 'full-access', escalates: true })],
    members: [ada, grace, barbara],
    requester: ada.id,
    beneficiaries: [],
    amount: eur(1000n),
    teams: [],
    mayBeAutomatic: true,
  });

  expect(frozen.ok && frozen.value.escalates).toBe(true);
});

test('a request of two types is approved by itself only where both policies do so', () => {
  const byItself = aPolicy({ mode: { kind: 'auto' } });
  const byPeople = aPolicy({ seatType: 'full-access' });

  expect(asked([byItself, byPeople])).toEqual([[1, [grace.id]]]);
  expect(asked([byItself, aPolicy({ seatType: 'full-access', mode: { kind: 'auto' } })])).toEqual([]);
});
