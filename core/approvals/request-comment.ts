import type { Id } from '../ids.ts';

/** What every surface carries in one field, in characters. */
export const LONGEST_COMMENT = 1000;

export const COMMENT_KINDS = ['comment', 'question', 'answer'] as const;

/** What was said about a request. A question asks the requester for more, an answer is theirs. Never changed. */
export type RequestComment = {
  readonly id: Id<'comment'>;
  readonly accountId: Id<'account'>;
  readonly requestId: Id<'request'>;
  readonly kind: (typeof COMMENT_KINDS)[number];
  readonly by: Id<'member'>;
  readonly at: Temporal.Instant;
  readonly text: string;
};

export interface RequestCommentStore {
  /** Oldest first. */
  readonly ofRequest: (requestId: Id<'request'>) => Promise<readonly RequestComment[]>;
  readonly add: (comment: RequestComment) => Promise<void>;
}
