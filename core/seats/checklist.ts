import { PROVIDER_NAMES, type Provider } from '../accounts/provider.ts';
import type { OrgCredential } from '../credentials/org-credential.ts';
import type { DomainClaim, DomainState } from '../domains/domain-claim.ts';
import { shownDomain } from '../domains/shown-domain.ts';
import type { Authority } from '../people/authority.ts';
import { CREDENTIAL_FAULT_TEXTS } from '../credentials/credential-texts.ts';
import type { Call } from '../commands/call.ts';

export const SETUP_STEPS = ['mailbox access', 'domain', 'role'] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

/** One prerequisite of inviting, in the order of the seat article: access, domain, role. */
export type ChecklistLine = {
  readonly step: SetupStep;
  readonly state: 'done' | 'waiting' | 'missing';
  readonly what: string;
  /** Who can bring it about; undefined when nothing is missing. */
  readonly who: string | undefined;
  readonly next: { readonly label: string; readonly call: Call } | undefined;
};

export type ChecklistInput = {
  readonly credentials: readonly OrgCredential[];
  readonly domains: readonly DomainClaim[];
  readonly mayInvite: Authority;
};

/** What is done and what is missing before anybody can be invited. */
export function checklist({ credentials, domains, mayInvite }: ChecklistInput): readonly ChecklistLine[] {
  return [accessLine(credentials), domainLine(domains), roleLine(mayInvite)];
}

/** The first step that stands in the way, or undefined when all are done. */
export function missingStep(lines: readonly ChecklistLine[]): ChecklistLine | undefined {
  return lines.find((line) => line.state !== 'done');
}

const MAIL_ADMIN = 'the administrator of your mail system, with an Admin here';

function accessLine(credentials: readonly OrgCredential[]): ChecklistLine {
  const working = credentials.filter((credential) => credential.health.kind === 'ok');
  if (working.length > 0) {
    const what = working.map((credential) => `${PROVIDER_NAMES[credential.provider]} (${credential.label})`).join(', ');
    return {
      step: 'mailbox access',
      state: 'done',
      what: `Reads mailboxes of ${what}.`,
      who: undefined,
      next: undefined,
    };
  }
  const [first] = credentials;
  if (first === undefined) {
    return {
      step: 'mailbox access',
      state: 'missing',
      what: 'No mail system is connected: Google Workspace by service-account impersonation, or Microsoft 365 by client credentials.',
      who: MAIL_ADMIN,
      next: { label: 'Connect Google Workspace', call: setupCall('google') },
    };
  }
  if (first.health.kind === 'failing') {
    return {
      step: 'mailbox access',
      state: 'missing',
      what: `${PROVIDER_NAMES[first.provider]}: ${CREDENTIAL_FAULT_TEXTS[first.health.cause].what}`,
      who: CREDENTIAL_FAULT_TEXTS[first.health.cause].who,
      next: { label: 'Check again', call: setupCall(first.provider) },
    };
  }
  return {
    step: 'mailbox access',
    state: 'waiting',
    what: `${PROVIDER_NAMES[first.provider]} is connected and being checked.`,
    who: undefined,
    next: { label: 'Check again', call: setupCall(first.provider) },
  };
}

function domainLine(domains: readonly DomainClaim[]): ChecklistLine {
  const verified = domains.filter((claim) => claim.state === 'verified');
  if (verified.length > 0) {
    return {
      step: 'domain',
      state: 'done',
      what: `Verified: ${verified.map((claim) => shownDomain(claim.domain)).join(', ')}.`,
      who: undefined,
      next: undefined,
    };
  }
  const [claim] = domains.filter(({ state }) => state !== 'removed').toSorted(mostHopefulFirst);
  return claim === undefined ? NO_DOMAIN : claimLine(claim);
}

const NO_DOMAIN: ChecklistLine = {
  step: 'domain',
  state: 'missing',
  what: 'No domain is verified. Only addresses of a domain that you own can be invited.',
  who: 'an Admin, with whoever manages the DNS',
  next: { label: 'Add a domain', call: { command: 'domain add', args: {} } },
};

const HOPEFUL: readonly DomainState[] = ['lapsed', 'pending', 'conflict', 'expired', 'revoked', 'removed', 'verified'];

function mostHopefulFirst(one: DomainClaim, other: DomainClaim): number {
  return HOPEFUL.indexOf(one.state) - HOPEFUL.indexOf(other.state);
}

type Open = Exclude<DomainState, 'verified' | 'removed'>;
type Stuck = { readonly isWaiting: boolean; readonly what: string; readonly who: string; readonly again: boolean };

const DNS = 'whoever manages its DNS';

/** Said after the name of the domain; `again`: the claim is over, and another one has to be made. */
const STUCK: Readonly<Record<Open, Stuck>> = {
  pending: { isWaiting: true, what: 'is claimed; its TXT record has not been found yet.', who: DNS, again: false },
  lapsed: {
    isWaiting: false,
    what: 'is not proved any more: its TXT record has disappeared, so nobody new can be invited there. Put it back, then check it.',
    who: DNS,
    again: false,
  },
  conflict: {
    isWaiting: false,
    what: 'is verified for another account. Its owner removes it there first; then claim it again.',
    who: 'whoever owns that account, or support',
    again: true,
  },
  expired: {
    isWaiting: false,
    what: 'was claimed, but its TXT record was not found in time. Claim it again and add the new record.',
    who: `an Admin, with ${DNS}`,
    again: true,
  },
  revoked: {
    isWaiting: false,
    what: 'was given up because its TXT record stayed away. Claim it again and add the new record.',
    who: `an Admin, with ${DNS}`,
    again: true,
  },
};

/** What is the matter with the claim that is nearest to being verified, and what to do about it. */
function claimLine({ state, domain }: DomainClaim): ChecklistLine {
  if (state === 'verified' || state === 'removed') return NO_DOMAIN;
  const { isWaiting, what, who, again } = STUCK[state];
  const next = again
    ? { label: `Claim ${shownDomain(domain)} again`, call: { command: 'domain add', args: { domain } } }
    : { label: `Check ${domain}`, call: { command: 'domain check', args: { domain } } };
  return {
    step: 'domain',
    state: isWaiting ? 'waiting' : 'missing',
    what: `${shownDomain(domain)} ${what}`,
    who,
    next,
  };
}

function roleLine(mayInvite: Authority): ChecklistLine {
  if (mayInvite.kind === 'allowed')
    return { step: 'role', state: 'done', what: 'You may invite and set privacy.', who: undefined, next: undefined };
  return {
    step: 'role',
    state: 'missing',
    what: `Inviting and setting privacy can be done by ${mayInvite.whoCan}.`,
    who: mayInvite.whoCan,
    next: undefined,
  };
}

function setupCall(provider: Provider): Call {
  return { command: `setup ${provider}`, args: {} };
}
