import { idSchema } from '../../../core/ids.ts';
import type { Notice } from '../../../core/outbox/notice.ts';
import type { Stores } from '../../../core/transaction.ts';
import { NOTICE_STATES } from '../things.ts';
import type { Rule } from './rule.ts';

/** Every notice is about something that is stored, and for somebody who is. */
export const noticesAreAboutSomething: Rule = async (stores, { seen }) => {
  const fresh = (await stores.notices.list(NOTICE_STATES)).filter(({ id }) => !seen.notices.has(id));
  const faults = await Promise.all(fresh.map((notice) => groundless(stores, notice)));
  return faults;
};

type Find = (stores: Stores, id: string) => Promise<unknown>;

const member: Find = ({ members }, id) => members.get(idSchema('member').parse(id));
const seat: Find = ({ seats }, id) => seats.get(idSchema('seat').parse(id));
const request: Find = ({ requests }, id) => requests.get(idSchema('request').parse(id));
const removal: Find = ({ removals }, id) => removals.get(idSchema('removal').parse(id));
const departure: Find = ({ departures }, id) => departures.get(idSchema('departure').parse(id));
const batch: Find = ({ batches }, id) => batches.get(idSchema('batch').parse(id));
const mailbox: Find = ({ mailboxes }, id) => mailboxes.get(idSchema('mailbox').parse(id));
const term: Find = ({ seatTerms }, id) => seatTerms.get(idSchema('seat-term').parse(id));
const reduction: Find = async ({ reductions }, id) => (await reductions.list()).find((one) => one.id === id);

/** What the first word of a subject says that its id is the id of. */
const FINDS: Readonly<Record<string, Find>> = {
  batch,
  conversion: seat,
  delegation: member,
  'departure-cancelled': departure,
  'departure-done': departure,
  'departure-undoable': departure,
  'departure-purging': departure,
  'departure-scheduled': departure,
  'mailbox-wish': mailbox,
  reactivated: seat,
  'reading-begins': mailbox,
  'reduction-ended': reduction,
  removal,
  'removal-overdue': removal,
  request,
  'request-again': request,
  'request-escalated': request,
  'request-outcome': request,
  'request-stuck': request,
  rights: member,
  'seat-charged': seat,
  'seat-end-chosen': term,
  'seat-ends': term,
  'seat-term-over': term,
  'support-empty': removal,
};

/** What is about no single thing: policies, statements, renewals. */
const GENERAL = ['policy', 'statement', 'renewal', 'no-price'];

async function groundless(stores: Stores, { subject, recipient }: Notice): Promise<string> {
  const [about = ''] = subject.split(':');
  const isFor = recipient.kind === 'member' ? await stores.members.get(recipient.memberId) : recipient;
  if (isFor === undefined) return `the notice ${subject} is for nobody`;
  if (GENERAL.includes(about)) return '';
  const id = UUID.exec(subject)?.[0];
  const find = FINDS[about] ?? (about.startsWith('seat-') ? seat : undefined);
  if (find === undefined || id === undefined) return `it is not known what the notice ${subject} is about`;
  return (await find(stores, id)) === undefined ? `the notice ${subject} is about nothing` : '';
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/u;
