import { authorise, type PolicyRow } from '../people/authority.ts';
import type { Account } from '../accounts/account.ts';
import type { Actor } from '../people/actor.ts';
import type { Stores } from '../transaction.ts';
import type { View } from '../views/view.ts';
import { checklist, missingStep, type ChecklistLine } from './checklist.ts';

export type GateInput = { readonly account: Account; readonly actor: Actor; readonly inviteRow: PolicyRow };

export async function readChecklist(
  stores: Pick<Stores, 'credentials' | 'domains'>,
  { account, actor, inviteRow }: GateInput,
): Promise<readonly ChecklistLine[]> {
  return checklist({
    credentials: await stores.credentials.list(),
    domains: await stores.domains.list(),
    mayInvite: authorise(inviteRow, actor, account, 'other'),
  });
}

/** Setup comes before money: while a step is open nothing is asked for and nothing is charged. */
export function blockedView(lines: readonly ChecklistLine[]): View | undefined {
  const missing = missingStep(lines);
  if (missing === undefined) return undefined;
  const next = missing.next;
  return {
    title: `Not possible yet: ${missing.step} is ${missing.state === 'waiting' ? 'not confirmed' : 'missing'}`,
    tone: 'attention',
    blocks: [
      { kind: 'text', text: [missing.what] },
      ...(missing.who === undefined
        ? []
        : [{ kind: 'facts', facts: [{ label: 'Who can mend it', value: [missing.who] }] } as const]),
      { kind: 'note', text: ['No request was made and nothing is charged.'] },
    ],
    actions: [
      ...(next === undefined ? [] : [{ kind: 'run', label: next.label, weight: 'primary', does: next.call } as const]),
      { kind: 'run', label: 'Show the whole setup', weight: 'plain', does: { command: 'setup', args: {} } },
      { kind: 'run', label: 'Ask support', weight: 'plain', does: { command: 'support', args: {} } },
    ],
  };
}
