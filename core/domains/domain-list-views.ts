import { unreachable } from '../result.ts';
import type { Inline, View } from '../views/view.ts';
import { isLive, type DomainClaim } from './domain-claim.ts';
import { shownDomain } from './shown-domain.ts';

/** What was removed is history, and stands in the audit log. */
export function claimListView(all: readonly DomainClaim[]): View {
  const claims = all.filter(({ state }) => state !== 'removed');
  if (claims.length === 0) return noClaimView(undefined);
  const open = claims.find(({ state }) => state === 'pending' || state === 'lapsed');
  const checkOpen =
    open === undefined
      ? []
      : [
          {
            kind: 'run',
            label: `Check ${open.domain}`,
            weight: 'primary',
            does: { command: 'domain check', args: { domain: open.domain } },
          } as const,
        ];
  return {
    title: `${claims.length} ${claims.length === 1 ? 'domain' : 'domains'} in this account`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'table',
        columns: ['Domain', 'State', 'Since', 'Until', 'Next look'],
        rows: claims.map((claim) => [
          shownDomain(claim.domain),
          words(claim),
          { moment: since(claim) },
          until(claim),
          isLive(claim) ? { moment: claim.nextLookAt } : 'none',
        ]),
        total: claims.length,
      },
    ],
    actions: [
      ...checkOpen,
      { kind: 'run', label: 'Add a domain', weight: 'plain', does: { command: 'domain add', args: {} } },
    ],
  };
}

const WORDS = {
  pending: 'waiting for its TXT record',
  verified: 'verified',
  lapsed: 'record missing: nobody new can be invited',
  conflict: 'belongs to another account',
  expired: 'claim expired',
  revoked: 'not verified any more',
  removed: 'removed',
} as const satisfies Record<DomainClaim['state'], string>;

function words(claim: DomainClaim): string {
  const isMissed = claim.state === 'verified' && claim.missedAt !== undefined;
  return isMissed ? 'verified; its record was not found and is looked for again' : WORDS[claim.state];
}

/** A look in between does not settle it, so whoever asks is told when it will be. */
function missedOnce(claim: DomainClaim): readonly Inline[] {
  if (claim.state !== 'verified' || claim.missedAt === undefined) return [];
  return [
    '. Its record was not found on ',
    { moment: claim.missedAt },
    ', and lapses if it is still missing an hour later',
  ];
}

function since(claim: DomainClaim): Temporal.Instant {
  switch (claim.state) {
    case 'pending':
      return claim.claimedAt;
    case 'verified':
      return claim.verifiedAt;
    case 'lapsed':
      return claim.since;
    case 'conflict':
    case 'expired':
    case 'revoked':
    case 'removed':
      return claim.at;
    default:
      return unreachable(claim);
  }
}

/** When a state ends by itself. */
function until(claim: DomainClaim): Inline {
  switch (claim.state) {
    case 'pending':
      return { moment: claim.expiresAt };
    case 'lapsed':
      return { moment: claim.graceUntil };
    case 'verified':
    case 'conflict':
    case 'expired':
    case 'revoked':
    case 'removed':
      return 'no end set';
    default:
      return unreachable(claim);
  }
}

export function noClaimView(domain: string | undefined): View {
  return {
    title:
      domain === undefined
        ? 'This account has claimed no domain'
        : `This account has not claimed ${shownDomain(domain)}`,
    tone: 'attention',
    blocks: [{ kind: 'text', text: ['Only people with an address in a domain that you own can be invited.'] }],
    actions: [
      {
        kind: 'run',
        label: domain === undefined ? 'Add a domain' : `Add ${domain}`,
        weight: 'primary',
        does: { command: 'domain add', args: domain === undefined ? {} : { domain } },
      },
    ],
  };
}

/** A pending claim is told whatever is seen; of the others only a change is news. */
export function checkingDomainsView(claims: readonly DomainClaim[]): View {
  const settled = claims.filter(({ state }) => state !== 'pending');
  const known = settled.map((claim): readonly Inline[] => [
    { strong: shownDomain(claim.domain) },
    `: ${WORDS[claim.state]} since `,
    { moment: since(claim) },
    ...missedOnce(claim),
    '. You are told if that changes.',
  ]);
  return {
    title: `Looking for the ${claims.length === 1 ? 'record' : 'records'} of ${claims.map(({ domain }) => shownDomain(domain)).join(', ')}`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'text',
        text: ['The DNS is asked now; what it says about a domain that is not verified yet comes as a message.'],
      },
      ...(known.length === 0 ? [] : [{ kind: 'list', items: known, total: known.length } as const]),
    ],
    actions: [],
  };
}
