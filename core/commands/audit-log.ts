import { z } from 'zod';
import type { AuditActor, AuditRecord } from '../audit/audit-record.ts';
import type { Member } from '../people/member.ts';
import { unreachable } from '../result.ts';
import { countText } from '../views/count-text.ts';
import type { Inline, View } from '../views/view.ts';
import { command, type Command, type CommandContext } from './command.ts';
import { membersOf } from '../people/members-of.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const AUDIT = signature({
  name: 'audit',
  group: 'account',
  summary: 'What was done in the account, by whom and when, the newest first',
  example: '/seat audit',
  reach: 'typed',
  typed: [],
  args: z.object({ before: z.coerce.number().int().positive().optional() }),
  carried: ['before'],
});

const PAGE = 15;

/** The log as people read it; `audit verify` says whether it holds, `audit export` hands it over. */
export function createAuditLog(): Command {
  return command({ signature: AUDIT, run: async ({ before }, context) => privately(await pageView(context, before)) });
}

async function pageView({ stores }: CommandContext, before: number | undefined): Promise<View> {
  const end = await stores.audit.lockEnd();
  const last = Math.min(before === undefined ? end.seq : before - 1, end.seq);
  const first = Math.max(1, last - PAGE + 1);
  const records = last < 1 ? [] : await stores.audit.from(first, last - first + 1);
  const acted = records.flatMap(({ actor }) => (actor.kind === 'member' ? [actor.memberId] : []));
  const members = await membersOf(stores, acted);
  return {
    title:
      records.length === 0
        ? 'The audit log is empty'
        : `Audit log, records ${first} to ${last} of ${countText(end.seq)}`,
    tone: 'neutral',
    blocks: [
      { kind: 'list', items: records.toReversed().map((one) => recordText(one, members)), total: records.length },
    ],
    actions: [
      ...(first > 1
        ? [
            {
              kind: 'run',
              label: 'Earlier',
              weight: 'primary',
              does: { command: 'audit', args: { before: first } },
            } as const,
          ]
        : []),
      { kind: 'run', label: 'Verify it', weight: 'plain', does: { command: 'audit verify', args: {} } },
    ],
  };
}

/** `12 · 13 Mar 2026, 09:00 UTC · Ada Lovelace: request opened, number 1, total 15016` */
function recordText({ seq, at, kind, actor, facts }: AuditRecord, members: readonly Member[]): readonly Inline[] {
  const told = Object.entries(facts)
    .filter(([name, value]) => value !== null && !HIDDEN.test(name))
    .slice(0, MOST_FACTS)
    .map(([name, value]) => `${name} ${String(value)}`);
  return [
    { strong: `${seq}` },
    ' ',
    { moment: at },
    ', ',
    actorText(actor, members),
    `: ${[kind.replaceAll(/[.-]/gu, ' '), ...told].join(', ')}`,
  ];
}

const MOST_FACTS = 4;

/** Hashes, references and sentences stand in the receipt and the export; here they would bury what happened. */
const HIDDEN = /hash|sentence|delivery|formula|^(quote|request|departure)$/iu;

function actorText(actor: AuditActor, members: readonly Member[]): Inline {
  switch (actor.kind) {
    case 'member': {
      const member = members.find(({ id }) => id === actor.memberId);
      return member === undefined ? 'somebody who was removed' : { member: member.id, name: member.fullName };
    }
    case 'job':
      return 'Usher';
    case 'operator':
      return 'the operator';
    default:
      return unreachable(actor);
  }
}
