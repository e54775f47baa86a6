import type { MailboxFault } from './mailbox-provider.ts';

type FaultText = { readonly what: string; readonly who: string };

/** Each cause in plain words, with the person who can mend it. */
export const MAILBOX_FAULT_TEXTS = {
  'no-such-mailbox': { what: 'There is no mailbox with this address.', who: 'whoever invited them: check the address' },
  'not-licensed': {
    what: 'The mailbox has no licence, so it cannot be read.',
    who: 'the administrator of your mail system',
  },
  suspended: { what: 'The account is suspended.', who: 'the administrator of your mail system' },
  alias: {
    what: 'The address is an alias, not the primary address of the mailbox.',
    who: 'whoever invited them: use the primary address',
  },
  'on-premises': {
    what: 'The mailbox is on an Exchange server on-premises, which is not supported for Sync Only seats.',
    who: 'the administrator of your mail system',
  },
  'access-denied': {
    what: 'The access that was granted does not include this mailbox.',
    who: 'the administrator of your mail system',
  },
  credential: {
    what: 'The access of the whole organization does not work.',
    who: 'an Admin here, with the administrator of your mail system',
  },
  domain: {
    what: 'Its domain is not verified for this account, so it is not read.',
    who: 'an Admin here, with whoever manages the DNS: run domain list',
  },
} as const satisfies Record<MailboxFault, FaultText>;
