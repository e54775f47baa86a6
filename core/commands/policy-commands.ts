import type { ChangePolicyDeps } from '../approvals/change-policy.ts';
import { createApprovers } from './approvers.ts';
import type { Command } from './command.ts';
import { createPolicyRules } from './policy-rules.ts';
import { createPolicy } from './policy.ts';

/** Who approves, and how. */
export function createPolicyCommands(deps: ChangePolicyDeps): readonly Command[] {
  return [...createPolicy(deps), ...createPolicyRules(deps), ...createApprovers(deps)];
}
