import { z } from 'zod';
import { idSchema, type Id } from '../core/ids.ts';
import type { MessageCopy } from '../core/mailboxes/mail-store.ts';
import { unreachable } from '../core/result.ts';
import type { Participant } from '../core/relationships/participants.ts';
import { rowsParameter } from './rows-parameter.ts';
import type { Scope } from './scope.ts';

export type InteractionCopy = Extract<MessageCopy, { kind: 'interaction' }>;
export type InteractionIds = ReadonlyMap<string, Id<'interaction'>>;

const stored = z.array(z.object({ id: idSchema('interaction'), group_key: z.string(), is_new: z.boolean() }));

/**
 * The update that changes nothing locks interactions that are there already, so that nobody deletes them as orphans
 * before this page's copies can be seen.
 */
export async function keepInteractions(
  { db, accountId }: Scope,
  copies: readonly InteractionCopy[],
): Promise<{ readonly ids: InteractionIds; readonly added: number }> {
  if (copies.length === 0) return { ids: new Map(), added: 0 };
  const byKey = new Map(copies.map(({ groupKey, interactionId }) => [groupKey, interactionId]));
  const rows = [...byKey].map(([groupKey, id]) => ({ id, group_key: groupKey }));
  const answer = await db.$queryRaw`
    INSERT INTO interaction (account_id, id, group_key)
    SELECT ${accountId}::uuid, page.id, page.group_key
    FROM jsonb_to_recordset(${rowsParameter(rows)}::jsonb) AS page(id uuid, group_key text)
    ORDER BY page.group_key COLLATE "C"
    ON CONFLICT (account_id, group_key) DO UPDATE SET group_key = excluded.group_key
    RETURNING id, group_key, xmax = 0 AS is_new`;
  const kept = stored.parse(answer);
  return {
    ids: new Map(kept.map((row) => [row.group_key, row.id])),
    added: kept.filter((row) => row.is_new).length,
  };
}

/** Copies may tell a participant differently: whoever is known as a member is one, and of two names one stays for good. */
export async function keepParticipants(
  { db, accountId }: Scope,
  copies: readonly InteractionCopy[],
  interactions: InteractionIds,
): Promise<void> {
  const rows = [...new Map(copies.map((copy) => [copy.groupKey, copy])).values()].flatMap((copy) =>
    copy.participants.map((participant) => participantRow(participant, interactions.get(copy.groupKey))),
  );
  if (rows.length === 0) return;
  await db.$executeRaw`
    INSERT INTO participant AS stored (account_id, interaction_id, address, field, kind, member_id, name)
    SELECT ${accountId}::uuid, page.interaction_id, page.address, page.field, page.kind, page.member_id, page.name
    FROM jsonb_to_recordset(${rowsParameter(rows)}::jsonb) AS page(interaction_id uuid, address text, field text,
      kind text, member_id uuid, name text)
    ORDER BY page.interaction_id, page.address COLLATE "C"
    ON CONFLICT (account_id, interaction_id, address) DO UPDATE SET
      kind = CASE WHEN excluded.kind = 'member' THEN 'member' ELSE stored.kind END,
      member_id = coalesce(excluded.member_id, stored.member_id),
      name = greatest(stored.name COLLATE "C", excluded.name)
    WHERE (excluded.kind = 'member' AND stored.member_id IS DISTINCT FROM excluded.member_id)
      OR greatest(stored.name COLLATE "C", excluded.name) IS DISTINCT FROM stored.name`;
}

/** Whose copy it is does not matter to the interaction: its owner is a member like the others. */
function participantRow(participant: Participant, interactionId: Id<'interaction'> | undefined) {
  const { address, field, name } = participant;
  const base = { interaction_id: interactionId, address, field, name };
  switch (participant.kind) {
    case 'owner':
    case 'member':
      return { ...base, kind: 'member', member_id: participant.memberId };
    case 'internal':
    case 'external':
      return { ...base, kind: participant.kind };
    default:
      return unreachable(participant);
  }
}
