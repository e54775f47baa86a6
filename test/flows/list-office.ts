import type { SealedReply } from '../../core/commands/reply.ts';
import type { SealedView } from '../../core/views/view.ts';
import { replyText } from '../core/commands/reply-text.ts';
import type { Office } from './office.ts';
import { viewText } from './world.ts';

export const TABLE = [
  'Full name;E-mail;Privacy;Shoe size',
  'Linus Torvald;linus@acme.example;subjects;43',
  'Mary Jackson;mary@acme.example;;41',
  'Eve;eve@other.example;;39',
  'Linus again;LINUS@acme.example;;43',
  'Dorothy Vaughan;dorothy@acme.example;participants;42',
].join('\n');

/** The answer as the message it is. */
export function viewOf(reply: SealedReply): SealedView {
  if (reply.kind === 'form' || reply.kind === 'fields') throw new Error(replyText(reply));
  return reply.view;
}

export async function previewed(office: Office, people = TABLE): Promise<SealedView> {
  const form = await office.types('ada', 'invite csv');
  return viewOf(await office.submits('ada', form, { people, seatType: 'sync-only', privacy: 'participants-only' }));
}

/** Confirmed, invited, and looked at. */
export async function lookedAt(office: Office, people = TABLE): Promise<SealedView> {
  const progress = viewOf(await office.presses('ada', await previewed(office, people), /^Check/u));
  await office.worksOnLists();
  await office.checksSeats();
  await office.worksOnLists();
  return progress;
}

/** The newest message about the list that is followed to its end. */
export async function progressOf({ inAccount }: Office): Promise<string> {
  const notice = (await inAccount(({ notices }) => notices.list(['pending', 'delivered']))).find(({ subject }) =>
    subject.startsWith('batch:progress:'),
  );
  if (notice === undefined) throw new Error('Nothing is told about the list');
  return viewText(notice.view);
}

/** What Ada was told, message by message. */
export async function titlesFor({ inAccount, ada }: Office): Promise<readonly string[]> {
  const all = await inAccount(({ notices }) => notices.list(['pending', 'delivered']));
  return all
    .filter(({ recipient }) => recipient.kind === 'member' && recipient.memberId === ada.id)
    .map(({ view }) => view.title);
}

export async function approved(office: Office): Promise<void> {
  const price = await office.lastNotice(office.ada, 'ada');
  const form = await office.presses('ada', price.view, /^Review/u);
  await office.submits('ada', form, { agreed: true });
  const card = await office.lastNotice(office.grace, 'grace');
  await office.presses('grace', card.view, /^Approve EUR/u);
}
