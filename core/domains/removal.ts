import { createHash } from 'node:crypto';
import { unreachable } from '../result.ts';
import { countOf } from '../views/count-text.ts';
import type { Block, Form, View } from '../views/view.ts';
import type { DomainClaim } from './domain-claim.ts';
import type { DomainReach } from './domain-reach.ts';
import { shownDomain } from './shown-domain.ts';

/** What removing a domain would do as things are now: the very words and numbers that somebody agrees to. */
export type Removal = { readonly claim: DomainClaim; readonly reach: DomainReach };

/** Agreement to other numbers, or to a claim that has moved since, is no agreement. */
export function removalHash({ claim, reach }: Removal): string {
  const shown = [claim.id, claim.version, reach.members, reach.mailboxes, reach.invitations];
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex');
}

export function removalSentence({ claim, reach: { mailboxes } }: Removal): string {
  const stops =
    mailboxes === 0
      ? 'nobody can be invited there'
      : `nobody can be invited there and ${countOf(mailboxes, 'mailbox is', 'mailboxes are')} not read any more`;
  return `Remove ${shownDomain(claim.domain)}: from now on ${stops}.`;
}

export function removalForm(removal: Removal): Form {
  const { claim, reach } = removal;
  const name = shownDomain(claim.domain);
  return {
    title: 'Remove a domain',
    blocks: [
      { kind: 'text', text: [{ strong: name }, ` ${standing(claim)}. Removing it does this:`] },
      {
        kind: 'facts',
        facts: [
          { label: 'Members who stay', value: [countOf(reach.members, 'member', 'members'), ', with seat and charge'] },
          { label: 'Not read any more', value: [countOf(reach.mailboxes, 'mailbox', 'mailboxes')] },
          { label: 'Invitations that stop', value: [countOf(reach.invitations, 'invitation', 'invitations')] },
        ],
      },
      ...notes(name),
    ],
    inputs: [{ kind: 'check', name: 'agreed', label: 'Agreement', required: true, sentence: removalSentence(removal) }],
    submit: {
      label: 'Remove',
      does: { command: 'domain remove confirm', args: { domain: claim.domain, shown: removalHash(removal) } },
    },
  };
}

function notes(name: string): readonly Block[] {
  return [
    {
      kind: 'note',
      text: [
        `What was read stays, as company mail. To free the seats, deactivate the members. Once removed, another account can claim ${name}; you can claim it again with a new record, and reading goes on where it stopped.`,
      ],
    },
  ];
}

function standing(claim: DomainClaim): string {
  switch (claim.state) {
    case 'pending':
      return 'waits for its TXT record';
    case 'verified':
      return 'is verified';
    case 'lapsed':
      return 'has lost its record';
    case 'conflict':
      return 'belongs to another account';
    case 'expired':
      return 'was not proved in time';
    case 'revoked':
      return 'is not verified any more';
    case 'removed':
      return 'is removed';
    default:
      return unreachable(claim);
  }
}

export function removedView({ claim, reach }: Removal): View {
  const name = shownDomain(claim.domain);
  return {
    title: `${name} is removed from this account`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Members who stay', value: [countOf(reach.members, 'member', 'members')] },
          { label: 'Not read any more', value: [countOf(reach.mailboxes, 'mailbox', 'mailboxes')] },
          { label: 'Reference', value: [{ code: claim.id }] },
        ],
      },
      { kind: 'note', text: ['Whoever manages the DNS can take the TXT record away now.'] },
    ],
    actions: [{ kind: 'run', label: 'Show my domains', weight: 'plain', does: { command: 'domain list', args: {} } }],
  };
}
