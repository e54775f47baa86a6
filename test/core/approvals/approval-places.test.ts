import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { approvalsOf, canBeFinished } from '../../../core/approvals/approval-places.ts';
import type { ApprovalStep } from '../../../core/approvals/approval-policy.ts';
import type { ApprovalRequest } from '../../../core/approvals/approval-request.ts';
import { approve, edit } from '../../../core/approvals/decide.ts';
import { aFrozenPolicy, aPendingRequest, aStep } from '../../builders/approvals.ts';
import { ids, NOW } from '../../builders/ids.ts';

const PEOPLE = Array.from({ length: 5 }, () => ids.next('member'));
type Person = (typeof PEOPLE)[number];

const anyStep: fc.Arbitrary<ApprovalStep> = fc
  .record({ approvers: fc.subarray(PEOPLE, { minLength: 1 }), needed: fc.integer({ min: 1, max: 3 }) })
  .map((step) => aStep(step));
const anySteps = fc.array(anyStep, { minLength: 1, maxLength: 3 });

describe('approvals of which each needs another person', () => {
  test('are found to be enough exactly where one way of giving them exists', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const { needed, found } = approvalsOf(steps);

        const places = steps.flatMap(({ approvers, needed: count }) => Array.from({ length: count }, () => approvers));
        expect(found === needed).toBe(tryAll(places, []));
      }),
    );
  });

  test('are always given in the end where they can be, in whatever order people come', () => {
    fc.assert(
      fc.property(anySteps, fc.infiniteStream(fc.nat(4)), (steps, stream) => {
        const request = aRequest(steps);
        fc.pre(canBeFinished(request));

        expect(played(request, stream)).toBe('approved');
      }),
    );
  });

  test('wait for somebody else of the step where only one person can give a later one', () => {
    const [ada, grace] = PEOPLE;
    if (ada === undefined || grace === undefined) throw new Error('Nobody is there');
    const request = aRequest([aStep({ approvers: [ada, grace] }), aStep({ approvers: [ada] })]);
    const again = {
      quoteId: ids.next('quote'),
      subject: request.subject,
      policy: request.policy,
      because: 'fewer',
      at: NOW,
    };

    expect(approve(request, as(ada))).toEqual({ ok: false, error: { kind: 'needed-later' } });
    expect(approve(request, as(grace)).ok).toBe(true);
    expect(edit(request, as(ada), again).ok).toBe(true);
  });

  test('that cannot be given any more keep nobody from giving theirs', () => {
    const [ada] = PEOPLE;
    if (ada === undefined) throw new Error('Nobody is there');
    const request = aRequest([aStep({ approvers: [ada] }), aStep({ approvers: [ada] })]);

    expect(canBeFinished(request)).toBe(false);
    expect(approve(request, { memberId: ada, absent: [], at: NOW, version: 1 }).ok).toBe(true);
  });
});

function as(memberId: Person) {
  return { memberId, absent: [], at: NOW, version: 1 };
}

function aRequest(steps: readonly ApprovalStep[]) {
  return aPendingRequest({ policy: aFrozenPolicy({ steps }) });
}

function tryAll([place, ...rest]: readonly (readonly Person[])[], taken: readonly Person[]): boolean {
  if (place === undefined) return true;
  return place.some((person) => !taken.includes(person) && tryAll(rest, [...taken, person]));
}

/** Everybody presses when they come by, until it is approved; each comes by again and again. */
function played(begun: ApprovalRequest, stream: Iterable<number>): ApprovalRequest['state'] {
  let request = begun;
  let presses = 0;
  for (const at of stream) {
    const memberId = PEOPLE[at];
    if (memberId === undefined) continue;
    const approved = approve(request, { memberId, absent: [], at: NOW, version: request.version });
    if (approved.ok) request = approved.value.request;
    presses += 1;
    if (request.state === 'approved' || presses > 1000) return request.state;
  }
  return request.state;
}
