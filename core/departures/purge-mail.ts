import type { Id } from '../ids.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import { startOver } from '../mailboxes/start-over.ts';
import type { Stores } from '../transaction.ts';
import { NO_LOSSES, type Losses } from './departure-snapshot.ts';
import type { DepartureDeps } from './departure-deps.ts';
import type { DeparturePlan } from './plan-departure.ts';
import type { RunStep } from './step-result.ts';

/** Deletes the copies of the mailboxes that were agreed to, and what nothing else in the account holds. */
export const purgeMail: RunStep = async (deps, stores, { plan }) => {
  const attached = await stores.notes.attachedWithin(plan.purges);
  const { isFinished, counts } = await purgeBatch(deps, stores, plan);
  // The store detaches them as their interactions go.
  const left = await stores.notes.attachedWithin(plan.purges);
  return { isFinished, counts: { ...counts, notes: attached.length - left.length } };
};

async function purgeBatch(
  { leaving }: DepartureDeps,
  stores: Stores,
  plan: DeparturePlan,
): Promise<{ readonly isFinished: boolean; readonly counts: Losses }> {
  let counts: Losses = NO_LOSSES;
  for (const id of plan.purges) {
    const mailbox = await mailboxToPurge(stores, id);
    const forgotten = await stores.mail.forget(mailbox, leaving.purgeBatch);
    counts = added(counts, forgotten);
    if (forgotten.messages === leaving.purgeBatch) return { isFinished: false, counts };
    // Nothing is left that a cursor could go on from.
    await startOver(stores, mailbox);
  }
  return { isFinished: true, counts };
}

async function mailboxToPurge({ mailboxes }: Stores, id: Id<'mailbox'>): Promise<Mailbox> {
  const mailbox = await mailboxes.get(id);
  if (mailbox === undefined) throw new Error(`Mailbox ${id} is to be purged but is not stored`);
  if (mailbox.desired !== 'disabled') throw new Error(`Mailbox ${id} is to be purged while it is ${mailbox.desired}`);
  return mailbox;
}

function added(one: Losses, other: Losses): Losses {
  return {
    messages: one.messages + other.messages,
    interactions: one.interactions + other.interactions,
    connections: one.connections + other.connections,
    people: one.people + other.people,
    organizations: one.organizations + other.organizations,
  };
}
