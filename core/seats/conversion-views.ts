import { chargeFact } from '../approvals/request-notices.ts';
import type { ChargeLine } from '../billing/charge-line.ts';
import type { Member } from '../people/member.ts';
import type { Form, Inline, View } from '../views/view.ts';
import type { Seat } from './seat.ts';

export type GrantedSeat = Extract<Seat, { readonly state: 'conversion-granted' }>;

/** The three fields that the seat article asks for (https://support.affinity.co, “Sync Only users”). */
export function conversionForm(member: Member | undefined, given: Readonly<Record<string, string | undefined>>): Form {
  const line = { kind: 'text', required: true, multiline: false } as const;
  const initial = (name: string) => (given[name] === undefined ? {} : { initial: given[name] });
  return {
    title: 'Convert to Full Access',
    blocks: [
      {
        kind: 'text',
        text: [
          member === undefined ? 'The person' : { member: member.id, name: member.fullName },
          ' gets a Full Access seat and gives back the Sync Only seat. Support does it. A free Full Access seat costs nothing more; without one you see the price and agree to it first.',
        ],
      },
    ],
    inputs: [
      { ...line, name: 'firstName', label: 'First name', maxLength: 60, ...initial('firstName') },
      { ...line, name: 'lastName', label: 'Last name', maxLength: 60, ...initial('lastName') },
      { ...line, name: 'address', label: 'E-mail', maxLength: 254, ...initial('address') },
    ],
    submit: {
      label: 'Ask support',
      does: { command: 'convert', args: member === undefined ? {} : { member: member.address } },
    },
  };
}

export type ConversionEnd =
  | { readonly kind: 'completed'; readonly by: Member; readonly charge: ChargeLine | undefined }
  | { readonly kind: 'rejected'; readonly by: Member; readonly reason: string }
  | { readonly kind: 'expired' }
  | { readonly kind: 'left' };

export type ConversionDone = { readonly member: Member };

/** The card of support; once it is decided it says how, on every copy. */
export function conversionCard(
  seat: Pick<GrantedSeat, 'id' | 'until'>,
  { member, asker, end }: { readonly member: Member; readonly asker: Member; readonly end?: ConversionEnd },
): View {
  const args = { seat: seat.id, until: seat.until.epochMilliseconds };
  return {
    title: `${member.fullName}: from Sync Only to Full Access${end === undefined ? '' : `, ${end.kind}`}`,
    tone: end === undefined ? 'attention' : 'neutral',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Person', value: [{ member: member.id, name: member.fullName }, ` ${member.address}`] },
          { label: 'Asked by', value: [{ member: asker.id, name: asker.fullName }] },
          ...(end?.kind === 'completed' && end.charge !== undefined ? [chargeFact(end.charge)] : []),
        ],
      },
      { kind: 'text', text: endText(end) },
    ],
    actions:
      end === undefined
        ? [
            { kind: 'run', label: 'Convert', weight: 'primary', does: { command: 'convert complete', args } },
            { kind: 'run', label: 'Reject', weight: 'plain', does: { command: 'convert reject', args } },
          ]
        : [],
  };
}

function endText(end: ConversionEnd | undefined): readonly Inline[] {
  if (end === undefined) return ['A Full Access seat is kept for it for 30 days. The Sync Only seat becomes free.'];
  if (end.kind === 'expired')
    return [
      'Support has not done it within 30 days. The seat stays as it was, nothing is charged, and it can be asked for again.',
    ];
  if (end.kind === 'left')
    return ['They left before it was done. What was kept for it is free again, and nothing is charged.'];
  const by: Inline = { member: end.by.id, name: end.by.fullName };
  return end.kind === 'completed'
    ? ['Done by ', by, '. The Sync Only seat is free again; their mailbox goes on being read.']
    : [by, ' gave this reason: ', end.reason, ' Nothing was changed.'];
}

/** One conversion of a seat. Its end is its own, while the seat's version also counts changes of privacy and team. */
export function conversionSubject({ id, until }: Pick<GrantedSeat, 'id' | 'until'>): string {
  return `conversion:${id}:${until.epochMilliseconds}`;
}

export type ConversionRefused =
  | {
      readonly kind: 'no-active-seat' | 'trial' | 'full-access-already' | 'asked-already' | 'nobody-in-support';
    }
  | { readonly kind: 'own-request' | 'own-seat' | 'changed-meanwhile' };

export const CONVERSION_REFUSED = {
  'no-active-seat': 'They have no active Sync Only seat. Show says what they have.',
  trial: 'They have a trial, which holds no purchased seat. Make it a purchased seat first: renew shows its price.',
  'full-access-already': 'They have Full Access already.',
  'asked-already': 'It was asked for already, and is with the approvers or with support.',
  'nobody-in-support': 'Nobody would get this: there is no channel for support and nobody has the support grant.',
  'own-request': 'You asked for this yourself, so somebody else of support does it.',
  'own-seat': 'This is your own seat, so somebody else of support does it.',
  'changed-meanwhile': 'This card is older than the seat: it was converted, rejected or changed meanwhile.',
} as const satisfies Record<ConversionRefused['kind'], string>;

export function conversionRefusedView({ kind }: ConversionRefused): View {
  return {
    title: 'No seat was converted',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [CONVERSION_REFUSED[kind]] }],
    actions: [],
  };
}
