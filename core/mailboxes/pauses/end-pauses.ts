import { tell } from '../../outbox/tell.ts';
import type { Stores, Transaction } from '../../transaction.ts';
import type { WorkHandler } from '../../work/work-handler.ts';
import type { WorkOutcome, WorkPayload } from '../../work/work.ts';
import type { Mailbox } from '../mailbox.ts';
import { isOver, nextEnd } from './pause-moves.ts';
import type { PauseDeps } from './pause-reading.ts';
import { pauseEndedView } from './pause-views.ts';
import { resumeReading } from './resume-reading.ts';

const DONE: WorkOutcome = { kind: 'done' };

/** The end of a pause has come: reading goes on by itself, and its owner and whoever paused it are told. */
export function createEndPauses(
  deps: PauseDeps & { readonly transaction: Transaction },
): WorkHandler<'mailbox.resume'> {
  return ({ accountId, mailboxId }: WorkPayload<'mailbox.resume'>) =>
    deps.transaction.run(accountId, async (stores) => {
      const mailbox = await stores.mailboxes.get(mailboxId);
      // Whoever has left keeps their pauses: coming back looks at them again.
      return mailbox?.desired === 'paused' ? await endPauses(deps, stores, mailbox) : DONE;
    });
}

async function endPauses(deps: PauseDeps, stores: Stores, mailbox: Mailbox): Promise<WorkOutcome> {
  const now = deps.clock.now();
  const over = mailbox.pauses.filter((pause) => isOver(pause, now));
  if (over.length === 0) return later(mailbox);
  const actor = { kind: 'job', job: 'mailbox.resume' } as const;
  const isLifted = (pause: Mailbox['pauses'][number]) => isOver(pause, now);
  const resumed = await resumeReading(deps, stores, mailbox, { actor, isLifted, kind: 'mailbox.resumed' });
  if (resumed.desired !== 'enabled') return later(resumed);
  const member = await stores.members.get(mailbox.memberId);
  if (member === undefined) throw new Error(`Mailbox ${mailbox.id} is of nobody who is stored`);
  for (const memberId of new Set([mailbox.memberId, ...over.map(({ by }) => by)]))
    await tell(deps, stores, mailbox.accountId, {
      key: `mailbox-resumed:${resumed.id}:${resumed.version}:${memberId}`,
      subject: `mailbox-resumed:${resumed.id}:${resumed.version}`,
      recipient: { kind: 'member', memberId },
      view: pauseEndedView(resumed, member, memberId === member.id),
    });
  return DONE;
}

function later(mailbox: Mailbox): WorkOutcome {
  const dueAt = nextEnd(mailbox);
  return dueAt === undefined ? DONE : { kind: 'again', dueAt, countsAsAttempt: false, reason: 'paused' };
}
