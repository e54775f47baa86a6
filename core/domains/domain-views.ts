import { unreachable } from '../result.ts';
import { countOf } from '../views/count-text.ts';
import type { Block, View } from '../views/view.ts';
import type { DomainCheck, DomainClaim } from './domain-claim.ts';
import type { DomainReach } from './domain-reach.ts';
import { checkAction, deadlines, recordFacts } from './instructions-view.ts';
import { shownDomain } from './shown-domain.ts';

/** What a claim has become, as it is told and as it is answered. */
export function claimView(claim: DomainClaim, reach: DomainReach): View {
  const name = shownDomain(claim.domain);
  switch (claim.state) {
    case 'pending':
      return pendingView(claim);
    case 'verified':
      return verifiedView(claim);
    case 'lapsed':
      return lapsedView(claim, reach);
    case 'conflict':
      return ended(claim, {
        title: `${name} belongs to another account`,
        tone: 'bad',
        why: conflictText(claim, reach),
      });
    case 'expired': {
      const why = 'The record was not found within 72 hours. Claim the domain again to get a new value for it.';
      return ended(claim, { title: `The claim of ${name} has expired`, tone: 'attention', why });
    }
    case 'revoked': {
      const why = `Its record has been missing for 14 days. ${stopped(reach)}`;
      return ended(claim, { title: `${name} is not verified any more`, tone: 'bad', why });
    }
    case 'removed':
      return ended(claim, { title: `${name} was removed from this account`, tone: 'neutral', why: stopped(reach) });
    default:
      return unreachable(claim);
  }
}

function verifiedView(claim: Extract<DomainClaim, { state: 'verified' }>): View {
  const name = shownDomain(claim.domain);
  return {
    title: `${name} is verified`,
    tone: 'good',
    blocks: [
      text(
        `Addresses directly in ${name} can be invited; domains below it are claimed by themselves. The record is looked at daily, so leave it in place.`,
      ),
      { kind: 'facts', facts: deadlines(claim) },
    ],
    actions: [{ kind: 'run', label: 'Show setup', weight: 'primary', does: { command: 'setup', args: {} } }],
  };
}

function conflictText({ sawRecord }: Extract<DomainClaim, { state: 'conflict' }>, reach: DomainReach): string {
  const what = sawRecord
    ? 'Your record was found, but another account verified the domain before.'
    : 'Another account has verified the domain.';
  return `${what} That account has to remove it first; its administrators are told that it is claimed, and not by whom. ${stopped(reach)}`;
}

/** Some days before a lapsed domain is given up. */
export function graceEndsView(claim: Extract<DomainClaim, { state: 'lapsed' }>, reach: DomainReach): View {
  return { ...lapsedView(claim, reach), title: `${shownDomain(claim.domain)} is given up soon: its record is missing` };
}

/** Nobody is thrown out and nothing is taken away: what is not proved is only not read any more. */
function stopped({ members, mailboxes }: DomainReach): string {
  const reading =
    mailboxes === 0
      ? 'Nobody can be invited there.'
      : `Nobody can be invited there, and ${countOf(mailboxes, 'mailbox', 'mailboxes')} in it ${mailboxes === 1 ? 'is' : 'are'} not read any more; reading goes on where it stopped when the domain is verified again.`;
  return members === 0
    ? reading
    : `${reading} Members stay, with their seats, which are charged as before, and what was read is kept as company mail.`;
}

function pendingView(claim: Extract<DomainClaim, { state: 'pending' }>): View {
  const { title, why } = SAW[claim.lastCheck?.saw ?? 'not-found'];
  return {
    title: title(shownDomain(claim.domain)),
    tone: 'attention',
    blocks: [text(why), { kind: 'facts', facts: [...recordFacts(claim), ...deadlines(claim)] }],
    actions: [checkAction(claim)],
  };
}

type Sight = { readonly title: (domain: string) => string; readonly why: string; readonly lapsed: string };

const SAW: Readonly<Record<DomainCheck['saw'], Sight>> = {
  'not-found': {
    title: (domain) => `The record of ${domain} is not there yet`,
    why: 'That is no failure: a new record can take up to 72 hours to appear. It is looked for again by itself.',
    lapsed: 'has disappeared',
  },
  'other-values': {
    title: (domain) => `The record of ${domain} has another value`,
    why: 'There is a TXT record at this name, but none with the value below. Compare it letter by letter; a second value beside it does no harm.',
    lapsed: 'has another value now',
  },
  'no-answer': {
    title: (domain) => `The DNS of ${domain} did not answer`,
    why: 'So it is not known whether the record is there. It is looked for again by itself.',
    lapsed: 'could not be looked at for 7 days, because its DNS did not answer',
  },
};

function lapsedView(claim: Extract<DomainClaim, { state: 'lapsed' }>, { mailboxes }: DomainReach): View {
  const name = shownDomain(claim.domain);
  const read =
    mailboxes === 0 ? '' : `; after that ${countOf(mailboxes, 'mailbox is', 'mailboxes are')} not read any more`;
  return {
    title: `The record of ${name} ${SAW[claim.because].lapsed}`,
    tone: 'bad',
    blocks: [
      ...looks(claim),
      text(
        `Nobody new can be invited there. Members go on as before until the domain is given up${read}. Whoever manages the DNS can put the record back.`,
      ),
      { kind: 'facts', facts: [...recordFacts(claim), ...deadlines(claim)] },
    ],
    actions: [checkAction(claim)],
  };
}

/** What it lapsed on: no domain is lost by a single look. */
function looks({ missedAt, since }: Extract<DomainClaim, { state: 'lapsed' }>): readonly Block[] {
  if (missedAt === undefined) return [];
  const sentence = ['It was looked for on ', { moment: missedAt }, ' and again on ', { moment: since }, ' in vain.'];
  return [{ kind: 'text', text: sentence }];
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

function text(sentence: string): Block {
  return { kind: 'text', text: [sentence] };
}
