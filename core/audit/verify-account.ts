import type { Id } from '../ids.ts';
import { err, ok, unreachable, type Result } from '../result.ts';
import type { AccountKeysDeps } from '../secrets/account-keys.ts';
import { startOfChain, type AuditHead, type AuditRecord, type ChainEnd } from './audit-record.ts';
import type { AuditStores } from './audit-trail.ts';
import type { ChainBreak } from './chain-break.ts';
import { beginWalk, breakAtEnd, walkOn, type ChainStep } from './chain-walk.ts';
import type { HeadAnchors } from './head-anchors.ts';
import { holdHeads, type RefusedHead } from './hold-heads.ts';
import { locateBreak } from './locate-break.ts';
import { createOpenPersonalPart } from './personal-part.ts';
import { createPersonKeys } from './person-keys.ts';
import { PAGE, readLinks } from './read-links.ts';
import { verifiedOf, type VerifiedChain } from './verify-chain.ts';

export type VerifyAccountDeps = AccountKeysDeps & { readonly heads: HeadAnchors };

export type VerifiedAccount = VerifiedChain & {
  readonly kept: KeptHeads;
  /** Parts that cannot be read although nobody erased the person: their key is lost. */
  readonly lostParts: number;
};

/** What outside of the table the chain was held against. */
export type KeptHeads =
  | { readonly state: 'unsigned' }
  | { readonly state: 'held'; readonly anchors: readonly AuditHead[]; readonly refused: readonly RefusedHead[] };

/** Reads from the stores: in the transaction that runs, or in one of its own for each page. */
export type Within = <Value>(read: (stores: AuditStores) => Promise<Value>) => Promise<Value>;

/** Which part of a chain is looked at, and what is done with its records once they are known to hold. */
export type Looking = {
  /** After which end; the start of the chain unless said. */
  readonly after?: ChainEnd;
  /** Up to which record; to the end unless said. */
  readonly until?: number;
  /** `enough` ends the walk: nothing more is read. */
  readonly onPage?: (records: readonly AuditRecord[]) => 'on' | 'enough';
};

/**
 * Reads the chain page by page, however long it is, and holds it against its anchored heads, with every personal part whose
 * key lives. No progress is stored, so a walk that was cut off begins again: whoever can change the log could change
 * what was stored about it too.
 */
export async function verifyAccount(
  deps: VerifyAccountDeps,
  within: Within,
  accountId: Id<'account'>,
  { after = startOfChain(accountId), until = Infinity, onPage = () => 'on' }: Looking = {},
): Promise<Result<VerifiedAccount, ChainBreak>> {
  // Before the records: a head that is anchored meanwhile would be missed in what was read already.
  const kept = await keptHeads(deps.heads, accountId);
  const anchors = kept.state === 'held' ? kept.anchors : [];
  const keys = createPersonKeys(deps, accountId);
  const open = createOpenPersonalPart(keys.living);
  let walk = beginWalk(
    after,
    anchors.filter(({ seq }) => seq > after.seq && seq <= until),
  );
  while (true) {
    const limit = Math.min(PAGE, until - walk.end.seq);
    const page = await within(async (stores) => {
      const records = limit < 1 ? [] : await stores.audit.from(walk.end.seq + 1, limit);
      await keys.meet(stores, records);
      return records;
    });
    const step = walkOn(walk, page, open);
    if (step.kind !== 'on') return err(await whatBroke(within, step));
    ({ walk } = step);
    if (onPage(page) === 'on' && page.length === PAGE) continue;
    const misfit = page.length === PAGE ? walk.misfit : breakAtEnd(walk);
    if (misfit !== undefined) return err(misfit);
    const verified = verifiedOf(walk);
    const lostParts = verified.erasedParts.filter(({ memberId }) => keys.isLost(memberId)).length;
    return ok({ ...verified, kept, lostParts });
  }
}

/** The others are read again only here, where one is wrong; and of them only how they are linked. */
async function whatBroke(within: Within, step: Exclude<ChainStep, { kind: 'on' }>): Promise<ChainBreak> {
  switch (step.kind) {
    case 'broken':
      return step.at;
    case 'unjoined': {
      const { record, position, walk } = step;
      const links = await readLinks(within, walk.start.seq + 1);
      return locateBreak({ links, record, position }, { ...walk, expectedHead: undefined });
    }
    default:
      return unreachable(step);
  }
}

/** Without a key a kept head is anybody's word. */
async function keptHeads({ keys, file }: HeadAnchors, accountId: Id<'account'>): Promise<KeptHeads> {
  if (keys.length === 0) return { state: 'unsigned' };
  return { state: 'held', ...holdHeads(keys, accountId, await file.read(accountId)) };
}
