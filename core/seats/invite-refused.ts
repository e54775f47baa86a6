import type { MailSystem } from '../accounts/provider.ts';
import type { Call } from '../commands/call.ts';
import { shownDomain } from '../domains/shown-domain.ts';
import type { Member } from '../people/member.ts';
import type { PrivacyLevel } from '../relationships/privacy.ts';
import { unreachable } from '../result.ts';
import type { View } from '../views/view.ts';
import { askAgain } from './ask-again.ts';
import type { Seat } from './seat.ts';
import { isReadable } from './seat-moves.ts';

export type InviteRefused =
  | { readonly kind: 'team-needs-enterprise' }
  | { readonly kind: 'on-premises' }
  | { readonly kind: 'mail-system-not-connected'; readonly mailSystem: MailSystem }
  | { readonly kind: 'level-needs-content'; readonly level: PrivacyLevel }
  | { readonly kind: 'personal-address'; readonly domain: string }
  | { readonly kind: 'domain-not-claimed'; readonly domain: string }
  | { readonly kind: 'subdomain-not-claimed'; readonly domain: string; readonly below: string }
  | { readonly kind: 'domain-owned-elsewhere'; readonly domain: string }
  | { readonly kind: 'domain-not-verified'; readonly domain: string }
  | { readonly kind: 'domain-lapsed'; readonly domain: string }
  | { readonly kind: 'already-member'; readonly member: Member; readonly seat: Seat | undefined }
  | { readonly kind: 'deactivated'; readonly member: Member };

/** Which field of the form the refusal belongs to. */
export function refusedField(refused: InviteRefused): 'team' | 'mailSystem' | 'privacy' | 'address' {
  switch (refused.kind) {
    case 'team-needs-enterprise':
      return 'team';
    case 'on-premises':
    case 'mail-system-not-connected':
      return 'mailSystem';
    case 'level-needs-content':
      return 'privacy';
    case 'personal-address':
    case 'domain-not-claimed':
    case 'subdomain-not-claimed':
    case 'domain-owned-elsewhere':
    case 'domain-not-verified':
    case 'domain-lapsed':
    case 'already-member':
    case 'deactivated':
      return 'address';
    default:
      return unreachable(refused);
  }
}

/** The reason and the way out, in a sentence that can stand on the field. */
export function refusedSentence(refused: InviteRefused): string {
  switch (refused.kind) {
    case 'team-needs-enterprise':
      return 'Teams are part of the Enterprise tier. Leave the team empty.';
    case 'on-premises':
      return 'Exchange on-premises is not supported for Sync Only seats. The mailbox must be in Google Workspace or Microsoft 365.';
    case 'mail-system-not-connected':
      return `That mail system is not connected yet. Run setup ${refused.mailSystem} first.`;
    case 'level-needs-content':
      return 'Share all needs access to message content, and only headers were granted. Choose share-subjects or participants-only, or let the mail administrator grant content access first.';
    case 'personal-address':
      return `${refused.domain} is a personal mail domain. Use the address in your company’s domain.`;
    case 'domain-not-claimed':
      return `${shownDomain(refused.domain)} is not a domain of this account. Run domain add ${refused.domain}, then invite again.`;
    case 'subdomain-not-claimed':
      return `The record of ${shownDomain(refused.below)} covers addresses directly in it, and ${shownDomain(refused.domain)} is a domain of its own. Run domain add ${refused.domain}, then invite again.`;
    case 'domain-owned-elsewhere':
      return `${shownDomain(refused.domain)} belongs to another account, so nobody can be invited there. That account has to remove it before you can claim it.`;
    case 'domain-not-verified':
      return `${shownDomain(refused.domain)} is claimed, but its TXT record has not been found yet. Run domain check ${refused.domain}; a new record can take up to 72 hours to appear.`;
    case 'domain-lapsed':
      return `The TXT record of ${shownDomain(refused.domain)} was not seen any more, so nobody new can be invited there. Put it back and run domain check ${refused.domain}.`;
    case 'already-member':
      return `${refused.member.fullName} is here already (${standingText(refused)}). Run show ${refused.member.address} to see more.`;
    case 'deactivated':
      return `${refused.member.fullName} was here before and is deactivated. Reactivate them instead: their history and settings come back, and nothing is read twice.`;
    default:
      return unreachable(refused);
  }
}

function standingText({ member, seat }: Extract<InviteRefused, { kind: 'already-member' }>): string {
  return seat === undefined || isReadable(seat) ? member.standing : `invitation ${seat.state.replaceAll('-', ' ')}`;
}

export function inviteRefusedView(refused: InviteRefused): View {
  return {
    title: 'Nobody was invited',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [refusedSentence(refused)] }],
    actions: nextStep(refused),
  };
}

function nextStep(refused: InviteRefused): View['actions'] {
  const { label, does } = stepOf(refused);
  return [{ kind: 'run', label, weight: 'primary', does }];
}

function stepOf(refused: InviteRefused): { readonly label: string; readonly does: Call } {
  switch (refused.kind) {
    case 'domain-not-claimed':
    case 'subdomain-not-claimed':
      return { label: `Add ${refused.domain}`, does: { command: 'domain add', args: { domain: refused.domain } } };
    case 'domain-owned-elsewhere':
      return { label: 'Show my domains', does: { command: 'domain list', args: {} } };
    case 'domain-not-verified':
    case 'domain-lapsed':
      return { label: `Check ${refused.domain}`, does: { command: 'domain check', args: { domain: refused.domain } } };
    case 'mail-system-not-connected':
      return { label: 'Show how to connect it', does: { command: `setup ${refused.mailSystem}`, args: {} } };
    case 'already-member':
      return refused.seat?.state === 'awaiting-acknowledgement'
        ? { label: 'Review the price', does: { command: 'invite review', args: { seat: refused.seat.id } } }
        : showStep(refused.member);
    case 'deactivated':
      return { label: `Reactivate ${refused.member.fullName}`, does: askAgain(refused.member) };
    case 'team-needs-enterprise':
    case 'on-premises':
    case 'level-needs-content':
    case 'personal-address':
      return { label: 'Start over', does: { command: 'invite', args: {} } };
    default:
      return unreachable(refused);
  }
}

function showStep({ fullName, address }: Member): { readonly label: string; readonly does: Call } {
  return { label: `Show ${fullName}`, does: { command: 'show', args: { member: address } } };
}
