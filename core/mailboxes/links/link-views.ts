import type { Member } from '../../people/member.ts';
import { unreachable } from '../../result.ts';
import type { Form, View } from '../../views/view.ts';
import { MAILBOX_FAULT_TEXTS } from '../mailbox-fault-texts.ts';
import type { MailboxFault } from '../mailbox-provider.ts';
import type { LinkRefused } from './link-mailbox.ts';
import type { MailboxLink } from './mailbox-link.ts';

const READ = 'sender, recipients, time and subject of the mail in it; no content and no attachments';
const SEEN_BY = {
  work: 'Colleagues see of it what your privacy level permits.',
  personal: 'Whom only this mailbox knows is shown to you alone.',
} as const;

export function checkingLinkView({ address, class: kind }: MailboxLink, { fullName }: Member): View {
  const next =
    kind === 'work'
      ? 'If it can be read, reading begins and its owner is told before.'
      : 'It is no mailbox of a domain of this account, so it is personal: it is read only if its owner agrees.';
  return {
    title: `Looking at ${address}`,
    tone: 'neutral',
    blocks: [
      { kind: 'facts', facts: [{ label: 'For', value: [fullName] }] },
      { kind: 'text', text: [next, ' Nothing has been read.'] },
    ],
    actions: [],
  };
}

export function ownerToldView({ address }: MailboxLink, asker: string): View {
  return {
    title: `${address} is about to be read for your company’s CRM`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Asked by', value: [asker] },
          { label: 'What is read', value: [READ] },
        ],
      },
      { kind: 'note', text: [SEEN_BY.work, ' If you object, tell the person who asked.'] },
    ],
    actions: [{ kind: 'run', label: 'Show my sync status', weight: 'plain', does: { command: 'status', args: {} } }],
  };
}

export function ownerAskedView({ id, address, until }: MailboxLink, asker: string): View {
  return {
    title: `May ${address} be read for your company’s CRM?`,
    tone: 'attention',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Asked by', value: [asker] },
          { label: 'What is read', value: [READ] },
          { label: 'Who sees it', value: [SEEN_BY.personal] },
          { label: 'Answer by', value: [{ moment: until }] },
        ],
      },
      { kind: 'note', text: ['Without your agreement it is not read.'] },
    ],
    actions: [
      { kind: 'run', label: `Read what ${address} would mean`, weight: 'primary', does: review(id) },
      { kind: 'run', label: 'Do not read it', weight: 'plain', does: { command: 'link decline', args: { link: id } } },
    ],
  };
}

function review(link: MailboxLink['id']) {
  return { command: 'link review', args: { link } } as const;
}

/** What the owner of a personal mailbox agrees to, word for word; it is stored as it was shown. */
export function consentSentence({ address }: MailboxLink): string {
  return `I agree that ${address} is read for my company’s CRM: ${READ}. I can end it at any time.`;
}

export function consentForm(link: MailboxLink): Form {
  return {
    title: 'Your personal mailbox',
    blocks: [{ kind: 'text', text: [SEEN_BY.personal, ' When your seat ends, what was read from it is deleted.'] }],
    inputs: [{ kind: 'check', name: 'agreed', label: 'Consent', sentence: consentSentence(link), required: true }],
    submit: { label: 'Agree', does: { command: 'link agree', args: { link: link.id, version: link.version } } },
  };
}

export function linkedView({ address }: Pick<MailboxLink, 'address'>): View {
  return {
    title: `${address} is being read`,
    tone: 'good',
    blocks: [{ kind: 'text', text: ['You are told when the first reading is complete.'] }],
    actions: [{ kind: 'run', label: 'Show my sync status', weight: 'plain', does: { command: 'status', args: {} } }],
  };
}

export function linkEndedView({ address, state }: MailboxLink, { fullName }: Member): View {
  const why =
    state === 'declined'
      ? `${fullName} does not want it to be read.`
      : `${fullName} has not answered in time, or has no active seat any more.`;
  return {
    title: `${address} is not read`,
    tone: 'attention',
    blocks: [{ kind: 'text', text: [why, ' Nothing was read from it.'] }],
    actions: [],
  };
}

export function linkRefusedByMailboxView(
  { address, id }: MailboxLink,
  { fullName }: Member,
  { fault, detail }: { readonly fault: MailboxFault; readonly detail: string },
): View {
  const { what, who } = MAILBOX_FAULT_TEXTS[fault];
  return {
    title: `${address} cannot be read for ${fullName}`,
    tone: 'bad',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Cause', value: [what, fault === 'alias' ? ` The primary address is ${detail}.` : ''] },
          { label: 'Who can mend it', value: [who] },
          { label: 'Reference', value: [{ code: id }] },
        ],
      },
      { kind: 'note', text: ['Nothing was read. Link it again when it is mended.'] },
    ],
    actions: [],
  };
}

export function linkRefusedView(refused: LinkRefused): View {
  return {
    title: 'No mailbox was linked',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [refusal(refused)] }],
    actions: [],
  };
}

function refusal(refused: LinkRefused): string {
  switch (refused.kind) {
    case 'no-seat':
      return `${refused.member.fullName} has no active seat. Run invite ${refused.member.address}; their own mailbox comes with the seat.`;
    case 'on-premises':
      return 'Exchange on-premises is not supported. The mailbox must be in Google Workspace or Microsoft 365.';
    case 'mail-system-not-connected':
      return `That mail system is not connected. Run setup ${refused.mailSystem} first.`;
    case 'read-already':
      return 'That mailbox is read already. Run status all to see for whom.';
    case 'disabled':
      return 'That mailbox is linked already and is disabled, so nothing is read from it. Run status all to see for whom.';
    case 'asked-already':
      return 'That mailbox is being looked at, or its owner has been asked and has not answered yet.';
    case 'of-another':
      return `That is the address of ${refused.member.fullName}. Invite them instead; nobody reads a colleague’s mailbox as their own.`;
    default:
      return unreachable(refused);
  }
}
