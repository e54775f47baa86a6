import type { Block, Fact, Inline } from '../views/view.ts';
import type { ApprovalRequest } from './approval-request.ts';
import { currentStep } from './decide.ts';
import { signatureText, type Signature } from './signatures.ts';

/** Why this card is in front of whoever reads it, and how far the request has come. */
export function whyYou(request: ApprovalRequest): Fact {
  const { policy } = request;
  const { step, index } = currentStep(request);
  if (step === undefined) return { label: 'Why you', value: [policy.because] };
  const given = request.approvals.filter((approved) => approved.step === index).length;
  const standIns = step.standIns.length > 0 ? '; the administrators were asked too, because the time ran out' : '';
  return {
    label: 'Why you',
    value: [
      policy.steps.length > 1 ? `Step ${index + 1} of ${policy.steps.length}: ` : '',
      step.because,
      step.needed > 1 ? `; ${step.needed} approvals are needed, ${given} given` : '',
      standIns,
    ],
  };
}

/** Nobody has to remember who has approved already. */
export function approvedSoFar(signatures: readonly Signature[]): readonly Block[] {
  if (signatures.length === 0) return [];
  const names = signatures.flatMap((one, at): readonly Inline[] => [at === 0 ? '' : ', ', ...signatureText(one)]);
  return [{ kind: 'text', text: ['Approved so far by ', ...names, '.'] }];
}
