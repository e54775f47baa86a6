import { createExpireRequest } from './approvals/expire-request.ts';
import { createRemindApprovers } from './approvals/remind-approvers.ts';
import type { HeadAnchors } from './audit/head-anchors.ts';
import { createVerifyForAsker } from './audit/verify-for-asker.ts';
import { createAdvanceBatch } from './bulk/advance-batch.ts';
import type { ChatFiles } from './bulk/chat-files.ts';
import { createFetchList } from './bulk/fetch-list.ts';
import { createClosePeriod } from './billing/close-period.ts';
import type { FrontDoor } from './commands/front-door.ts';
import type { Signature } from './commands/signature.ts';
import { createCheckCredential, type CredentialProbe } from './credentials/check-credential.ts';
import { createCarryOutDeparture } from './departures/carry-out-departure.ts';
import { createCheckDomain } from './domains/check-domain.ts';
import { createTellOwner } from './domains/contest.ts';
import type { TxtResolver } from './domains/domain-claim.ts';
import { createReadDirectory } from './directory/read-directory.ts';
import type { ChatDocuments } from './documents/chat-documents.ts';
import { createHandOverDocument } from './documents/hand-over-document.ts';
import type { WriteAgain } from './documents/write-again.ts';
import { createCheckLink } from './mailboxes/links/check-link.ts';
import type { MailboxProviders } from './mailboxes/mailbox-providers.ts';
import type { SyncConfig } from './mailboxes/sync-config.ts';
import { createEndPauses } from './mailboxes/pauses/end-pauses.ts';
import { createSyncMailbox } from './mailboxes/sync-mailbox.ts';
import { createDeliverNotice } from './outbox/deliver-notice.ts';
import type { OutboxDeps } from './outbox/outbox-deps.ts';
import { createLinkIdentity } from './people/link-identity.ts';
import { createRemindRemoval } from './removals/remind-removal.ts';
import { createCarryOutRemoval } from './removals/carry-out-removal.ts';
import type { DirectoryReaders } from './directory/directory-reader.ts';
import { createLookInDirectory } from './provisioning/look-in-directory.ts';
import { createApplyPrivacy } from './privacy/apply-privacy.ts';
import { createCheckMailbox } from './rounds/check-mailbox.ts';
import { createAdvanceRound } from './rounds/advance-round.ts';
import { createCheckSeat } from './seats/check-seat.ts';
import { createCarryOutTerm } from './seats/terms/carry-out-term.ts';
import { createVoidSeat } from './seats/void-seat.ts';
import type { CoreDeps } from './deps.ts';
import type { WorkHandlers } from './work/work-handler.ts';

export type WorkHandlersDeps = CoreDeps &
  Pick<OutboxDeps, 'gateways' | 'directories'> & {
    readonly handle: FrontDoor['handle'];
    readonly files: (surface: string) => ChatFiles | undefined;
    readonly documents: (surface: string) => ChatDocuments | undefined;
    readonly writeAgain: WriteAgain;
    readonly heads: HeadAnchors;
    readonly signatures: readonly Signature[];
    readonly providers: MailboxProviders;
    readonly probe: CredentialProbe;
    readonly directoryReaders: DirectoryReaders;
    readonly txt: TxtResolver;
    readonly sync: SyncConfig;
  };

/** What is done for each kind of work; the one place where a worker's core is assembled. */
export function createWorkHandlers(deps: WorkHandlersDeps): WorkHandlers {
  const sync = createSyncMailbox({ ...deps, config: deps.sync });
  return {
    'outbox.deliver': createDeliverNotice(deps),
    'identity.link': createLinkIdentity(deps),
    'credential.check': createCheckCredential(deps),
    'domain.check': createCheckDomain(deps),
    'domain.contested': createTellOwner(deps),
    'provisioning.look': createLookInDirectory(deps),
    'seat.check': createCheckSeat(deps),
    'mailbox.link': createCheckLink(deps),
    'mailbox.sync': (payload, aborted, lease) => sync(payload, lease, aborted),
    'mailbox.resume': createEndPauses(deps),
    'privacy.apply': createApplyPrivacy(deps),
    'request.remind': createRemindApprovers(deps),
    'request.expire': createExpireRequest(deps),
    'document.hand-over': createHandOverDocument(deps),
    'audit.verify': createVerifyForAsker(deps),
    'directory.read': createReadDirectory(deps),
    'batch.fetch': createFetchList(deps),
    'batch.advance': createAdvanceBatch(deps),
    'mailbox.check': createCheckMailbox(deps),
    'round.advance': createAdvanceRound(deps),
    'seat.void': createVoidSeat(deps),
    'seat.term': createCarryOutTerm(deps),
    'billing.close-period': createClosePeriod(deps),
    'departure.carry-out': createCarryOutDeparture(deps),
    'removal.remind': createRemindRemoval(deps),
    'removal.carry-out': createCarryOutRemoval(deps),
  };
}
