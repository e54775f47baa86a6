import { tellAdministrators } from '../accounts/tell-administrators.ts';
import { holdOn } from '../departures/legal-hold.ts';
import { recipientKey } from '../mailboxes/job-recipients.ts';
import type { Recipient } from '../outbox/notice.ts';
import { tell } from '../outbox/tell.ts';
import { POLICY } from '../people/policy.ts';
import { unreachable } from '../result.ts';
import type { Stores, Transaction } from '../transaction.ts';
import type { View } from '../views/view.ts';
import type { WorkOutcome, WorkPayload } from '../work/work.ts';
import { endorserRecipients } from './paint-removal.ts';
import { removalCard, WORDS } from './removal-card.ts';
import type { RemovalDeps } from './removal-deps.ts';
import { namesIn, removalTitle } from './removal-names.ts';
import type { RemovalRequest } from './removal-request.ts';
import { supportRecipients } from './support-recipients.ts';

export type RemindRemovalDeps = RemovalDeps & { readonly transaction: Transaction };

/** What is past, as a share of the time from the asking to the day it is due; a second of rounding does not matter. */
const SHARES = [
  ['overdue', 0.999],
  ['last', 0.899],
  ['first', 0.499],
] as const;
type Share = (typeof SHARES)[number][0];

/** Reminds those whose turn it is when half and nine tenths of the time are over; then it is escalated, once. */
export function createRemindRemoval(deps: RemindRemovalDeps) {
  return ({ accountId, removalId }: WorkPayload<'removal.remind'>): Promise<WorkOutcome> =>
    deps.transaction.run(accountId, async (stores) => {
      const request = await stores.removals.get(removalId);
      if (request === undefined) throw new Error(`Removal ${removalId} is to be reminded of but is not stored`);
      const share = shareOver(request, deps.clock.now());
      const turn = turnOf(request);
      if (share === undefined || turn === undefined) return { kind: 'done' };
      if (share === 'overdue') await escalate(deps, stores, request);
      else await remind(deps, stores, request, { share, turn });
      return { kind: 'done' };
    });
}

/** Reminders that come late together are one. */
function shareOver({ askers, dueBy }: RemovalRequest, now: Temporal.Instant): Share | undefined {
  const began = askers[0]?.at ?? dueBy;
  const over = began.until(now).total('seconds') / Math.max(1, began.until(dueBy).total('seconds'));
  return SHARES.find(([, from]) => over >= from)?.[0];
}

type Turn = 'endorsement' | 'support';

/** Who has to do something for it to go on; undefined where it goes on by itself in time, or has ended. */
function turnOf(request: RemovalRequest): Turn | undefined {
  switch (request.state) {
    case 'awaiting-endorsement':
      return 'endorsement';
    case 'submitted':
    case 'assigned':
    case 'info-needed':
    case 'failed':
      return 'support';
    case 'scheduled':
      return Temporal.Instant.compare(request.dueAt, request.dueBy) > 0 ? 'support' : undefined;
    case 'executing':
    case 'completed':
    case 'rejected':
    case 'withdrawn':
      return undefined;
    default:
      return unreachable(request);
  }
}

/** One more copy of the live card, which is repainted with the others. */
async function remind(
  deps: RemindRemovalDeps,
  stores: Stores,
  request: RemovalRequest,
  { share, turn }: { readonly share: Share; readonly turn: Turn },
): Promise<void> {
  const isHeld = (await holdOn(stores, request.memberId)) !== undefined;
  const card = removalCard(request, await namesIn(stores, request), isHeld);
  const view = { ...card, title: `Reminder: ${card.title}` };
  for (const recipient of await recipientsOf(stores, request, turn))
    await tell(deps, stores, request.accountId, {
      key: `removal-reminder:${request.id}:${share}:${recipientKey(recipient)}`,
      subject: `removal:${turn}:${request.id}`,
      recipient,
      view,
    });
}

async function recipientsOf(stores: Stores, request: RemovalRequest, turn: Turn): Promise<readonly Recipient[]> {
  return turn === 'support' ? await supportRecipients(stores) : await endorserRecipients(stores, request);
}

/** Whoever manages users, and those who asked: the month that the law gives is over. Told once, however it goes on. */
async function escalate(deps: RemindRemovalDeps, stores: Stores, request: RemovalRequest): Promise<void> {
  const key = `removal-overdue:${request.id}`;
  const view = overdueView(request);
  const row = POLICY['removal endorse'];
  await tellAdministrators(deps, stores, { row, key, subject: key, view, alsoInChannel: false });
  const others: readonly Recipient[] = [
    ...(await supportRecipients(stores)),
    ...request.askers.map(({ memberId }) => ({ kind: 'member', memberId }) as const),
  ];
  for (const recipient of others) {
    // Whoever is told as an administrator has this very key already.
    const whose = recipient.kind === 'member' ? recipient.memberId : recipientKey(recipient);
    await tell(deps, stores, request.accountId, { key: `${key}:${whose}`, subject: key, recipient, view });
  }
}

function overdueView(request: RemovalRequest): View {
  return {
    title: `${removalTitle(request)} is overdue`,
    tone: 'bad',
    blocks: [
      { kind: 'text', text: ['It was due by ', { moment: request.dueBy }, ` and ${WORDS[request.state]}.`] },
      {
        kind: 'note',
        text: [
          'A person may ask for an answer within a month (GDPR, Article 12(3)). Support sets a day, or rejects it.',
        ],
      },
    ],
    actions: [
      { kind: 'run', label: 'Show it', weight: 'primary', does: { command: 'removal', args: { removal: request.id } } },
    ],
  };
}
