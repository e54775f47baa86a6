import { describe, expect, test } from 'vitest';
import type { ApprovalRequest, SeatFor } from '../../../core/approvals/approval-request.ts';
import {
  approve,
  approveByPolicy,
  askAgain,
  cancel,
  currentStep,
  edit,
  escalate,
  expire,
  reject,
  requesterAgreed,
} from '../../../core/approvals/decide.ts';
import type { Result } from '../../../core/result.ts';
import { aFrozenPolicy, aPendingRequest, aStep } from '../../builders/approvals.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { readDrawing } from '../../drawing.ts';

const drawing = readDrawing('core/approvals/approval-requests.md');
const [ada, grace, linus, eve] = [ids.next('member'), ids.next('member'), ids.next('member'), ids.next('member')];
const oneOf = (...approvers: (typeof ada)[]) => aFrozenPolicy({ steps: [aStep({ approvers })], escalates: true });

function aRequest(policy = oneOf(grace)) {
  return aPendingRequest({ requestedBy: ada, policy, version: 3 });
}

function inEveryState(policy = oneOf(grace)): { readonly [State in ApprovalRequest['state']]: ApprovalRequest } {
  const pending = aRequest(policy);
  const { state: _, deadline, ...base } = pending;
  return {
    pending,
    'awaiting-requester': { ...base, state: 'awaiting-requester', deadline, because: 'The price changed.' },
    approved: { ...base, state: 'approved', at: NOW },
    rejected: { ...base, state: 'rejected', by: grace, onBehalfOf: undefined, at: NOW, reason: 'no' },
    cancelled: { ...base, state: 'cancelled', by: ada, at: NOW },
    expired: { ...base, state: 'expired', at: NOW },
  };
}

const byGrace = { memberId: grace, absent: [], at: NOW, version: 3 };

const PRICE_CHANGED = { quoteId: ids.next('quote'), because: 'The price changed.', at: NOW };

const EVENTS: Readonly<
  Record<string, (request: ApprovalRequest) => Result<ApprovalRequest, { readonly kind: string }>>
> = {
  approve: (request) => {
    const approved = approve(request, byGrace);
    return approved.ok ? { ok: true, value: approved.value.request } : approved;
  },
  approveByPolicy: (request) => approveByPolicy(request, NOW),
  reject: (request) => reject(request, byGrace, 'The budget is spent.'),
  cancel: (request) => cancel(request, { memberId: ada, at: NOW }),
  expire: (request) => expire(request, NOW.add({ hours: 72 })),
  escalate: (request) => escalate(request, { standIns: [eve], at: NOW.add({ hours: 72 }) }),
  askAgain: (request) => askAgain(request, { ...PRICE_CHANGED, subject: request.subject, policy: request.policy }),
  edit: (request) => edit(request, byGrace, { ...PRICE_CHANGED, subject: request.subject, policy: request.policy }),
  requesterAgreed: (request) => requesterAgreed(request, request.quoteId),
};

const POLICIES = {
  'nobody is asked': aFrozenPolicy({ steps: [] }),
  'the last one': oneOf(grace),
  'more are needed': aFrozenPolicy({ steps: [aStep({ needed: 2, approvers: [grace, linus] })] }),
};

describe('the moves of an approval request', () => {
  test('are drawn with the names of the types', () => {
    expect(drawing.states.toSorted()).toEqual(Object.keys(inEveryState()).toSorted());
    expect(drawing.events.toSorted()).toEqual(Object.keys(EVENTS).toSorted());
  });

  const pairs = Object.keys(inEveryState()).flatMap((state) =>
    Object.keys(EVENTS).map((event) => [state, event] as const),
  );

  test.each(pairs)('from %s by %s go where the drawing says, and nowhere else', (state, event) => {
    const reached = Object.values(POLICIES).flatMap((policy) => {
      const before = Object.entries(inEveryState(policy)).find(([name]) => name === state)?.[1];
      const moved = before === undefined ? undefined : EVENTS[event]?.(before);
      return moved?.ok === true ? [`${moved.value.state} as version ${moved.value.version}`] : [];
    });

    expect([...new Set(reached)].toSorted()).toEqual(
      drawing
        .after(state, event)
        .map((to) => `${to} as version 4`)
        .toSorted(),
    );
  });
});

