import type { AuditActor } from '../audit/audit-record.ts';
import type { CommandContext } from '../commands/command.ts';
import { unreachable } from '../result.ts';

/** Who acts, as the audit log names them: ids only, nothing that describes a person. */
export function auditActor({ actor, from }: Pick<CommandContext, 'actor' | 'from'>): AuditActor {
  switch (actor.kind) {
    case 'member':
      return { kind: 'member', memberId: actor.member.id };
    case 'operator':
      return { kind: 'operator', operatorId: `${from.surface}:${from.user}` };
    case 'system':
      return { kind: 'job', job: actor.job };
    default:
      return unreachable(actor);
  }
}
