import type { ChargeLine } from '../billing/charge-line.ts';
import type { ApprovalRequest } from './approval-request.ts';

/** Approved already where the policy approves by itself; then with what is charged. */
export type Opened = { readonly request: ApprovalRequest; readonly lines: readonly ChargeLine[] };
