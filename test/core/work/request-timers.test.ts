import { describe, expect, test } from 'vitest';
import type { ApprovalRequest } from '../../../core/approvals/approval-request.ts';
import { askAgain } from '../../../core/approvals/decide.ts';
import { createExpireRequest } from '../../../core/approvals/expire-request.ts';
import { createRemindApprovers } from '../../../core/approvals/remind-approvers.ts';
import type { AuditEntry } from '../../../core/audit/audit-record.ts';
import type { Notice } from '../../../core/outbox/notice.ts';
import type { Member } from '../../../core/people/member.ts';
import { aFrozenPolicy, aNewRequest, aStep } from '../../builders/approvals.ts';
import { anAccount } from '../../builders/account.ts';
import { aQuote } from '../../builders/billing.ts';
import { ACME, ids, NOW } from '../../builders/ids.ts';
import { aMember } from '../../builders/people.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { createFakeDatabase } from '../../fakes/fake-database.ts';

describe('a request nobody has decided', () => {
  test('reminds those who have not decided, with the live card', async () => {
    const office = await setUpOffice();
    office.clock.advance({ hours: 36 });

    await office.remind();

    const reminders = await office.reminders();
    expect(reminders.map(({ recipient }) => recipient)).toEqual([{ kind: 'member', memberId: office.grace.id }]);
    expect(reminders[0]?.view.title).toMatch(/^Reminder: Request 1/u);
    expect(reminders[0]?.view.actions.map(({ label }) => label)).toContain('Reject');
  });

  test('reminds once per share of the time, and two that come late together are one', async () => {
    const office = await setUpOffice();
    office.clock.advance({ hours: 36 });
    await office.remind();
    await office.remind();
    office.clock.advance({ hours: 29 });

    await office.remind();
    await office.remind();

    expect(await office.reminders()).toHaveLength(2);
  });

  test('does not remind somebody who may not decide any more', async () => {
    const office = await setUpOffice();
    await office.retire(office.grace);
    office.clock.advance({ hours: 36 });

    await office.remind();

    expect(await office.reminders()).toEqual([]);
  });

  test('asks the requester instead while they must agree again', async () => {
    const office = await setUpOffice();
    await office.change((request) => {
      const again = askAgain(request, { ...request, because: 'It rose.', at: NOW });
      if (!again.ok) throw new Error('It cannot be asked again');
      return again.value;
    });
    office.clock.advance({ hours: 36 });

    await office.remind();

    const reminders = await office.reminders();
    expect(reminders.map(({ recipient }) => recipient)).toEqual([{ kind: 'member', memberId: office.ada.id }]);
  });

  test('closes at its deadline, and the requester is told', async () => {
    const office = await setUpOffice();
    const early = await office.expire();
    office.clock.advance({ hours: 72 });

    const late = await office.expire();

    expect(early).toEqual({ kind: 'again', dueAt: NOW.add({ hours: 72 }), countsAsAttempt: false, reason: 'not due' });
    expect(late).toEqual({ kind: 'done' });
    expect(await office.request()).toMatchObject({ state: 'expired', version: 2 });
    expect(await office.outcome()).toMatchObject([{ recipient: { memberId: office.ada.id } }]);
    expect(office.audited).toMatchObject([{ kind: 'request.expired', actor: { kind: 'job' } }]);
  });

  test('closes once, and reminds nobody afterwards', async () => {
    const office = await setUpOffice();
    office.clock.advance({ hours: 72 });
    await office.expire();

    const again = await office.expire();
    await office.remind();

    expect(again).toEqual({ kind: 'done' });
    expect(office.audited).toHaveLength(1);
    expect(await office.reminders()).toEqual([]);
  });
});

/** Ada asked for three seats; of two who must approve, Linus has and Grace has not. */
async function setUpOffice() {
  const clock = createFakeClock(NOW.toString());
  const database = createFakeDatabase();
  const audited: AuditEntry[] = [];
  const ada = aMember({ fullName: 'Ada Lovelace' });
  const grace = aMember({ fullName: 'Grace Hopper', grants: ['approver'] });
  const linus = aMember({ fullName: 'Linus Pauling', grants: ['approver'] });
  const quote = aQuote();
  const policy = aFrozenPolicy({ steps: [aStep({ needed: 2, approvers: [grace.id, linus.id] })] });
  const approvals = [{ by: linus.id, onBehalfOf: undefined, step: 0, at: NOW }];
  const asked = aNewRequest({ requestedBy: ada.id, quoteId: quote.id, policy, approvals });

  await database.registry.createAccount(anAccount({ id: ACME }));
  const stored = await database.transaction.run(ACME, async (stores) => {
    for (const member of [ada, grace, linus] satisfies Member[]) await stores.members.add(member);
    await stores.quotes.add(quote);
    return await stores.requests.add(asked);
  });

  const deps = {
    clock,
    ids,
    transaction: database.transaction,
    audit: async (_: unknown, __: unknown, entry: AuditEntry) => void audited.push(entry),
  };
  const due = { accountId: ACME, requestId: stored.id };
  const notices = () => database.transaction.run(ACME, ({ notices: rows }) => rows.list(['pending']));
  const keyed = async (prefix: string): Promise<readonly Notice[]> =>
    (await notices()).filter(({ key }) => key.startsWith(prefix));
  const request = () => database.transaction.run(ACME, ({ requests }) => requests.get(stored.id));

  return {
    clock,
    audited,
    ada,
    grace,
    request,
    remind: () => createRemindApprovers(deps)(due),
    expire: () => createExpireRequest(deps)(due),
    reminders: () => keyed('request-reminder:'),
    outcome: () => keyed('request-outcome:'),
    retire: (member: Member) =>
      database.transaction.run(ACME, ({ members }) =>
        members.replace(member, { ...member, standing: 'deactivated', version: member.version + 1 }),
      ),
    change: (move: (request: ApprovalRequest) => ApprovalRequest) =>
      database.transaction.run(ACME, ({ requests }) => requests.replace(stored, move(stored))),
  };
}
