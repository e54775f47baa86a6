import type { OpenRequestDeps } from '../approvals/open-request-deps.ts';
import type { Command } from './command.ts';
import { createComments } from './comment.ts';
import { createDecide } from './decide.ts';
import { createDelegate } from './delegate.ts';
import { createEdit } from './edit.ts';
import { createRemind } from './remind.ts';
import { createRequestSteps } from './request-steps.ts';
import { createRequests } from './requests.ts';

/** Everything that can be done with a request once it is made. */
export function createRequestCommands(deps: OpenRequestDeps): readonly Command[] {
  return [
    createRequests(),
    ...createDecide(deps),
    ...createRequestSteps(deps),
    createEdit(deps),
    ...createComments(deps),
    createRemind(deps),
    ...createDelegate(deps),
  ];
}
