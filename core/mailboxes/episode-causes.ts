import type { EpisodeFault, Episode } from './sync-run.ts';
import type { Mailbox } from './mailbox.ts';

/** What many mailboxes share is one cause: the access of the organization, or a mail system that does not answer. */
export function causeOf(mailbox: Mailbox, fault: EpisodeFault): string {
  if (fault === 'unavailable') return providerCause(mailbox);
  return fault === 'credential' ? credentialCause(mailbox) : mailboxCause(mailbox);
}

/** What this failure proves to be over: who refuses one mailbox has let the organization in, and answers. */
export function provedOver(mailbox: Mailbox, fault: EpisodeFault): readonly string[] {
  if (fault === 'unavailable') return [];
  return fault === 'credential' ? [providerCause(mailbox)] : [credentialCause(mailbox), providerCause(mailbox)];
}

export function mailboxCause({ id }: Mailbox): string {
  return `mailbox:${id}`;
}

export function credentialCause({ provider }: Mailbox): string {
  return `credential:${provider}`;
}

export function providerCause({ provider }: Mailbox): string {
  return `provider:${provider}`;
}

export function episodeSubject({ id }: Episode): string {
  return `episode:${id}`;
}
