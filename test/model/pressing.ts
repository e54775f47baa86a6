import type { SealedReply } from '../../core/commands/reply.ts';
import type { Notice } from '../../core/outbox/notice.ts';
import type { Answers } from '../../core/views/answers.ts';
import type { SealedView } from '../../core/views/view.ts';
import type { Office } from '../flows/office.ts';
import { NOTICE_STATES } from './things.ts';

export type Label = string | RegExp;

/** A button that is not there is not pressed: that somebody may not do something is no fault. */
export async function pressOn(office: Office, user: string, typed: string, label: Label) {
  const reply = await office.types(user, typed);
  return 'view' in reply ? await pressIf(office, user, reply.view, label) : reply;
}

export async function pressIf(office: Office, user: string, view: SealedView, label: Label): Promise<SealedReply> {
  return has(view, label) ? await office.presses(user, view, label) : { kind: 'private', view };
}

/** Fills in a form where there is one. */
export async function submitted(office: Office, user: string, reply: SealedReply, answers: Answers) {
  return reply.kind === 'form' ? await office.submits(user, reply, answers) : reply;
}

/** What was typed leads to a form that is agreed to. */
export async function agreeTo(office: Office, user: string, words: string) {
  return await submitted(office, user, await office.types(user, words), { agreed: true });
}

export function has({ actions }: SealedView, label: Label): boolean {
  return actions.some((action) => (typeof label === 'string' ? action.label === label : label.test(action.label)));
}

/** Of one kind of message the newest first. */
export async function noticesAbout({ inAccount }: Office, about: RegExp): Promise<readonly Notice[]> {
  const all = await inAccount(({ notices }) => notices.list(NOTICE_STATES));
  return all.filter(({ subject }) => about.test(subject)).toSorted((left, right) => (left.id < right.id ? 1 : -1));
}
