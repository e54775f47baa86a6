import type { SealedReply } from '../../core/commands/reply.ts';
import type { Id } from '../../core/ids.ts';
import type { Member } from '../../core/people/member.ts';
import type { Answers, SealedForm, SealedView } from '../../core/views/view.ts';
import { DOMAIN, type Office } from './office.ts';

/** Somebody of the firm as the stories direct them: what they type, press and are told. */
export interface Actor {
  readonly member: Member;
  readonly types: (text: string) => Promise<SealedReply>;
  readonly presses: (view: SealedView, label: RegExp) => Promise<SealedReply>;
  readonly submits: (form: SealedForm, answers: Answers) => Promise<SealedReply>;
  /** The newest message about a subject that is for them, or the newest of all. */
  readonly isTold: (title?: RegExp) => Promise<SealedView>;
}

export const PEOPLE = {
  clara: { fullName: 'Clara Whitfield', address: `clara.whitfield@${DOMAIN}`, role: 'admin', grants: [] },
  tomas: { fullName: 'Tomas Aguilar', address: `tomas.aguilar@${DOMAIN}`, role: 'standard', grants: ['approver'] },
} as const satisfies Record<string, Pick<Member, 'fullName' | 'address' | 'role' | 'grants'>>;

export const INVITE = `/seat invite ines.okafor@${DOMAIN} Ines Okafor privacy:subjects`;

export async function actor(
  office: Office,
  user: string,
  person: (typeof PEOPLE)[keyof typeof PEOPLE],
): Promise<Actor> {
  const member = await office.employs(user, person);
  return {
    member,
    types: (text) => office.asks(user, { kind: 'typed', text }),
    presses: (view, label) => office.asks(user, { kind: 'press', action: buttonOf(view, label), answers: {} }),
    submits: (form, answers) => office.asks(user, { kind: 'submit', action: form.submit.does, answers }),
    isTold: async (title = /./u) => {
      const mine = (await office.notices()).filter(({ recipient, view }) => {
        const isMine =
          recipient.kind === 'member'
            ? recipient.memberId === member.id
            : recipient.address.kind === 'user' && recipient.address.user === user;
        return isMine && title.test(view.title);
      });
      const newest = mine.toSorted((left, right) => (left.id < right.id ? 1 : -1))[0];
      if (newest === undefined) throw new Error(`${person.fullName} was not told ${title.source}`);
      return newest.view;
    },
  };
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
