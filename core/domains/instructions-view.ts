import { unreachable } from '../result.ts';
import type { Action, Block, Fact, View } from '../views/view.ts';
import { recordName, recordValue } from './challenge.ts';
import type { LiveClaim } from './domain-claim.ts';
import { mixesScripts, shownDomain } from './shown-domain.ts';

/** The record to add, letter by letter, and how to have it looked at. */
export function instructionsView(claim: LiveClaim): View {
  const domain = shownDomain(claim.domain);
  return {
    title: `Add a TXT record to prove that ${domain} is yours`,
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: ['Whoever manages the DNS of ', { code: claim.domain }, ' adds this record:'] },
      {
        kind: 'facts',
        facts: [{ label: 'Type', value: ['TXT'] }, ...recordFacts(claim), ...deadlines(claim)],
      },
      {
        kind: 'note',
        text: [
          `It covers addresses directly in ${domain}; domains below it are claimed by themselves. Some DNS providers add the domain to the name by themselves: then enter only the part before it. Keep the record; it is looked at daily, and taking it away gives the domain up.`,
        ],
      },
      ...lookalikes(claim),
    ],
    actions: [checkAction(claim)],
  };
}

/** Where the record stands and what it holds. */
export function recordFacts(claim: LiveClaim): readonly Fact[] {
  return [
    { label: 'Name', value: [{ code: recordName(claim.domain) }] },
    { label: 'Value', value: [{ code: recordValue(claim) }] },
  ];
}

/** Until when it is looked for, and when it is next. */
export function deadlines(claim: LiveClaim): readonly Fact[] {
  const next: Fact = { label: 'Next look', value: [{ moment: claim.nextLookAt }] };
  switch (claim.state) {
    case 'pending':
      return [{ label: 'Looked for until', value: [{ moment: claim.expiresAt }] }, next];
    case 'verified':
      return [{ label: 'Last seen', value: [{ moment: claim.checkedAt }] }, ...missed(claim), next];
    case 'lapsed':
      return [{ label: 'Kept until', value: [{ moment: claim.graceUntil }] }, next];
    default:
      return unreachable(claim);
  }
}

/** One look that did not find the record; only a second one takes the domain. */
function missed({ missedAt }: Extract<LiveClaim, { state: 'verified' }>): readonly Fact[] {
  return missedAt === undefined ? [] : [{ label: 'Not found', value: [{ moment: missedAt }] }];
}

export function checkAction({ domain }: LiveClaim): Action {
  return {
    kind: 'run',
    label: `Check ${domain}`,
    weight: 'primary',
    does: { command: 'domain check', args: { domain } },
  };
}

function lookalikes({ domain }: LiveClaim): readonly Block[] {
  if (!mixesScripts(domain)) return [];
  return [
    {
      kind: 'note',
      text: ['Its name mixes letters of several scripts, as names made to look like others do. Compare it with yours.'],
    },
  ];
}
