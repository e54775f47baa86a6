import type { SealedReply } from '../../core/commands/reply.ts';
import type { Id } from '../../core/ids.ts';
import type { Notice, Recipient } from '../../core/outbox/notice.ts';
import type { Member } from '../../core/people/member.ts';
import type { Answers } from '../../core/views/answers.ts';
import type { SealedForm, SealedView } from '../../core/views/view.ts';
import { DOMAIN } from './office-mail.ts';
import type { Office } from './office.ts';

/** Somebody of the firm as the stories direct them: what they type, press and are told. */
export interface Actor {
  readonly member: Member;
  readonly types: (text: string) => Promise<SealedReply>;
  readonly presses: (view: SealedView, label: RegExp) => Promise<SealedReply>;
  readonly submits: (form: SealedForm, answers: Answers) => Promise<SealedReply>;
  readonly notices: () => Promise<readonly Notice[]>;
  /** The newest message to them with such a title. */
  readonly isTold: (title: RegExp) => Promise<SealedView>;
}

export type Person = Pick<Member, 'fullName' | 'address' | 'role' | 'grants'>;

export const PEOPLE = {
  clara: { fullName: 'Clara Whitfield', address: `clara.whitfield@${DOMAIN}`, role: 'admin', grants: [] },
  tomas: { fullName: 'Tomas Aguilar', address: `tomas.aguilar@${DOMAIN}`, role: 'standard', grants: ['approver'] },
} as const satisfies Record<string, Person>;

export const INVITE = `/seat invite ines.okafor@${DOMAIN} Ines Okafor privacy:subjects`;

export async function actor(office: Office, user: string, person: Person): Promise<Actor> {
  return actorOf(office, user, await office.employs(user, person));
}

/** Somebody who is in the firm already, such as who was invited a moment ago. */
export function actorOf(office: Office, user: string, member: Member): Actor {
  const notices = async () => (await office.notices()).filter(({ recipient }) => isFor(recipient, member, user));
  return {
    member,
    notices,
    types: (text) => office.asks(user, { kind: 'typed', text }),
    presses: (view, label) => office.asks(user, { kind: 'press', action: buttonOf(view, label), answers: {} }),
    submits: (form, answers) => office.asks(user, { kind: 'submit', action: form.submit.does, answers }),
    isTold: async (title) => {
      const about = (await notices()).filter(({ view }) => title.test(view.title));
      const newest = about.toSorted((left, right) => (left.id < right.id ? 1 : -1))[0];
      if (newest === undefined) throw new Error(`${member.fullName} was not told ${title.source}`);
      return newest.view;
    },
  };
}

function isFor(recipient: Recipient, { id }: Member, user: string): boolean {
  if (recipient.kind === 'member') return recipient.memberId === id;
  return recipient.address.kind === 'user' && recipient.address.user === user;
}

export function viewOf(reply: SealedReply): SealedView {
  if (reply.kind === 'form' || reply.kind === 'fields') throw new Error(`A message was expected, not ${reply.kind}`);
  return reply.view;
}

export function formOf(reply: SealedReply): SealedForm {
  if (reply.kind === 'form') return reply.form;
  throw new Error(`A form was expected, not ${reply.kind}`);
}

function buttonOf(view: SealedView, label: RegExp): Id<'action'> {
  for (const action of view.actions) if (action.kind === 'run' && label.test(action.label)) return action.does;
  throw new Error(`There is no button ${label.source} on "${view.title}"`);
}
