import type { Member } from '../../people/member.ts';
import { dateText } from '../../views/date-text.ts';
import type { Action, Fact, View } from '../../views/view.ts';
import type { HeldTerm } from './held-term.ts';
import { endOf, type Term, type TermBase, type TermKind } from './term.ts';

const WHAT = { trial: 'trial', expiring: 'seat' } as const satisfies Record<TermKind, string>;

/** `until 31 Mar 2026, a trial`: beside the state of a seat. */
export function termText({ kind, endsOn }: Pick<Term, 'kind' | 'endsOn'>): string {
  return kind === 'trial' ? `trial until ${dateText(endsOn)}` : `until ${dateText(endsOn)}`;
}

export function termFacts(term: Pick<TermBase, 'kind' | 'endsOn' | 'timeZone'>): readonly Fact[] {
  return [
    { label: term.kind === 'trial' ? 'Last day of the trial' : 'Last day', value: [{ date: term.endsOn }] },
    { label: 'Ends', value: [{ moment: endOf(term) }, `, the midnight after it in ${term.timeZone}`] },
  ];
}

/** To whoever chose the end: one button to think again. */
export function endsSoonView({ term, member }: HeldTerm, { isHeld }: { readonly isHeld: boolean }): View {
  const next =
    term.kind === 'trial'
      ? 'A trial is never charged by itself. Keeping the seat shows you its price, and nothing is asked for before you agree to it.'
      : 'Then they are deactivated, as was agreed to. Another day can be chosen before.';
  return {
    title: `The ${WHAT[term.kind]} of ${member.fullName} ends after ${dateText(term.endsOn)}`,
    tone: 'attention',
    blocks: [
      { kind: 'facts', facts: [{ label: 'E-mail', value: [member.address] }, ...termFacts(term)] },
      { kind: 'text', text: [next] },
      ...(isHeld
        ? [
            {
              kind: 'note',
              text: ['A legal hold is on: their access ends, and nothing of theirs is deleted.'],
            } as const,
          ]
        : []),
    ],
    actions: [renewAction(member, term.kind), show(member)],
  };
}

export function renewAction({ fullName, address }: Member, kind: TermKind): Action {
  return {
    kind: 'run',
    label: kind === 'trial' ? `Keep the seat of ${fullName}` : `Renew the seat of ${fullName}`,
    weight: 'primary',
    does: { command: 'renew', args: { member: address } },
  };
}

/** To the person; whoever may renew is somebody else. */
export function yourSeatEndsView({ term }: HeldTerm, by: Member | undefined): View {
  const whom = by?.standing === 'active' ? by.fullName : 'an administrator';
  return {
    title: `Your ${WHAT[term.kind]} ends after ${dateText(term.endsOn)}`,
    tone: 'attention',
    blocks: [
      { kind: 'facts', facts: termFacts(term) },
      {
        kind: 'text',
        text: [
          `From then on your mailboxes are not read any more. Ask ${whom} if you go on needing it; you have nothing to do otherwise.`,
        ],
      },
    ],
    actions: [],
  };
}

export function endChosenView({ term }: HeldTerm, by: Member): View {
  return {
    title: `Your ${WHAT[term.kind]} ends after ${dateText(term.endsOn)}`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'facts',
        facts: [{ label: 'Chosen by', value: [{ member: by.id, name: by.fullName }] }, ...termFacts(term)],
      },
      { kind: 'text', text: ['You are reminded before. From then on your mailboxes are not read any more.'] },
    ],
    actions: [],
  };
}

export function show({ fullName, address }: Member): Action {
  const does = { command: 'show', args: { member: address } };
  return { kind: 'run', label: `Show ${fullName}`, weight: 'plain', does };
}

/** To whoever invited somebody to try it. */
export function trialBegunView(member: Member, term: Pick<TermBase, 'kind' | 'endsOn' | 'timeZone'>): View {
  return {
    title: `${member.fullName} has a trial until ${dateText(term.endsOn)}`,
    tone: 'good',
    blocks: [
      { kind: 'facts', facts: termFacts(term) },
      {
        kind: 'text',
        text: [
          'It costs nothing, holds none of the purchased seats and is never charged by itself. Their mailbox is readable; the first reading begins now and may take up to 24 hours.',
        ],
      },
    ],
    actions: [show(member)],
  };
}