describe('approving', () => {
  test('is refused to everybody but an approver other than the requester and the person who benefits', () => {
    const request = aRequest(oneOf(ada, grace, linus));
    const forLinus: ApprovalRequest = {
      ...request,
      subject: {
        kind: 'invite',
        seatId: ids.next('seat'),
        memberId: linus,
        seatType: 'sync-only',
        fullName: 'Linus Torvald',
        address: 'linus@acme.example',
      },
    };
    const by = (memberId: typeof ada) => approve(forLinus, { memberId, absent: [], at: NOW, version: 3 });

    expect(by(ada)).toEqual({ ok: false, error: { kind: 'own-request' } });
    expect(by(linus)).toEqual({ ok: false, error: { kind: 'own-seat' } });
    expect(by(eve)).toEqual({ ok: false, error: { kind: 'not-an-approver' } });
    expect(by(grace).ok).toBe(true);
  });

  test('a request for many people is refused to each of them', () => {
    const linusToo: SeatFor = {
      seatId: ids.next('seat'),
      memberId: linus,
      seatType: 'sync-only',
      fullName: 'Linus',
      address: 'linus@acme.example',
    };
    const request: ApprovalRequest = {
      ...aRequest(oneOf(grace, linus)),
      subject: { kind: 'bulk', batchId: ids.next('batch'), people: [linusToo] },
    };

    expect(approve(request, { memberId: linus, absent: [], at: NOW, version: 3 })).toEqual({
      ok: false,
      error: { kind: 'own-seat' },
    });
    expect(approve(request, { memberId: grace, absent: [], at: NOW, version: 3 }).ok).toBe(true);
  });

  test('from an older card, or at the deadline, decides nothing', () => {
    const request = aRequest();

    expect(approve(request, { ...byGrace, version: 2 })).toEqual({ ok: false, error: { kind: 'old-card' } });
    expect(approve(request, { ...byGrace, at: request.deadline }).ok).toBe(false);
    expect(approve(request, { ...byGrace, at: request.deadline.subtract({ nanoseconds: 1 }) }).ok).toBe(true);
  });

  test('goes step by step, and one person counts once', () => {
    const request = aRequest(
      aFrozenPolicy({
        steps: [aStep({ needed: 2, approvers: [grace, linus, eve] }), aStep({ needed: 1, approvers: [eve] })],
      }),
    );

    const first = approve(request, byGrace);
    if (!first.ok) throw new Error(first.error.kind);
    const twice = approve(first.value.request, { ...byGrace, version: 4 });
    const second = approve(first.value.request, { ...byGrace, memberId: linus, version: 4 });
    if (!second.ok) throw new Error(second.error.kind);
    const outOfTurn = approve(second.value.request, { ...byGrace, memberId: grace, version: 5 });
    const last = approve(second.value.request, { ...byGrace, memberId: eve, version: 5 });

    expect(twice).toEqual({ ok: false, error: { kind: 'approved-already' } });
    expect(first.value.granted || second.value.granted).toBe(false);
    expect(currentStep(second.value.request).index).toBe(1);
    expect(outOfTurn.ok).toBe(false);
    expect(last.ok && last.value).toMatchObject({ granted: true, request: { state: 'approved' } });
  });
});

describe('a request that is asked again', () => {
  test('loses every approval, and agreeing to the old quote is refused', () => {
    const approved = approve(aRequest(POLICIES['more are needed']), byGrace);
    if (!approved.ok) throw new Error(approved.error.kind);
    const { request } = approved.value;
    const quoteId = ids.next('quote');

    const asked = askAgain(request, {
      quoteId,
      subject: request.subject,
      policy: request.policy,
      because: 'The price changed.',
      at: NOW.add({ hours: 70 }),
    });
    if (!asked.ok) throw new Error(asked.error.kind);

    const deadline = NOW.add({ hours: 70 + request.policy.hours });
    expect(asked.value).toMatchObject({ approvals: [], quoteId, state: 'awaiting-requester', deadline });
    expect(requesterAgreed(asked.value, request.quoteId)).toEqual({ ok: false, error: { kind: 'old-card' } });
    expect(approve(asked.value, { ...byGrace, memberId: linus, version: 5 })).toEqual({
      ok: false,
      error: { kind: 'requester-first' },
    });
  });
});

test('a step is escalated once, and only when its time is over and its policy wants it', () => {
  const request = aRequest();
  const at = request.deadline;
  const once = escalate(request, { standIns: [eve], at });
  if (!once.ok) throw new Error(once.error.kind);
  const later = once.value.deadline;
  const unwanted = aRequest({ ...request.policy, escalates: false });

  expect(once.value.policy.steps).toMatchObject([{ needed: 1, approvers: [grace], standIns: [eve] }]);
  expect(later.toString()).toBe(at.add({ hours: 72 }).toString());
  expect(escalate(once.value, { standIns: [linus], at: later })).toMatchObject({
    error: { kind: 'escalated-already' },
  });
  expect(escalate(request, { standIns: [eve], at: NOW })).toMatchObject({ error: { kind: 'not-due' } });
  expect(escalate(unwanted, { standIns: [eve], at })).toMatchObject({ error: { kind: 'nobody-to-ask' } });
  expect(approve(request, { ...byGrace, memberId: eve }).ok).toBe(false);
  expect(approve(once.value, { ...byGrace, memberId: eve, version: 4, at: later.subtract({ seconds: 1 }) }).ok).toBe(
    true,
  );
});

test('only the requester cancels, and nothing expires before its deadline', () => {
  const request = aRequest();

  expect(cancel(request, { memberId: grace, at: NOW })).toEqual({ ok: false, error: { kind: 'not-yours' } });
  expect(expire(request, request.deadline.subtract({ seconds: 1 }))).toEqual({ ok: false, error: { kind: 'not-due' } });
});
