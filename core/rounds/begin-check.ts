import { createHash } from 'node:crypto';
import { canonicalJson } from '../audit/canonical.ts';
import type { Id } from '../ids.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import { unlinkedOf } from '../mailboxes/links/unlinked-of.ts';
import type { Member } from '../people/member.ts';
import { err, ok, type Result } from '../result.ts';
import { isUnderway } from '../seats/seat-moves.ts';
import { staleRow } from '../stale-row.ts';
import type { Stores } from '../transaction.ts';
import type { RoundDeps } from './begin-round.ts';
import { finishRound } from './end-row.ts';
import { lookAtNext } from './look-at-next.ts';
import type { LeftBecause, Round, RoundRow, RoundTask } from './round.ts';

/** So many mailboxes of an account are looked at at once. */
const LOOKS_AT_ONCE = 5;

/** What is ticked before a paused mailbox is read again, word for word. */
export const RESUME_SENTENCE =
  'Mailboxes that an Admin paused and that can be read are read again from where they stopped, and their owners are told. What an owner paused stays paused.';

export type WantedCheck = {
  readonly members: readonly Member[];
  readonly by: Member;
  readonly resumes: boolean;
  readonly deliveryId: Id<'delivery'>;
  /** Of support, who acts on the mailboxes of others with one. */
  readonly ticket: string | undefined;
};

export type CheckRefused = { readonly kind: 'looking-already'; readonly round: Round };

/** The mailboxes are looked at by workers; whoever asked is told once, with everybody's result. */
export async function beginCheck(
  deps: RoundDeps,
  stores: Stores,
  { members, by, resumes, deliveryId, ticket }: WantedCheck,
): Promise<Result<Round, CheckRefused>> {
  const running = await stores.rounds.looking();
  if (running !== undefined) return err({ kind: 'looking-already', round: running });
  const planHash = hashOf(members);
  const round: Round = {
    id: deps.ids.next('round'),
    accountId: by.accountId,
    askedBy: by.id,
    askedAt: deps.clock.now(),
    deed: { kind: 'check', resumes },
    consent: resumes ? { sentence: RESUME_SENTENCE, planHash, deliveryId } : undefined,
    version: 1,
    state: 'running',
  };
  // Somebody else began a moment ago: on a second look theirs is found.
  if (!(await stores.rounds.add(round))) throw staleRow('Round that looks at mailboxes');
  const rows = await rowsOf(stores, round, members);
  await stores.roundRows.add(rows);
  await record(deps, stores, round, { people: rows.length, ticket });
  for (let count = 0; count < LOOKS_AT_ONCE; count += 1) await lookAtNext(deps, stores, round);
  if (rows.every(({ state }) => state === 'ended')) await finishRound(deps, stores, round);
  return ok(round);
}

function hashOf(members: readonly Member[]): string {
  const content = canonicalJson(['usher/check/v1', members.map(({ id }) => id)]);
  return createHash('sha256').update(content).digest('hex');
}

type Target = { readonly memberId: Id<'member'> } & ({ readonly task: RoundTask } | { readonly because: LeftBecause });

async function rowsOf(
  stores: Stores,
  { accountId, id: roundId }: Round,
  members: readonly Member[],
): Promise<readonly RoundRow[]> {
  const work = Map.groupBy(
    (await stores.mailboxes.list()).filter((mailbox) => mailbox.class === 'work'),
    ({ memberId }) => memberId,
  );
  const targets: Target[] = [];
  for (const member of members) targets.push(...(await targetsOf(stores, member, work.get(member.id) ?? [])));
  return targets.map(({ memberId, ...target }, index): RoundRow => {
    const base = { accountId, roundId, number: index + 1, memberId, version: 1 };
    return 'task' in target
      ? { ...base, state: 'waiting', task: target.task }
      : { ...base, state: 'ended', outcome: { kind: 'left', because: target.because } };
  });
}

/** Their work mailboxes: that somebody has a personal one is told by nothing. */
async function targetsOf(
  stores: Stores,
  { id: memberId, standing }: Member,
  work: readonly Mailbox[],
): Promise<readonly Target[]> {
  if (standing === 'deactivated') return [{ memberId, because: 'deactivated' }];
  const isAllWanted = work.every(({ desired }) => desired !== 'disabled');
  const unlinked = isAllWanted ? new Set() : await unlinkedOf(stores, memberId);
  const linked = work.filter(({ id }) => !unlinked.has(id));
  if (linked.length > 0)
    return linked.map(({ id: mailboxId, desired }) =>
      desired === 'disabled' ? { memberId, because: 'not-read' } : { memberId, task: { kind: 'check', mailboxId } },
    );
  const seat = await stores.seats.ofMember(memberId);
  return [{ memberId, because: seat !== undefined && isUnderway(seat) ? 'invited' : 'no-seat' }];
}

type Asked = { readonly people: number; readonly ticket: string | undefined };

async function record({ audit }: RoundDeps, stores: Stores, round: Round, asked: Asked): Promise<void> {
  const { accountId, id, askedBy, askedAt, consent } = round;
  await audit(stores, accountId, {
    kind: 'round.begun',
    at: askedAt,
    actor: { kind: 'member', memberId: askedBy },
    subject: { kind: 'round', id },
    facts: {
      looks: asked.people,
      resumes: consent !== undefined,
      sentence: consent?.sentence ?? null,
      ...(asked.ticket === undefined ? {} : { ticket: asked.ticket }),
    },
    personal: [],
  });
}
