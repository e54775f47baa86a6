import { z } from 'zod';
import { authorise, type PolicyRow, type Relation } from '../people/authority.ts';
import type { Form, Input } from '../views/view.ts';
import type { Call } from './call.ts';
import type { CommandContext } from './command.ts';

export const ticketArgument = z.string().trim().max(80, 'A ticket has at most 80 characters.');

export const TICKET_INPUT: Input = {
  kind: 'text',
  name: 'ticket',
  label: 'Ticket',
  required: true,
  maxLength: 80,
  multiline: false,
};

export const TICKET_MISSING = 'Support needs a ticket to act on the mailboxes of others.';

/** Support acts on what is another’s with a ticket, which goes into the audit log; whoever may without the grant needs none. */
export function needsTicket(row: PolicyRow, { actor, account }: CommandContext, relation: Relation): boolean {
  const withoutGrant = { ...row, grants: { ...row.grants, support: 'no' } } as const;
  return authorise(withoutGrant, actor, account, relation).kind === 'denied';
}

export function ticketForm(title: string, label: string, does: Call): Form {
  return {
    title,
    blocks: [{ kind: 'text', text: ['The ticket is kept in the audit log beside what you do.'] }],
    inputs: [TICKET_INPUT],
    submit: { label, does },
  };
}
