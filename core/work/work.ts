import { z } from 'zod';
import { idSchema, type Id } from '../ids.ts';

const account = { accountId: idSchema('account') };

/** Every kind of work and the ids it carries. Payloads hold ids only: never an address, a token or a text. */
export const WORK_PAYLOADS = {
  'outbox.deliver': z.object({ ...account, noticeId: idSchema('notice') }),
  'identity.link': z.object({ ...account, deliveryId: idSchema('delivery') }),
  'credential.check': z.object({ ...account, credentialId: idSchema('credential') }),
  'domain.check': z.object({ ...account, claimId: idSchema('domain-claim') }),
  'domain.contested': z.object({ ...account, claimId: idSchema('domain-claim') }),
  'provisioning.look': z.object({ ...account, claimId: idSchema('domain-claim') }),
  'seat.check': z.object({ ...account, seatId: idSchema('seat') }),
  'mailbox.link': z.object({ ...account, linkId: idSchema('mailbox-link') }),
  'mailbox.sync': z.object({ ...account, mailboxId: idSchema('mailbox') }),
  'mailbox.resume': z.object({ ...account, mailboxId: idSchema('mailbox') }),
  'privacy.apply': z.object({ ...account, changeId: idSchema('privacy-change') }),
  'request.remind': z.object({ ...account, requestId: idSchema('request') }),
  'request.expire': z.object({ ...account, requestId: idSchema('request') }),
  'document.hand-over': z.object({ ...account, documentId: idSchema('document') }),
  'audit.verify': z.object({ ...account, deliveryId: idSchema('delivery') }),
  'directory.read': z.object({ ...account, lookId: idSchema('directory-look') }),
  'batch.fetch': z.object({ ...account, batchId: idSchema('batch') }),
  'batch.advance': z.object({ ...account, batchId: idSchema('batch') }),
  'mailbox.check': z.object({ ...account, roundId: idSchema('round'), mailboxId: idSchema('mailbox') }),
  'round.advance': z.object({ ...account, roundId: idSchema('round') }),
  'seat.void': z.object({ ...account, seatId: idSchema('seat') }),
  'seat.term': z.object({ ...account, termId: idSchema('seat-term') }),
  'removal.remind': z.object({ ...account, removalId: idSchema('removal') }),
  'removal.carry-out': z.object({ ...account, removalId: idSchema('removal') }),
  'billing.close-period': z.object(account),
  'departure.carry-out': z.object({ ...account, departureId: idSchema('departure') }),
} as const;

export type WorkKind = keyof typeof WORK_PAYLOADS;
export type WorkPayload<Kind extends WorkKind> = z.infer<(typeof WORK_PAYLOADS)[Kind]>;

/** Something to be done at or after `dueAt`. `key` is unique among the open work of an account. */
export type Work<Kind extends WorkKind = WorkKind> = {
  readonly id: Id<'work'>;
  readonly accountId: Id<'account'>;
  readonly kind: Kind;
  readonly key: string;
  readonly payload: WorkPayload<Kind>;
  readonly dueAt: Temporal.Instant;
  /** How often in a row it failed or killed its worker; 0 again as soon as it got on. */
  readonly attempts: number;
};

/** A claim on a piece of work. A write that carries an old `fencing` number is refused. */
export type Lease = { readonly work: Work; readonly fencing: number; readonly until: Temporal.Instant };

/**
 * Inside the causing transaction: what is to be done later. Adding a key that is open moves it to the earlier time; if
 * somebody works on it just then, it is done once more afterwards (their `finish` finds it touched and leaves it open, due
 * no later than was wished here), because they may have read the rows before this transaction changed them.
 */
export interface WorkStore {
  readonly add: <Kind extends WorkKind>(work: Omit<Work<Kind>, 'attempts' | 'accountId'>) => Promise<void>;
  readonly cancel: (key: string) => Promise<void>;
}

/** The queue as a worker sees it, across accounts. Each call is a transaction of its own. */
export interface WorkQueue {
  readonly due: (
    now: Temporal.Instant,
    limit: number,
  ) => Promise<readonly { readonly accountId: Id<'account'>; readonly workId: Id<'work'>; readonly kind: WorkKind }[]>;
  /**
   * Undefined when somebody else holds it, it is done, or it is not due. A lease that ran out belonged to a worker that
   * died: the claim after it counts one more attempt.
   */
  readonly claim: (
    accountId: Id<'account'>,
    workId: Id<'work'>,
    now: Temporal.Instant,
    until: Temporal.Instant,
  ) => Promise<Lease | undefined>;
  readonly extend: (lease: Lease, until: Temporal.Instant) => Promise<boolean>;
  readonly finish: (lease: Lease, outcome: WorkOutcome) => Promise<boolean>;
}

/**
 * `again` keeps the key open for a later time, or for the earlier one at which it was wished for meanwhile.
 * `countsAsAttempt` is false for what is not a failure, as throttling never is: it ends the row of failures.
 */
export type WorkOutcome =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'again';
      readonly dueAt: Temporal.Instant;
      readonly countsAsAttempt: boolean;
      readonly reason: string;
    }
  | { readonly kind: 'parked'; readonly reason: string };

/** Tells the alarm clock after commit that work exists; losing the call loses nothing, the sweep finds the row. */
export interface WorkSignal {
  readonly wake: (
    work: readonly { readonly accountId: Id<'account'>; readonly workId: Id<'work'>; readonly kind: WorkKind }[],
  ) => Promise<void>;
}
