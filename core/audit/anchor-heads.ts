import type { KeyObject } from 'node:crypto';
import type { CoreDeps } from '../deps.ts';
import type { Id } from '../ids.ts';
import { tell } from '../outbox/tell.ts';
import { unreachable } from '../result.ts';
import type { Stores } from '../transaction.ts';
import type { View } from '../views/view.ts';
import { headAnchoredView, headContradictedView } from './anchor-views.ts';
import { headOf, type AuditHead } from './audit-record.ts';
import { SEALED_EVERY, type HeadAnchors } from './head-anchors.ts';
import { signHead, type SignedHead } from './head-signature.ts';
import { holdHeads } from './hold-heads.ts';

export type AnchorHeadsDeps = Pick<CoreDeps, 'clock' | 'ids' | 'log' | 'registry' | 'transaction'> & {
  readonly heads: HeadAnchors;
};

/** Seals every chain that has grown since it was last sealed: in the account's channel for jobs and in its file. */
export function createAnchorHeads(deps: AnchorHeadsDeps): () => Promise<void> {
  return async () => {
    const [key] = deps.heads.keys;
    if (key === undefined) return;
    for (const accountId of await deps.registry.accounts()) {
      try {
        await anchorHead(deps, key, accountId);
      } catch (error) {
        // One account whose file is full or gone must not leave the others without anchors; the next round tries again.
        deps.log.error({ accountId, error }, 'Head was not anchored');
      }
    }
  };
}

type Look =
  /** `between` are heads inside of what has grown, for the file alone. */
  | { readonly kind: 'grown'; readonly between: readonly SignedHead[]; readonly signed: SignedHead }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'contradicted'; readonly seq: number };

async function anchorHead(deps: AnchorHeadsDeps, key: KeyObject, accountId: Id<'account'>): Promise<void> {
  const { heads, transaction, log } = deps;
  const last = holdHeads(heads.keys, accountId, await heads.file.read(accountId)).anchors.at(-1);
  const look = await transaction.run(accountId, async (stores) => {
    const found = await lookAtEnd(stores, key, last);
    await tellChannels(deps, stores, accountId, found);
    return found;
  });
  switch (look.kind) {
    case 'grown':
      // After the commit, so that a file never holds a head of a record that was rolled back.
      for (const signed of [...look.between, look.signed]) await heads.file.append(accountId, signed);
      return;
    case 'contradicted':
      return log.error({ accountId, seq: look.seq }, 'Audit log contradicts its anchored head');
    case 'unchanged':
      return;
    default:
      return unreachable(look);
  }
}

/** A chain that lost what was sealed is not sealed again: that would lend it our signature. */
async function lookAtEnd({ audit }: Stores, key: KeyObject, last: AuditHead | undefined): Promise<Look> {
  const end = await audit.lockEnd();
  if (last !== undefined) {
    const [sealed] = await audit.from(last.seq, 1);
    if (sealed?.hash !== last.hash) return { kind: 'contradicted', seq: last.seq };
  }
  if (end.seq === (last?.seq ?? 0)) return { kind: 'unchanged' };
  const between: SignedHead[] = [];
  for (let seq = (last?.seq ?? 0) + SEALED_EVERY; seq < end.seq; seq += SEALED_EVERY) {
    between.push(await signedAt(audit, key, seq));
  }
  return { kind: 'grown', between, signed: await signedAt(audit, key, end.seq) };
}

async function signedAt(audit: Stores['audit'], key: KeyObject, seq: number): Promise<SignedHead> {
  const [record] = await audit.from(seq, 1);
  if (record?.seq !== seq) throw new Error(`The chain goes on beyond ${seq}, where there is no record`);
  return signHead(key, headOf(record));
}

async function tellChannels(
  deps: AnchorHeadsDeps,
  stores: Stores,
  accountId: Id<'account'>,
  look: Look,
): Promise<void> {
  if (look.kind === 'unchanged') return;
  const { subject, view } = messageOf(look);
  for (const { purpose, surface, workspace, channel } of await stores.channels.list()) {
    if (purpose !== 'jobs') continue;
    const address = { kind: 'channel', surface, workspace, channel } as const;
    await tell(deps, stores, accountId, {
      key: `${subject}:${surface}:${workspace}:${channel}`,
      subject,
      recipient: { kind: 'channel', purpose, address },
      view,
    });
  }
}

function messageOf(look: Exclude<Look, { readonly kind: 'unchanged' }>): {
  readonly subject: string;
  readonly view: View;
} {
  if (look.kind === 'contradicted') {
    return { subject: `audit-contradicted:${look.seq}`, view: headContradictedView(look.seq) };
  }
  return { subject: `audit-head:${look.signed.head.seq}`, view: headAnchoredView(look.signed) };
}
