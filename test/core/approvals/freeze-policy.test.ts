import { expect, test } from 'vitest';
import { freezePolicy } from '../../../core/approvals/freeze-policy.ts';
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
    policy: FOR_SALES,
    members: [ada, grace, barbara],
    requester: ada.id,
    beneficiaries: [],
    amount: eur(1000n),
    teams,
    mayBeAutomatic: true,
  });

  expect(frozen.ok && frozen.value.steps.map(({ approvers }) => approvers)).toEqual([[approver.id]]);
});
