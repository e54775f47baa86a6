import type { ApprovalRequest } from '../approvals/approval-request.ts';
import type { Id } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import { countOf } from '../views/count-text.ts';

const SHOWN = 15;
/** So many are looked at for a page; whoever may see few of them goes on from there. */
const LOOKED_AT = 200;

export type PageOfRequests = {
  /** The newest first. */
  readonly shown: readonly ApprovalRequest[];
  /** How many there are; undefined where there may be more than were looked at. */
  readonly total: number | undefined;
  /** Below which number it goes on. */
  readonly earlier: number | undefined;
};

type Paging = {
  readonly isOpenOnly: boolean;
  readonly requestedBy: Id<'member'> | undefined;
  readonly before: number | undefined;
  readonly isShown: (request: ApprovalRequest) => boolean;
};

/** What is open is all looked at and counted; of what there ever was, a bounded part for each page. */
export async function pageOfRequests(
  { requests }: Pick<Stores, 'requests'>,
  { isOpenOnly, requestedBy, before, isShown }: Paging,
): Promise<PageOfRequests> {
  if (isOpenOnly) {
    const all = (await requests.open()).filter((one) => one.number < (before ?? Infinity) && isShown(one)).toReversed();
    const shown = all.slice(0, SHOWN);
    const total = before === undefined ? all.length : undefined;
    return { shown, total, earlier: all.length > SHOWN ? shown.at(-1)?.number : undefined };
  }
  const looked = await requests.page({ before, requestedBy, limit: LOOKED_AT });
  const all = looked.filter(isShown);
  const shown = all.slice(0, SHOWN);
  const isCut = all.length > SHOWN;
  if (!isCut && looked.length < LOOKED_AT) {
    return { shown, total: before === undefined ? all.length : undefined, earlier: undefined };
  }
  return { shown, total: undefined, earlier: (isCut ? shown : looked).at(-1)?.number };
}

export function pageTitle({ shown, total }: PageOfRequests): string {
  const [newest] = shown;
  if (newest === undefined) return 'No requests';
  if (total !== undefined) return countOf(total, 'request', 'requests');
  const oldest = shown.at(-1) ?? newest;
  return newest === oldest ? `Request ${newest.number}` : `Requests ${newest.number} to ${oldest.number}`;
}
