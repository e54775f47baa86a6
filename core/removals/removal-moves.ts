import type { Id } from '../ids.ts';
import { err, ok, unreachable, type Result } from '../result.ts';
import type { Asker, Forced, RemovalRequest, RemovalRequestBase, RemovalState } from './removal-request.ts';
import type { AgreedDeletion } from './agreed-deletion.ts';

/** Somebody who moves a request, with the version of the card they acted on. */
export type Handler = { readonly memberId: Id<'member'>; readonly at: Temporal.Instant; readonly version: number };

export type RemovalRefused =
  | { readonly kind: 'closed' | 'not-now'; readonly request: RemovalRequest }
  | { readonly kind: 'old-card' }
  | { readonly kind: 'own-request' }
  | { readonly kind: 'own-removal' }
  | { readonly kind: 'not-yours' }
  | { readonly kind: 'asked-already' }
  | { readonly kind: 'yours-already' }
  | { readonly kind: 'endorsed-it' }
  | { readonly kind: 'too-soon'; readonly earliest: Temporal.Instant }
  | { readonly kind: 'second-person' };

export type Moved = Result<RemovalRequest, RemovalRefused>;

export function endorse(request: RemovalRequest, handler: Handler): Moved {
  const refused = mayHandle(request, handler, ['awaiting-endorsement']);
  if (refused !== undefined) return err(refused);
  if (isAsker(request, handler.memberId)) return err({ kind: 'own-request' });
  const { memberId: by, at } = handler;
  return ok(moved(request, { state: 'submitted' }, { endorsement: { by, at } }));
}

/** Somebody asks for what is asked for already; an administrator among them endorses it. */
export function join(request: RemovalRequest, asker: Asker): Moved {
  if (!isOpen(request)) return err({ kind: 'closed', request });
  if (isAsker(request, asker.memberId)) return err({ kind: 'asked-already' });
  const askers = [...request.askers, asker];
  if (request.state !== 'awaiting-endorsement' || !asker.endorses)
    return ok(moved(request, stateOf(request), { askers }));
  const endorsement = { by: asker.memberId, at: asker.at };
  return ok(moved(request, { state: 'submitted' }, { askers, endorsement }));
}

export function assign(request: RemovalRequest, handler: Handler): Moved {
  const refused = mayHandle(request, handler, ['submitted', 'assigned', 'info-needed']);
  if (refused !== undefined) return err(refused);
  if (request.state === 'assigned' && request.to === handler.memberId) return err({ kind: 'yours-already' });
  return ok(moved(request, { state: 'assigned', to: handler.memberId, because: undefined }));
}

export function askInformation(request: RemovalRequest, handler: Handler, question: string): Moved {
  const refused = mayHandle(request, handler, ['assigned']);
  if (refused !== undefined) return err(refused);
  const asked = { by: handler.memberId, at: handler.at, question, answer: undefined };
  const questions = [...request.questions, asked];
  return ok(moved(request, { state: 'info-needed', to: handler.memberId }, { questions }));
}

/** Any of the askers answers the last question. */
export function answer(request: RemovalRequest, { memberId: by, at, version }: Handler, text: string): Moved {
  if (!isOpen(request)) return err({ kind: 'closed', request });
  if (!isAsker(request, by)) return err({ kind: 'not-yours' });
  const last = request.questions.at(-1);
  if (request.state !== 'info-needed' || last === undefined) return err({ kind: 'not-now', request });
  if (version !== request.version) return err({ kind: 'old-card' });
  const questions = [...request.questions.slice(0, -1), { ...last, answer: { by, at, text } }];
  return ok(moved(request, { state: 'assigned', to: request.to, because: undefined }, { questions }));
}

