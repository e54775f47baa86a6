import { holdOn } from '../departures/legal-hold.ts';
import { recipientKey } from '../mailboxes/job-recipients.ts';
import type { Recipient } from '../outbox/notice.ts';
import { repaint, tell } from '../outbox/tell.ts';
import { POLICY } from '../people/policy.ts';
import type { Stores } from '../transaction.ts';
import type { View } from '../views/view.ts';
import { askerView, questionView } from './asker-views.ts';
import { endorsersOf } from './endorsers.ts';
import { removalCard } from './removal-card.ts';
import type { RemovalDeps } from './removal-deps.ts';
import { isAsker } from './removal-moves.ts';
import { namesIn, type Names } from './removal-names.ts';
import type { RemovalRequest } from './removal-request.ts';
import { supportRecipients } from './support-recipients.ts';

/**
 * Brings every message about a request to what it is now, and tells whoever has to know of it for the first time: the
 * administrators who can endorse it, support, and those who asked.
 */
export async function paintRemoval(deps: RemovalDeps, stores: Stores, request: RemovalRequest): Promise<void> {
  const names = await namesIn(stores, request);
  const isHeld = (await holdOn(stores, request.memberId)) !== undefined;
  const card = removalCard(request, names, isHeld);
  await show(deps, stores, request, { part: 'endorsement', to: await endorserRecipients(stores, request), view: card });
  await show(deps, stores, request, { part: 'support', to: await support(stores, request), view: card });
  const askers = request.askers.map(({ memberId }): Recipient => ({ kind: 'member', memberId }));
  await show(deps, stores, request, { part: 'asker', to: askers, view: askerView(request, names, isHeld) });
  await askQuestion(deps, stores, request, names);
}

type Shown = { readonly part: string; readonly to: readonly Recipient[]; readonly view: View };

/** What is out already is repainted; whoever is new gets it as it is now. */
async function show(
  deps: RemovalDeps,
  stores: Stores,
  request: RemovalRequest,
  { part, to, view }: Shown,
): Promise<void> {
  const subject = `removal:${part}:${request.id}`;
  await repaint(deps, stores, request.accountId, { subject, view });
  for (const recipient of to) {
    const key = `${subject}:${recipientKey(recipient)}`;
    await tell(deps, stores, request.accountId, { key, subject, recipient, view });
  }
}

export async function endorserRecipients(stores: Stores, request: RemovalRequest): Promise<readonly Recipient[]> {
  if (request.state !== 'awaiting-endorsement') return [];
  const members = await stores.members.list();
  const removed = members.find(({ id }) => id === request.memberId);
  if (removed === undefined) throw new Error(`Removal ${request.id} is about nobody who is stored`);
  return endorsersOf(POLICY['removal endorse'], await stores.accounts.get(), members, removed)
    .filter(({ id }) => !isAsker(request, id))
    .map(({ id }) => ({ kind: 'member', memberId: id }));
}

async function support(stores: Stores, request: RemovalRequest): Promise<readonly Recipient[]> {
  return request.state === 'submitted' ? await supportRecipients(stores) : [];
}

async function askQuestion(deps: RemovalDeps, stores: Stores, request: RemovalRequest, names: Names): Promise<void> {
  const asked = request.questions.at(-1);
  if (request.state !== 'info-needed' || asked === undefined) return;
  const subject = `removal:question:${request.id}:${request.questions.length}`;
  for (const { memberId } of request.askers) {
    const recipient = { kind: 'member', memberId } as const;
    const view = questionView(request, asked, names);
    await tell(deps, stores, request.accountId, { key: `${subject}:${memberId}`, subject, recipient, view });
  }
}
