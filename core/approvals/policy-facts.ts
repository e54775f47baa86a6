import type { FrozenPolicy } from './approval-policy.ts';

/** Which policies decided whom it was put to, for the audit log. */
export function policyFacts({ applied }: FrozenPolicy) {
  const [first, ...others] = applied;
  if (first !== undefined && others.length === 0) return { mode: first.mode, policyVersion: first.version };
  return {
    mode: applied.map(({ seatType, mode }) => `${seatType}: ${mode}`).join(', '),
    policyVersion: applied.map(({ seatType, version }) => `${seatType}: ${version}`).join(', '),
  };
}
