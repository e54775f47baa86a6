import type { Clock } from '../../../core/clock.ts';
import { createSeeded, pick } from '../http/seeded.ts';
import type { Seeded } from '../http/seeded.ts';
import { addressesIn } from './address-line.ts';
import { deliveriesOf } from './cast-thread.ts';
import type { Casting, Delivery } from './cast-thread.ts';
import { headerOf, isListMail } from './corpus-message.ts';
import type { CorpusMessage } from './corpus-message.ts';
import type { Firm, Person } from './demo-firm.ts';
import { createMailbox } from './mailbox.ts';
import type { Mailbox, Place } from './mailbox.ts';
import { groupThreads, inOrderOfTime } from './threads.ts';

export type FillOptions = {
  readonly corpus: readonly CorpusMessage[];
  readonly firm: Firm;
  readonly clock: Clock;
  readonly seed?: string;
};

/** By primary address. Everybody in the firm has an entry; those of weight 0 have an empty mailbox. */
export type Mailboxes = ReadonlyMap<string, Mailbox>;

/** The same corpus, firm and seed give the same mailboxes, received at the same distance from the clock's now. */
export function fillMailboxes({ corpus, firm, clock, seed = 'linden' }: FillOptions): Mailboxes {
  const seeded = createSeeded(seed);
  const mailboxes = new Map(firm.people.map((person) => [person.primary, createMailbox(person, clock)]));
  const receivedAt = arrivals(corpus, clock.now());
  const castingByKey = new Map<string, Casting>();
  for (const thread of groupThreads(corpus)) {
    const casting = cast(thread, firm, seeded);
    for (const message of thread) castingByKey.set(message.key, casting);
  }
  for (const message of inOrderOfTime(corpus)) {
    const casting = castingByKey.get(message.key);
    const at = receivedAt.get(message.key);
    if (casting === undefined || at === undefined) throw new Error('A message of the corpus belongs to no thread');
    for (const delivery of deliveriesOf(message, casting)) {
      const place = placeOf(message, delivery, seeded);
      mailboxes.get(delivery.to.primary)?.addMessage({
        mail: delivery.mail,
        place,
        receivedAt: at,
        isRead: delivery.isSent || seeded() < 0.7,
      });
    }
  }
  return mailboxes;
}

const HOUR_MS = 3_600_000;
const MONTH_MS = 30 * 24 * HOUR_MS;

/** The oldest 3 % lie 10 to 24 months back, the rest within 10 months; the newest came an hour ago. */
function arrivals(corpus: readonly CorpusMessage[], now: Temporal.Instant): ReadonlyMap<string, Temporal.Instant> {
  const ordered = inOrderOfTime(corpus);
  const old = Math.floor(ordered.length * 0.03);
  return new Map(
    ordered.map(({ key }, rank) => {
      const agoMs =
        rank < old
          ? 10 * MONTH_MS + ((old - rank) / old) * 14 * MONTH_MS
          : HOUR_MS + (1 - (rank - old + 1) / (ordered.length - old)) * (10 * MONTH_MS - HOUR_MS);
      return [key, now.subtract({ milliseconds: Math.round(agoMs) })];
    }),
  );
}

function cast(thread: readonly CorpusMessage[], firm: Firm, seeded: Seeded): Casting {
  const owner = weighted(firm.people, seeded);
  const colleague = pick(
    seeded,
    firm.people.filter(({ primary, weight }) => weight > 0 && primary !== owner.primary),
  );
  const isSpam = thread.some((message) => message.isSpam);
  const drawn = seeded();
  const senders = [...new Set(thread.map(senderOf))];
  const isInternal = !isSpam && drawn < 0.05 && senders.every((sender) => sender !== undefined);
  const isShared = !isSpam && drawn >= 0.05 && drawn < 0.13;
  return {
    owner,
    played: isInternal ? senders.at(-1) : playedIn(thread, senders, seeded),
    colleague: isInternal || isShared ? colleague : undefined,
    isInternal,
    isUnnamed: thread.some(isListMail) && seeded() < 0.25,
  };
}

/** In a conversation the owner mostly takes the part of somebody who answered; alone, mail is seldom the owner's own. */
function playedIn(
  thread: readonly CorpusMessage[],
  senders: readonly (string | undefined)[],
  seeded: Seeded,
): string | undefined {
  const drawn = seeded();
  if (senders.length > 1) return pick(seeded, drawn < 0.8 ? senders.slice(1) : senders);
  const isPersonal = thread.every((message) => !message.isSpam && !isListMail(message));
  return isPersonal && drawn < 0.2 ? senders[0] : undefined;
}

function placeOf(message: CorpusMessage, { isSent }: Delivery, seeded: Seeded): Place {
  const drawn = seeded();
  if (isSent) return message.ancestors.length === 0 && drawn < 0.02 ? 'drafts' : 'sent';
  if (message.isSpam) return drawn < 0.5 ? 'junk' : 'inbox';
  if (drawn < 0.02) return 'trash';
  if (isListMail(message)) return drawn < 0.4 ? 'Newsletters' : 'inbox';
  if (drawn < 0.08) return 'Clients';
  if (drawn < 0.12) return 'Clients/Renewals';
  return drawn < 0.24 ? 'archive' : 'inbox';
}

function senderOf(message: CorpusMessage): string | undefined {
  return addressesIn(headerOf(message, 'From'))[0]?.address.toLowerCase();
}

function weighted(people: readonly Person[], seeded: Seeded): Person {
  let left = seeded() * people.reduce((sum, { weight }) => sum + weight, 0);
  for (const person of people) {
    left -= person.weight;
    if (left < 0) return person;
  }
  throw new Error('Nobody in the firm has a mailbox');
}
