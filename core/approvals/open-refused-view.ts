import { formatMoney } from '../billing/money.ts';
import { unreachable } from '../result.ts';
import type { View } from '../views/view.ts';
import type { FreezeRefused } from './freeze-policy.ts';
import { countOf } from '../views/count-text.ts';

/** Why a request cannot be put to anybody: said before anything is opened, with the way out. */
export function openRefusedView(refused: FreezeRefused): View {
  switch (refused.kind) {
    case 'nobody-can-approve':
      return {
        title: 'Nobody else can approve this',
        tone: 'bad',
        blocks: [{ kind: 'text', text: [`${openRefusedSentence(refused)} ${NOTHING_DONE}`] }],
        actions: [
          { kind: 'run', label: 'Show approvers', weight: 'primary', does: { command: 'approvers', args: {} } },
        ],
      };
    case 'policy-currency':
      return {
        title: 'The approval policy counts in another currency',
        tone: 'bad',
        blocks: [{ kind: 'text', text: [`${openRefusedSentence(refused)} ${NOTHING_DONE}`] }],
        actions: [{ kind: 'run', label: 'Show the policy', weight: 'primary', does: { command: 'policy', args: {} } }],
      };
    default:
      return unreachable(refused);
  }
}

const NOTHING_DONE = 'No request was made and nothing is charged.';

/** The reason and the way out, whatever becomes of the request. */
export function openRefusedSentence(refused: FreezeRefused): string {
  switch (refused.kind) {
    case 'nobody-can-approve':
      return whyNobody(refused);
    case 'policy-currency':
      return `This is ${formatMoney(refused.amount)}, and the amounts of the policy are in another currency, so it cannot tell who approves. Ask an Admin to set its amounts anew.`;
    default:
      return unreachable(refused);
  }
}

function whyNobody({ needed, found }: Extract<FreezeRefused, { kind: 'nobody-can-approve' }>): string {
  if (needed === 1 && found === 0)
    return 'Nobody approves their own request, and this account has no other approver or administrator. Ask the operator or an Admin to name one.';
  const asked = countOf(needed, 'approval', 'approvals');
  const who = found === 1 ? 'there is 1 person' : `there are ${found}`;
  return `The approval policy asks for ${asked}, and without you and the people the seats are for ${who} who could give ${needed === 1 ? 'it' : 'them'}. Ask an Admin to name another approver or to change the policy.`;
}
