import { z } from 'zod';
import { COMMENT_KINDS, type RequestComment, type RequestCommentStore } from '../core/approvals/request-comment.ts';
import { idSchema } from '../core/ids.ts';
import { textCodec } from '../core/views/value-codecs.ts';
import { instantColumn } from './columns.ts';
import type { RequestComment as Row } from './generated/client.ts';
import type { Scope } from './scope.ts';

const columns = z.object({
  id: idSchema('comment'),
  accountId: idSchema('account'),
  requestId: idSchema('request'),
  kind: z.enum(COMMENT_KINDS),
  byMember: idSchema('member'),
  at: instantColumn,
  text: textCodec,
});

export function createRequestCommentStore({ db, accountId }: Scope): RequestCommentStore {
  return {
    ofRequest: async (requestId) => {
      const orderBy = [{ at: 'asc' }, { id: 'asc' }] as const;
      return (await db.requestComment.findMany({ where: { accountId, requestId }, orderBy: [...orderBy] })).map(read);
    },
    add: async ({ by: byMember, ...comment }) => {
      await db.requestComment.create({ data: columns.encode({ ...comment, byMember }) });
    },
  };
}

function read(row: Row): RequestComment {
  const { byMember: by, ...comment } = columns.parse(row);
  return { ...comment, by };
}
