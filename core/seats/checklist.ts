import { PROVIDER_NAMES, type Provider } from '../accounts/provider.ts';
import type { OrgCredential } from '../credentials/org-credential.ts';
import type { DomainClaim } from '../domains/domain-claim.ts';
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
  const pending = domains.find((claim) => claim.state === 'pending');
  if (pending !== undefined) {
    return {
      step: 'domain',
      state: 'waiting',
      what: `${shownDomain(pending.domain)} is claimed; its TXT record has not been found yet.`,
      who: 'whoever manages its DNS',
      next: { label: `Check ${pending.domain}`, call: { command: 'domain check', args: { domain: pending.domain } } },
    };
  }
  const lapsed = domains.find((claim) => claim.state === 'lapsed');
  if (lapsed !== undefined) {
    return {
      step: 'domain',
      state: 'missing',
      what: `The TXT record of ${shownDomain(lapsed.domain)} is missing. Until it is back nobody new can be invited there.`,
      who: 'whoever manages its DNS',
      next: { label: `Check ${lapsed.domain}`, call: { command: 'domain check', args: { domain: lapsed.domain } } },
    };
  }
  return {
    step: 'domain',
    state: 'missing',
    what: 'No domain is verified. Only addresses of a domain that you own can be invited.',
    who: 'an Admin, with whoever manages the DNS',
    next: { label: 'Add a domain', call: { command: 'domain add', args: {} } },
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
