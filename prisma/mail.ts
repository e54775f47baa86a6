import { z } from 'zod';
import type { Id } from '../core/ids.ts';
import type { Held, MailStore, ReadingState } from '../core/mailboxes/mail-store.ts';
import type { Mailbox } from '../core/mailboxes/mailbox.ts';
import type { Lease } from '../core/work/work.ts';
import { instantColumn, optionalColumn } from './columns.ts';
import { forgetMail } from './mail-forget.ts';
import { mailHoldings, mailLosses } from './mail-losses.ts';
import { keepMail } from './mail-page.ts';
import { purgeMail } from './mail-purge.ts';
import { forgetSubjects, subjectsOf } from './mail-subjects.ts';
import type { Scope } from './scope.ts';

export function createMailStore(scope: Scope): MailStore {
  return {
    hold: (mailboxId, lease) => hold(scope, mailboxId, lease),
    saveReading: (mailboxId, reading) => saveReading(scope, mailboxId, reading),
    keep: (page) => keepMail(scope, page),
    sweep: (mailbox, reading, at) => sweep(scope, mailbox, reading, at),
    purge: (mailbox, goneBefore, limit) => purgeMail(scope, mailbox, { goneBefore, limit }),
    subjectsOf: (member) => subjectsOf(scope, member),
    forgetSubjects: (member, limit) => forgetSubjects(scope, member, limit),
    holdings: (mailboxes) => mailHoldings(scope, mailboxes),
    losses: (mailboxes) => mailLosses(scope, mailboxes),
    forget: (mailbox, limit) => forgetMail(scope, mailbox, limit),
  };
}

const readings = z.array(
  z.object({
    horizon: optionalColumn(instantColumn),
    aliases: z.array(z.string()).readonly().nullable(),
    walk: z.int(),
    walk_has_gaps: z.boolean(),
    unavailable_since: optionalColumn(instantColumn),
    painted_at: optionalColumn(instantColumn),
  }),
);

/** Claims of one piece of work are ordered by their fencing numbers, claims of different ones by how long they last. */
async function hold({ db, accountId }: Scope, mailboxId: Id<'mailbox'>, lease: Lease): Promise<Held> {
  const until = instantColumn.encode(lease.until);
  const rows = readings.parse(
    await db.$queryRaw`
      INSERT INTO mailbox_reading AS held (account_id, mailbox_id, work_id, fencing, claimed_until)
      VALUES (${accountId}::uuid, ${mailboxId}::uuid, ${lease.work.id}::uuid, ${lease.fencing}, ${until})
      ON CONFLICT (account_id, mailbox_id) DO UPDATE SET
        work_id = excluded.work_id, fencing = excluded.fencing, claimed_until = excluded.claimed_until
      WHERE CASE WHEN held.work_id = excluded.work_id THEN held.fencing <= excluded.fencing
                 ELSE held.claimed_until <= excluded.claimed_until END
      RETURNING horizon, aliases, walk, walk_has_gaps, unavailable_since, painted_at`,
  );
  const [row] = rows;
  if (row === undefined) return { kind: 'too-late' };
  const { horizon, aliases, walk } = row;
  if (horizon === undefined) return { kind: 'held', reading: undefined };
  return {
    kind: 'held',
    reading: {
      horizon,
      aliases: aliases ?? [],
      walk,
      walkHasGaps: row.walk_has_gaps,
      unavailableSince: row.unavailable_since,
      paintedAt: row.painted_at,
    },
  };
}

const optionalInstant = optionalColumn(instantColumn);

async function saveReading({ db, accountId }: Scope, mailboxId: Id<'mailbox'>, reading: ReadingState): Promise<void> {
  const { horizon, aliases, walk, walkHasGaps, unavailableSince, paintedAt } = reading;
  const data = {
    horizon: instantColumn.encode(horizon),
    aliases: [...aliases],
    walk,
    walkHasGaps,
    unavailableSince: optionalInstant.encode(unavailableSince),
    paintedAt: optionalInstant.encode(paintedAt),
  };
  await db.mailboxReading.update({ where: { accountId_mailboxId: { accountId, mailboxId } }, data });
}

const gone = z.array(z.object({ kept: z.boolean() }));

async function sweep(
  { db, accountId }: Scope,
  mailbox: Mailbox,
  { walk, horizon }: ReadingState,
  at: Temporal.Instant,
): Promise<number> {
  const rows = await db.$queryRaw`
    UPDATE message_copy SET gone_at = ${instantColumn.encode(at)}
    WHERE account_id = ${accountId}::uuid AND mailbox_id = ${mailbox.id}::uuid AND gone_at IS NULL
      AND walk < ${walk} AND received_at >= ${instantColumn.encode(horizon)}
    RETURNING interaction_id IS NOT NULL AS kept`;
  return gone.parse(rows).filter(({ kept }) => kept).length;
}