/** Agrees to what is shown, for a day after the cool-off. */
export function schedule(
  request: RemovalRequest,
  handler: Handler,
  {
    dueAt,
    agreed,
    coolOffHours,
  }: { readonly dueAt: Temporal.Instant; readonly agreed: AgreedDeletion; readonly coolOffHours: number },
): Moved {
  const refused = mayHandle(request, handler, ['assigned', 'scheduled']);
  if (refused !== undefined) return err(refused);
  if (request.endorsement?.by === handler.memberId) return err({ kind: 'endorsed-it' });
  const earliest = handler.at.add({ hours: coolOffHours });
  if (Temporal.Instant.compare(dueAt, earliest) < 0) return err({ kind: 'too-soon', earliest });
  const shown = agreed.plan;
  return ok(moved(request, { state: 'scheduled', to: handler.memberId, dueAt, agreed }, { shown }));
}

/** What was agreed to does not hold any more: it is shown again before anything is deleted. */
export function askAgain(request: RemovalRequest, because: string, shown = request.shown): Moved {
  if (request.state !== 'scheduled') return err({ kind: 'not-now', request });
  return ok(moved(request, { state: 'assigned', to: request.to, because }, { force: undefined, shown }));
}

export function start(request: RemovalRequest, at: Temporal.Instant): Moved {
  if (request.state !== 'scheduled') return err({ kind: 'not-now', request });
  if (Temporal.Instant.compare(at, request.dueAt) < 0) return err({ kind: 'too-soon', earliest: request.dueAt });
  if (request.endorsement?.by === request.agreed.by) return err({ kind: 'endorsed-it' });
  return ok(
    moved(request, { state: 'executing', startedAt: at, since: at, agreed: [request.agreed], steps: [], erased: {} }),
  );
}

/** The first of two people wants it done at once. A new proposal takes the place of an older one. */
export function proposeForce(request: RemovalRequest, handler: Handler, force: Forced): Moved {
  const refused = mayHandle(request, handler, WITH_SUPPORT);
  if (refused !== undefined) return err(refused);
  return isOpen(request)
    ? ok(moved(request, stateOf(request), { force, shown: force.agreed.plan }))
    : err({ kind: 'closed', request });
}

/** The second, on the snapshot that the first agreed to. */
export function confirmForce(request: RemovalRequest, handler: Handler, agreed: AgreedDeletion): Moved {
  const refused = mayHandle(request, handler, WITH_SUPPORT);
  if (refused !== undefined) return err(refused);
  const { force } = request;
  if (force === undefined) return err({ kind: 'not-now', request });
  if (force.agreed.by === handler.memberId) return err({ kind: 'second-person' });
  if (force.agreed.hash !== agreed.hash) return err({ kind: 'old-card' });
  const execution = { startedAt: handler.at, since: handler.at, agreed: [force.agreed, agreed], steps: [], erased: {} };
  return ok(moved(request, { state: 'executing', ...execution }, { ticket: force.ticket }));
}

export function reject(request: RemovalRequest, handler: Handler, because: string): Moved {
  const refused = mayHandle(request, handler, OPEN);
  if (refused !== undefined) return err(refused);
  return ok(moved(request, { state: 'rejected', by: handler.memberId, at: handler.at, because }));
}

/** Until it is executed. What others ask for too stays open for them. */
export function withdraw(request: RemovalRequest, { memberId: by, at }: Pick<Handler, 'memberId' | 'at'>): Moved {
  if (!isOpen(request)) return err({ kind: 'closed', request });
  if (!isAsker(request, by)) return err({ kind: 'not-yours' });
  const askers = request.askers.filter(({ memberId }) => memberId !== by);
  if (askers.length === 0) return ok(moved(request, { state: 'withdrawn', by, at }));
  if (request.endorsement?.by !== by) return ok(moved(request, stateOf(request), { askers }));
  return ok(endorsedByHeir(request, askers, askers));
}

/** Whoever endorsed it is not here any more. `present`: those who asked and are. */
export function endorserLeft(request: RemovalRequest, present: readonly Asker[]): Moved {
  if (!isOpen(request) || request.endorsement === undefined) return err({ kind: 'not-now', request });
  const { by } = request.endorsement;
  return ok(
    endorsedByHeir(
      request,
      request.askers,
      present.filter(({ memberId }) => memberId !== by),
    ),
  );
}

