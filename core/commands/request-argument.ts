import { z } from 'zod';
import type { ApprovalRequest } from '../approvals/approval-request.ts';
import { idSchema } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import type { View } from '../views/view.ts';

/** A request is named by its number when typed and by its id behind a button. */
export const requestArgument = z.union([
  idSchema('request'),
  z
    .string()
    .trim()
    .regex(/^#?\d{1,9}$/u, 'Not a request number. Write it in digits, like 12.')
    .transform((text) => Number(text.replace('#', ''))),
  z.int().positive(),
]);

export type NamedRequest = z.output<typeof requestArgument>;

export async function findRequest(
  { requests }: Pick<Stores, 'requests'>,
  named: NamedRequest,
): Promise<ApprovalRequest | undefined> {
  return typeof named === 'number' ? await requests.byNumber(named) : await requests.get(named);
}

export function noSuchRequestView(named: NamedRequest): View {
  return {
    title: typeof named === 'number' ? `There is no request ${named}` : 'This request does not exist',
    tone: 'attention',
    blocks: [{ kind: 'text', text: ['Nothing was changed. Requests lists the ones you can see.'] }],
    actions: [{ kind: 'run', label: 'Show requests', weight: 'primary', does: { command: 'requests', args: {} } }],
  };
}
