import type { Account } from '../accounts/account.ts';
import type { Member } from '../people/member.ts';
import { POLICY } from '../people/policy.ts';
import { err, ok, type Result } from '../result.ts';
import type { Stores } from '../transaction.ts';
import { holdOn } from '../departures/legal-hold.ts';
import { blastRadius } from './blast-radius.ts';
import { endorsersOf, mayEndorse } from './endorsers.ts';
import { auditRemoval, storeMoved } from './move-removal.ts';
import { misnamed, type Misnamed } from './named-person.ts';
import { paintRemoval } from './paint-removal.ts';
import type { RemovalDeps } from './removal-deps.ts';
import { isOpen, join } from './removal-moves.ts';
import type { Asker, NewRemoval, RemovalPerson, RemovalRequest } from './removal-request.ts';
import { scheduleReminders } from './schedule-reminders.ts';
import { supportRecipients } from './support-recipients.ts';
import { warnOfEmptySupport } from './warn-of-empty-support.ts';

export type Asking = {
  readonly asker: Member;
  readonly member: Member;
  readonly person: RemovalPerson;
  readonly reason: string;
  readonly ticket: string | undefined;
};

export type Asked = {
  readonly kind: 'opened' | 'joined';
  readonly request: RemovalRequest;
  /** A legal hold keeps it from being carried out. */
  readonly isHeld: boolean;
};

export type AskRefused =
  | { readonly kind: 'removed-already' }
  | { readonly kind: 'asked-already' | 'under-way'; readonly request: RemovalRequest }
  | { readonly kind: 'nobody-in-support' }
  | { readonly kind: 'nobody-endorses' }
  | { readonly kind: 'last-manager' }
  | Misnamed;

/** A month from the asking: GDPR, Article 12(3). */
const ANSWERED_WITHIN = { hours: 30 * 24 } as const;

/** Opens a request, or joins the one that is open about the same person. */
export async function askRemoval(
  deps: RemovalDeps,
  stores: Stores,
  account: Account,
  asking: Asking,
): Promise<Result<Asked, AskRefused>> {
  const { asker, member, person } = asking;
  if (member.standing === 'removed') return err({ kind: 'removed-already' });
  const wrong = misnamed(person, member, await stores.mailboxes.ofMember(member.id));
  if (wrong !== undefined) return err(wrong);

  const endorses = mayEndorse(POLICY['removal endorse'], account, asker, member);
  const open = await stores.removals.openOf(member.id);
  if (open !== undefined)
    return await joined(deps, stores, open, { memberId: asker.id, at: deps.clock.now(), endorses });
  const refused = await cannotGoOn(stores, account, asking, endorses);
  if (refused !== undefined) return err(refused);

  const request = await stores.removals.add({
    ...newRequest(deps, asking, endorses),
    shown: (await blastRadius(stores, member)).plan,
  });
  await auditRemoval(deps, stores, request, { kind: 'removal.asked', by: asker.id });
  await paintRemoval(deps, stores, request);
  await scheduleReminders(deps, stores, request);
  await warnOfEmptySupport(deps, stores, request);
  return ok({ kind: 'opened', request, isHeld: await isHeld(stores, member) });
}

async function joined(
  deps: RemovalDeps,
  stores: Stores,
  open: RemovalRequest,
  asker: Asker,
): Promise<Result<Asked, AskRefused>> {
  const after = join(open, asker);
  if (!after.ok) return err({ kind: isOpen(open) ? 'asked-already' : 'under-way', request: open });
  const by = asker.memberId;
  await storeMoved(deps, stores, { before: open, after: after.value, kind: 'removal.joined', by });
  return ok({ kind: 'joined', request: after.value, isHeld: await isHeld(stores, { id: open.memberId }) });
}

async function isHeld(stores: Stores, { id }: Pick<Member, 'id'>): Promise<boolean> {
  return (await holdOn(stores, id)) !== undefined;
}

/** What would leave the request with nobody who can take it further, or the account with nobody who manages it. */
async function cannotGoOn(
  stores: Stores,
  account: Account,
  { asker, member }: Asking,
  endorses: boolean,
): Promise<AskRefused | undefined> {
  if ((await supportRecipients(stores)).length === 0) return { kind: 'nobody-in-support' };
  const members = await stores.members.list();
  const row = POLICY['removal endorse'];
  const others = members.filter(({ id }) => id !== member.id);
  if (member.role !== 'standard' && !others.some((one) => one.standing === 'active' && one.role === member.role))
    return { kind: 'last-manager' };
  const endorsers = endorsersOf(row, account, members, member).filter(({ id }) => id !== asker.id);
  return endorses || endorsers.length > 0 ? undefined : { kind: 'nobody-endorses' };
}

function newRequest({ ids, clock }: RemovalDeps, asking: Asking, endorses: boolean): Omit<NewRemoval, 'shown'> {
  const { asker, member, person, reason, ticket } = asking;
  const at = clock.now();
  return {
    id: ids.next('removal'),
    accountId: member.accountId,
    memberId: member.id,
    person: { fullName: member.fullName, addresses: person.addresses },
    askers: [{ memberId: asker.id, at, endorses }],
    reason,
    ticket,
    endorsement: endorses ? { by: asker.id, at } : undefined,
    questions: [],
    force: undefined,
    dueBy: at.add(ANSWERED_WITHIN),
    version: 1,
    state: endorses ? 'submitted' : 'awaiting-endorsement',
  };
}