/** Another administrator who asked stands behind it, unless they set its day: two people stand behind every removal. */
function endorsedByHeir(request: OpenRemoval, askers: readonly Asker[], among: readonly Asker[]): RemovalRequest {
  const scheduledBy = request.state === 'scheduled' ? request.agreed.by : undefined;
  const heir = among.find(({ endorses, memberId }) => endorses && memberId !== scheduledBy);
  if (heir === undefined)
    return moved(request, { state: 'awaiting-endorsement' }, { askers, endorsement: undefined, force: undefined });
  const endorsement = { by: heir.memberId, at: heir.at };
  return moved(request, stateOf(request), { askers, endorsement });
}

export type OpenRemoval = Extract<
  RemovalRequest,
  { state: 'awaiting-endorsement' | 'submitted' | 'assigned' | 'info-needed' | 'scheduled' }
>;

/** Nothing has been deleted yet, and it can still be stopped. */
export function isOpen(request: RemovalRequest): request is OpenRemoval {
  switch (request.state) {
    case 'awaiting-endorsement':
    case 'submitted':
    case 'assigned':
    case 'info-needed':
    case 'scheduled':
      return true;
    case 'executing':
    case 'failed':
    case 'completed':
    case 'rejected':
    case 'withdrawn':
      return false;
    default:
      return unreachable(request);
  }
}

/** Nothing happens to it any more. */
export function isClosed({ state }: Pick<RemovalRequest, 'state'>): boolean {
  return state === 'completed' || state === 'rejected' || state === 'withdrawn';
}

export function isAsker({ askers }: Pick<RemovalRequestBase, 'askers'>, member: Id<'member'>): boolean {
  return askers.some(({ memberId }) => memberId === member);
}

const OPEN = ['awaiting-endorsement', 'submitted', 'assigned', 'info-needed', 'scheduled'] as const;
const WITH_SUPPORT = ['submitted', 'assigned', 'info-needed', 'scheduled'] as const;

/** What it is now comes before how old the card is: it says more to whoever was second. */
function mayHandle(
  request: RemovalRequest,
  { memberId, version }: Handler,
  states: readonly OpenRemoval['state'][],
): RemovalRefused | undefined {
  if (!isOpen(request)) return { kind: 'closed', request };
  if (request.memberId === memberId) return { kind: 'own-removal' };
  if (!states.includes(request.state)) return { kind: 'not-now', request };
  return version === request.version ? undefined : { kind: 'old-card' };
}

type Changes = Partial<
  Pick<RemovalRequestBase, 'askers' | 'endorsement' | 'shown' | 'questions' | 'force' | 'ticket' | 'person'>
>;

export function moved(request: RemovalRequest, state: RemovalState, changes: Changes = {}): RemovalRequest {
  return { ...baseOf(request), ...changes, ...state, version: request.version + 1 };
}

function baseOf(request: RemovalRequest): RemovalRequestBase {
  const { id, accountId, number, memberId, person, askers, reason, ticket } = request;
  const { endorsement, shown, questions, force, dueBy, version } = request;
  return {
    id,
    accountId,
    number,
    memberId,
    person,
    askers,
    reason,
    ticket,
    endorsement,
    shown,
    questions,
    force,
    dueBy,
    version,
  };
}

/** The same state with its data, for a move that only changes what belongs to every state. */
function stateOf(request: OpenRemoval): RemovalState {
  switch (request.state) {
    case 'awaiting-endorsement':
    case 'submitted':
      return { state: request.state };
    case 'assigned':
      return { state: 'assigned', to: request.to, because: request.because };
    case 'info-needed':
      return { state: 'info-needed', to: request.to };
    case 'scheduled':
      return { state: 'scheduled', to: request.to, dueAt: request.dueAt, agreed: request.agreed };
    default:
      return unreachable(request);
  }
}
