import type { Id } from '../ids.ts';
import { unreachable } from '../result.ts';
import type { SeatsWanted } from '../billing/quote.ts';
import { SEAT_TYPES, type SeatType } from '../seats/seat-type.ts';
import type { FrozenPolicy } from './approval-policy.ts';

/** Somebody a seat is asked for, as they stood on the card. */
export type SeatFor = {
  readonly seatId: Id<'seat'>;
  readonly memberId: Id<'member'>;
  readonly seatType: SeatType;
  readonly fullName: string;
  readonly address: string;
};

export type ApprovalSubject =
  | ({ readonly kind: 'invite' } & SeatFor)
  /** Somebody who tries Usher out gets a purchased seat instead. */
  | ({ readonly kind: 'keep' } & SeatFor)
  | { readonly kind: 'bulk'; readonly batchId: Id<'batch'>; readonly people: readonly SeatFor[] }
  /** A seat of theirs becomes this type, once support has done it. */
  | ({ readonly kind: 'conversion' } & SeatFor)
  | { readonly kind: 'buy'; readonly seatType: SeatType; readonly quantity: number };

/** Everybody who gets a seat by name when the request is approved. */
export function peopleOf(subject: ApprovalSubject): readonly SeatFor[] {
  switch (subject.kind) {
    case 'invite':
    case 'conversion':
    case 'keep':
      return [subject];
    case 'bulk':
      return subject.people;
    case 'buy':
      return [];
    default:
      return unreachable(subject);
  }
}

/** What is to be priced for it, each seat type once, in the order in which types are locked. */
export function seatsWanted(subject: ApprovalSubject): readonly SeatsWanted[] {
  if (subject.kind === 'buy')
    return [{ seatType: subject.seatType, requested: subject.quantity, named: 0, belowMinimum: 'raise' }];
  return seatsForPeople(peopleOf(subject));
}

export function seatsForPeople(people: readonly Pick<SeatFor, 'seatType'>[]): readonly SeatsWanted[] {
  return SEAT_TYPES.flatMap((seatType): readonly SeatsWanted[] => {
    const named = people.filter((person) => person.seatType === seatType).length;
    return named === 0 ? [] : [{ seatType, requested: named, named, belowMinimum: 'raise' }];
  });
}

/** Whoever asks for it or gets a seat by it: they decide nothing about it. */
export function interestedIn({ requestedBy, subject }: ApprovalRequest): readonly Id<'member'>[] {
  return [requestedBy, ...peopleOf(subject).map(({ memberId }) => memberId)];
}

export type Approved = {
  readonly by: Id<'member'>;
  /** The absent approver whose delegate this was. */
  readonly onBehalfOf: Id<'member'> | undefined;
  readonly step: number;
  readonly at: Temporal.Instant;
};

export type ApprovalRequestBase = {
  readonly id: Id<'request'>;
  readonly accountId: Id<'account'>;
  /** Counts up per account; what people type and read. */
  readonly number: number;
  readonly requestedBy: Id<'member'>;
  readonly requestedAt: Temporal.Instant;
  readonly subject: ApprovalSubject;
  readonly quoteId: Id<'quote'>;
  readonly policy: FrozenPolicy;
  readonly approvals: readonly Approved[];
  /** Also the version of its cards: a button made for an older version is refused. */
  readonly version: number;
};

/** approval-requests.md draws the moves. `awaiting-requester`: the price rose, the requester must agree again first. */
export type ApprovalRequest = ApprovalRequestBase &
  (
    | { readonly state: 'pending'; readonly deadline: Temporal.Instant }
    | { readonly state: 'awaiting-requester'; readonly deadline: Temporal.Instant; readonly because: string }
    | { readonly state: 'approved'; readonly at: Temporal.Instant }
    | {
        readonly state: 'rejected';
        readonly by: Id<'member'>;
        readonly onBehalfOf: Id<'member'> | undefined;
        readonly at: Temporal.Instant;
        readonly reason: string;
      }
    | { readonly state: 'cancelled'; readonly by: Id<'member'>; readonly at: Temporal.Instant }
    | { readonly state: 'expired'; readonly at: Temporal.Instant }
  );

/** A request before it has its number: it begins pending. */
export type NewRequest = Omit<ApprovalRequestBase, 'number'> & {
  readonly state: 'pending';
  readonly deadline: Temporal.Instant;
};

export type OpenRequest = Extract<ApprovalRequest, { readonly state: 'pending' | 'awaiting-requester' }>;

export function isOpen(request: ApprovalRequest): request is OpenRequest {
  return request.state === 'pending' || request.state === 'awaiting-requester';
}

export type RequestPage = {
  /** Below which number; from the newest on unless said. */
  readonly before: number | undefined;
  readonly requestedBy: Id<'member'> | undefined;
  readonly limit: number;
};

export interface ApprovalRequestStore {
  readonly get: (id: Id<'request'>) => Promise<ApprovalRequest | undefined>;
  readonly byNumber: (number: number) => Promise<ApprovalRequest | undefined>;
  /** All there ever were, for jobs: nobody in a chat waits for them. */
  readonly list: () => Promise<readonly ApprovalRequest[]>;
  /** In the order of their numbers. */
  readonly open: () => Promise<readonly OpenRequest[]>;
  /** The newest first. */
  readonly page: (page: RequestPage) => Promise<readonly ApprovalRequest[]>;
  readonly ofQuote: (quote: Id<'quote'>) => Promise<ApprovalRequest | undefined>;
  /** Gives the next number of the account, gapless under concurrency, and stores the request under it. */
  readonly add: (request: NewRequest) => Promise<ApprovalRequest>;
  readonly replace: (previous: ApprovalRequest, next: ApprovalRequest) => Promise<void>;
}
