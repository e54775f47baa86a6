import type { Id } from '../ids.ts';
import { err, ok, unreachable, type Result } from '../result.ts';
import type {
  Decommission,
  DecommissionBase,
  DecommissionState,
  DecommissionStep,
  SettledCounts,
  StepOutcome,
  StoppedMailbox,
} from './decommission.ts';

type By = { readonly by: Id<'member'>; readonly at: Temporal.Instant };
type Settling = By & { readonly outcome: StepOutcome; readonly note: string | undefined };

export type DecommissionEvent =
  | ({ readonly kind: 'disabled'; readonly stopped: readonly StoppedMailbox[] } & By)
  | ({ readonly kind: 'owner-asked' } & By)
  | ({ readonly kind: 'add-in-settled' } & Settling)
  | ({ readonly kind: 'reset'; readonly counts: SettledCounts } & By)
  | ({ readonly kind: 'deleted' } & By)
  | ({ readonly kind: 'folders-settled' } & Settling)
  | ({ readonly kind: 'abandoned'; readonly reason: string } & By)
  | { readonly kind: 'came-back'; readonly at: Temporal.Instant };

export type DecommissionMoveRefused = {
  readonly kind: 'no-such-move';
  readonly from: DecommissionState;
  readonly event: DecommissionEvent['kind'];
};

/** The table of decommissions.md: from which states an event may come. Everything else is refused. */
export const DECOMMISSION_MOVES = {
  disabled: ['disable-sync'],
  'owner-asked': ['remove-add-in'],
  'add-in-settled': ['remove-add-in'],
  reset: ['reset-mailbox'],
  deleted: ['delete'],
  'folders-settled': ['manual-folders'],
  // What is deleted cannot be left at that: the last step is to be written down.
  abandoned: ['disable-sync', 'remove-add-in', 'reset-mailbox', 'delete'],
  'came-back': ['disable-sync', 'remove-add-in', 'reset-mailbox', 'delete', 'manual-folders'],
} as const satisfies Record<DecommissionEvent['kind'], readonly DecommissionState[]>;

export function moveDecommission(
  decommission: Decommission,
  event: DecommissionEvent,
): Result<Decommission, DecommissionMoveRefused> {
  const from: readonly DecommissionState[] = DECOMMISSION_MOVES[event.kind];
  return from.includes(decommission.state)
    ? ok(moved(nextBase(decommission), event))
    : err({ kind: 'no-such-move', from: decommission.state, event: event.kind });
}

/** For moves whose guard the caller has just checked: a refusal here is a bug. */
export function movedDecommission(decommission: Decommission, event: DecommissionEvent): Decommission {
  const result = moveDecommission(decommission, event);
  if (result.ok) return result.value;
  throw new Error(`Decommissioning ${decommission.id} is at ${decommission.state} and cannot take “${event.kind}”`);
}

/** The step that waits, or undefined for one that has come to its end. */
export function stepOf({ state }: Decommission): DecommissionStep | undefined {
  switch (state) {
    case 'disable-sync':
    case 'remove-add-in':
    case 'reset-mailbox':
    case 'delete':
    case 'manual-folders':
      return state;
    case 'done':
    case 'abandoned':
    case 'came-back':
      return undefined;
    default:
      return unreachable(state);
  }
}

function moved(base: DecommissionBase, event: DecommissionEvent): Decommission {
  switch (event.kind) {
    case 'disabled': {
      const counts = { mailboxes: event.stopped.length };
      const after = settled(base, 'disable-sync', { ...event, ...DONE, counts });
      return { ...after, stopped: event.stopped, state: 'remove-add-in', asked: undefined };
    }
    case 'owner-asked':
      return { ...base, state: 'remove-add-in', asked: { by: event.by, at: event.at } };
    case 'add-in-settled':
      return { ...settled(base, 'remove-add-in', { ...event, counts: {} }), state: 'reset-mailbox' };
    case 'reset':
      return { ...settled(base, 'reset-mailbox', { ...event, ...DONE }), state: 'delete' };
    case 'deleted':
      return { ...settled(base, 'delete', { ...event, ...DONE, counts: {} }), state: 'manual-folders' };
    case 'folders-settled':
      return { ...settled(base, 'manual-folders', { ...event, counts: {} }), state: 'done', at: event.at };
    case 'abandoned':
      return { ...base, state: 'abandoned', by: event.by, at: event.at, reason: event.reason };
    case 'came-back':
      return { ...base, state: 'came-back', at: event.at };
    default:
      return unreachable(event);
  }
}

const DONE = { outcome: 'done', note: undefined } as const;

function settled(
  base: DecommissionBase,
  step: DecommissionStep,
  { by, at, outcome, note, counts }: Settling & { readonly counts: SettledCounts },
): DecommissionBase {
  return { ...base, settled: [...base.settled, { step, outcome, by, at, note, counts }] };
}

function nextBase(decommission: Decommission): DecommissionBase {
  const { id, accountId, memberId, startedBy, startedAt, settled: before, stopped, version } = decommission;
  return { id, accountId, memberId, startedBy, startedAt, settled: before, stopped, version: version + 1 };
}
