import { unreachable } from '../result.ts';
import type { Block, Fact, View } from '../views/view.ts';
import type { ClaimRefused } from './claim-domain.ts';
import { recordName, recordValue } from './challenge.ts';
import type { DomainCheck, DomainClaim } from './domain-claim.ts';

/** The record to add, letter by letter, and how to have it looked at. */
export function instructionsView(claim: DomainClaim): View {
  return {
    title: `Add a TXT record to prove that ${claim.domain} is yours`,
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: ['Whoever manages the DNS of ', { code: claim.domain }, ' adds this record:'] },
      {
        kind: 'facts',
        facts: [
          { label: 'Type', value: ['TXT'] },
          { label: 'Name', value: [{ code: recordName(claim.domain) }] },
          { label: 'Value', value: [{ code: recordValue(claim) }] },
          ...deadline(claim),
        ],
      },
      {
        kind: 'note',
        text: [
          'Some DNS providers add the domain to the name by themselves: then enter only the part before it. Keep the record; it is looked at daily. A new record can take up to 72 hours to appear.',
        ],
      },
    ],
    actions: [checkAction(claim, 'primary')],
  };
}

function deadline(claim: DomainClaim): readonly Fact[] {
  return claim.state === 'pending' ? [{ label: 'Looked for until', value: [{ moment: claim.expiresAt }] }] : [];
}

function checkAction({ domain }: DomainClaim, weight: 'primary' | 'plain'): View['actions'][number] {
  return { kind: 'run', label: `Check ${domain}`, weight, does: { command: 'domain check', args: { domain } } };
}

/** What a claim has become, as it is told and as it is answered. */
export function claimView(claim: DomainClaim): View {
  switch (claim.state) {
    case 'pending':
      return pendingView(claim);
    case 'verified':
      return {
        title: `${claim.domain} is verified`,
        tone: 'good',
        blocks: [
          text('Addresses of this domain can be invited. The record is looked at daily, so leave it in place.'),
          { kind: 'facts', facts: [{ label: 'Last seen', value: [{ moment: claim.checkedAt }] }] },
        ],
        actions: [{ kind: 'run', label: 'Show setup', weight: 'primary', does: { command: 'setup', args: {} } }],
      };
    case 'lapsed':
      return lapsedView(claim);
    case 'conflict':
      return ended(claim, {
        title: `${claim.domain} belongs to another account`,
        tone: 'bad',
        why: 'Your record was found, but another account verified the domain before. That account has to give it up first; support can help to find out who holds it.',
      });
    case 'expired':
      return ended(claim, {
        title: `The claim of ${claim.domain} has expired`,
        tone: 'attention',
        why: 'The record was not found within 72 hours. Claim the domain again to get a new value for it.',
      });
    case 'revoked':
      return ended(claim, {
        title: `${claim.domain} is not verified any more`,
        tone: 'bad',
        why: 'Its record has been missing for 14 days. Nobody can be invited there until the domain is claimed again; what was read so far is kept.',
      });
    default:
      return unreachable(claim);
  }
}

function pendingView(claim: Extract<DomainClaim, { state: 'pending' }>): View {
  const { title, why } = SAW[claim.lastCheck?.saw ?? 'not-found'];
  return {
    title: title(claim.domain),
    tone: 'attention',
    blocks: [
      text(why),
      {
        kind: 'facts',
        facts: [
          { label: 'Name', value: [{ code: recordName(claim.domain) }] },
          { label: 'Value', value: [{ code: recordValue(claim) }] },
          ...deadline(claim),
        ],
      },
    ],
    actions: [checkAction(claim, 'primary')],
  };
}

type Sight = { readonly title: (domain: string) => string; readonly why: string };

const SAW: Readonly<Record<DomainCheck['saw'], Sight>> = {
  'not-found': {
    title: (domain) => `The record of ${domain} is not there yet`,
    why: 'That is no failure: a new record can take up to 72 hours to appear. It is looked for again by itself.',
  },
  'other-values': {
    title: (domain) => `The record of ${domain} has another value`,
    why: 'There is a TXT record at this name, but none with the value below. Compare it letter by letter; a second value beside it does no harm.',
  },
  'no-answer': {
    title: (domain) => `The DNS of ${domain} did not answer`,
    why: 'So it is not known whether the record is there. It is looked for again by itself.',
  },
  token: {
    title: (domain) => `The record of ${domain} was seen`,
    why: 'It is being confirmed.',
  },
};

function lapsedView(claim: Extract<DomainClaim, { state: 'lapsed' }>): View {
  return {
    title: `The record of ${claim.domain} has disappeared`,
    tone: 'bad',
    blocks: [
      text('Nobody new can be invited there. Members go on as before. Put the record back to keep the domain.'),
      {
        kind: 'facts',
        facts: [
          { label: 'Name', value: [{ code: recordName(claim.domain) }] },
          { label: 'Value', value: [{ code: recordValue(claim) }] },
          { label: 'Missing since', value: [{ moment: claim.since }] },
          { label: 'Kept until', value: [{ moment: claim.graceUntil }] },
          { label: 'Who can mend it', value: ['whoever manages the DNS'] },
        ],
      },
    ],
    actions: [checkAction(claim, 'primary')],
  };
}

function ended({ domain }: DomainClaim, { title, tone, why }: Pick<View, 'title' | 'tone'> & { why: string }): View {
  return {
    title,
    tone,
    blocks: [text(why)],
    actions: [
      { kind: 'run', label: 'Claim it again', weight: 'primary', does: { command: 'domain add', args: { domain } } },
    ],
  };
}

/** The reason and the way out, in a sentence that can stand on the field. */
export function claimRefusedSentence({ kind, domain }: ClaimRefused): string {
  switch (kind) {
    case 'public-suffix':
      return `${domain} is not a domain that one company owns; others register names below it. Give the domain of your own addresses.`;
    case 'personal-domain':
      return `Anybody can get an address at ${domain}, so it cannot be claimed. Give the domain of your company.`;
    case 'too-long':
      return `${domain} is too long: the name of its record would have more than 253 characters.`;
    case 'owned-elsewhere':
      return `${domain} is verified by another account, and a domain belongs to one account. That account has to give it up first.`;
    default:
      return unreachable(kind);
  }
}

export function claimRefusedView(refused: ClaimRefused): View {
  return {
    title: `${refused.domain} was not claimed`,
    tone: 'attention',
    blocks: [text(claimRefusedSentence(refused))],
    actions: [
      { kind: 'run', label: 'Claim another domain', weight: 'primary', does: { command: 'domain add', args: {} } },
    ],
  };
}

function text(sentence: string): Block {
  return { kind: 'text', text: [sentence] };
}
