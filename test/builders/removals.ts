import type { NewRemoval, RemovalRequest, RemovalState } from '../../core/removals/removal-request.ts';
import type { AgreedDeletion } from '../../core/removals/agreed-deletion.ts';
import { certificateOf } from '../../core/removals/certificate-of.ts';
import { planDeparture } from '../../core/departures/plan-departure.ts';
import { aSnapshot } from './departures.ts';
import { ACME, ids, NOW } from './ids.ts';

/** Asked for by somebody who manages users, so nobody else's endorsement is needed. */
export function aNewRemoval(request: Partial<NewRemoval> = {}): NewRemoval {
  const asker = request.askers?.[0]?.memberId ?? ids.next('member');
  return {
    id: ids.next('removal'),
    accountId: ACME,
    memberId: ids.next('member'),
    person: { fullName: 'Linus Torvald', addresses: ['linus@acme.example', 'linus@home.example'] },
    askers: [{ memberId: asker, at: NOW, endorses: true }],
    reason: 'They asked for it.',
    ticket: 'T-17',
    endorsement: { by: asker, at: NOW },
    shown: planDeparture('remove', aSnapshot()),
    questions: [],
    force: undefined,
    dueBy: NOW.add({ hours: 30 * 24 }),
    version: 1,
    state: 'submitted',
    ...request,
  };
}

export function aRemoval(request: Partial<NewRemoval> & { readonly number?: number } = {}): RemovalRequest {
  const { number = 1, ...rest } = request;
  return { ...aNewRemoval(rest), number };
}

export function anAgreement(agreed: Partial<AgreedDeletion> = {}): AgreedDeletion {
  return {
    by: ids.next('member'),
    at: NOW,
    sentence: 'I agree that everything shown here is deleted.',
    hash: 'a'.repeat(64),
    plan: planDeparture('remove', aSnapshot()),
    deliveryId: ids.next('delivery'),
    ...agreed,
  };
}

/** One request in each of its states. */
export function removalIn(request: RemovalRequest): { readonly [State in RemovalState['state']]: RemovalRequest } {
  const { state: _, ...base } = request;
  const to = ids.next('member');
  const agreed = anAgreement({ by: to });
  const steps = [{ step: 'mail', at: NOW, counts: { messages: 12 } }];
  const execution = { startedAt: NOW, since: NOW, agreed: [agreed], steps, erased: { messages: 3 } };
  const executing = { ...base, state: 'executing', ...execution } as const;
  return {
    'awaiting-endorsement': { ...base, state: 'awaiting-endorsement', endorsement: undefined },
    submitted: { ...base, state: 'submitted' },
    assigned: { ...base, state: 'assigned', to, because: undefined },
    'info-needed': {
      ...base,
      state: 'info-needed',
      to,
      questions: [{ by: to, at: NOW, question: 'Which of the two?', answer: undefined }],
    },
    scheduled: { ...base, state: 'scheduled', to, dueAt: NOW.add({ hours: 24 }), agreed },
    executing,
    failed: { ...base, state: 'failed', ...execution, at: NOW, reason: 'The mail could not be deleted.' },
    completed: {
      ...base,
      person: undefined,
      shown: undefined,
      state: 'completed',
      at: NOW,
      certificate: certificateOf(executing, NOW),
    },
    rejected: { ...base, state: 'rejected', by: to, at: NOW, because: 'They stay.' },
    withdrawn: { ...base, state: 'withdrawn', by: to, at: NOW },
  };
}
