import type { WorkHandlers } from '../core/work/work-handler.ts';
import { createCarryOutDepartureJob } from './definitions/carry-out-departure.ts';
import { createAdvanceRoundJob } from './definitions/advance-round.ts';
import { createAdvanceBatchJob } from './definitions/advance-batch.ts';
import { createCarryOutRemovalJob } from './definitions/carry-out-removal.ts';
import { createApplyPrivacyJob } from './definitions/apply-privacy.ts';
import { createCheckCredentialJob } from './definitions/check-credential.ts';
import { createCheckDomainJob } from './definitions/check-domain.ts';
import { createCheckMailboxJob } from './definitions/check-mailbox.ts';
import { createCheckSeatJob } from './definitions/check-seat.ts';
import { createClosePeriodJob } from './definitions/close-period.ts';
import { createDeliverNoticeJob } from './definitions/deliver-notice.ts';
import { createEndPausesJob } from './definitions/end-pauses.ts';
import { createExpireRequestJob } from './definitions/expire-request.ts';
import { createFetchListJob } from './definitions/fetch-list.ts';
import { createHandOverDocumentJob } from './definitions/hand-over-document.ts';
import { createLinkIdentityJob } from './definitions/link-identity.ts';
import { createLookInDirectoryJob } from './definitions/look-in-directory.ts';
import { createLinkMailboxJob } from './definitions/link-mailbox.ts';
import { createReadDirectoryJob } from './definitions/read-directory.ts';
import { createRemindApproversJob } from './definitions/remind-approvers.ts';
import { createRemindRemovalJob } from './definitions/remind-removal.ts';
import { createSyncMailboxJob } from './definitions/sync-mailbox.ts';
import { createCarryOutTermJob } from './definitions/carry-out-term.ts';
import { createTellOwnerJob } from './definitions/tell-owner.ts';
import { createVerifyAuditLogJob } from './definitions/verify-audit-log.ts';
import { createVoidSeatJob } from './definitions/void-seat.ts';
import type { Jobs } from './job.ts';

/** Every kind of work has a job, or this does not compile. */
export function defineJobs(core: WorkHandlers): Jobs {
  return {
    'outbox.deliver': createDeliverNoticeJob({ deliverNotice: core['outbox.deliver'] }),
    'identity.link': createLinkIdentityJob({ linkIdentity: core['identity.link'] }),
    'credential.check': createCheckCredentialJob({ checkCredential: core['credential.check'] }),
    'domain.check': createCheckDomainJob({ checkDomain: core['domain.check'] }),
    'domain.contested': createTellOwnerJob({ tellOwner: core['domain.contested'] }),
    'provisioning.look': createLookInDirectoryJob({ lookInDirectory: core['provisioning.look'] }),
    'seat.check': createCheckSeatJob({ checkSeat: core['seat.check'] }),
    'mailbox.link': createLinkMailboxJob({ checkLink: core['mailbox.link'] }),
    'mailbox.sync': createSyncMailboxJob({ syncMailbox: core['mailbox.sync'] }),
    'mailbox.resume': createEndPausesJob({ endPauses: core['mailbox.resume'] }),
    'privacy.apply': createApplyPrivacyJob({ applyPrivacy: core['privacy.apply'] }),
    'request.remind': createRemindApproversJob({ remindApprovers: core['request.remind'] }),
    'request.expire': createExpireRequestJob({ expireRequest: core['request.expire'] }),
    'document.hand-over': createHandOverDocumentJob({ handOverDocument: core['document.hand-over'] }),
    'audit.verify': createVerifyAuditLogJob({ verifyForAsker: core['audit.verify'] }),
    'directory.read': createReadDirectoryJob({ readDirectory: core['directory.read'] }),
    'batch.fetch': createFetchListJob({ fetchList: core['batch.fetch'] }),
    'batch.advance': createAdvanceBatchJob({ advanceBatch: core['batch.advance'] }),
    'mailbox.check': createCheckMailboxJob({ checkMailbox: core['mailbox.check'] }),
    'round.advance': createAdvanceRoundJob({ advanceRound: core['round.advance'] }),
    'seat.void': createVoidSeatJob({ voidSeat: core['seat.void'] }),
    'seat.term': createCarryOutTermJob({ carryOutTerm: core['seat.term'] }),
    'billing.close-period': createClosePeriodJob({ closePeriod: core['billing.close-period'] }),
    'departure.carry-out': createCarryOutDepartureJob({ carryOutDeparture: core['departure.carry-out'] }),
    'removal.remind': createRemindRemovalJob({ remindRemoval: core['removal.remind'] }),
    'removal.carry-out': createCarryOutRemovalJob({ carryOutRemoval: core['removal.carry-out'] }),
  };
}

export function handlersOf(jobs: Jobs): WorkHandlers {
  return {
    'outbox.deliver': jobs['outbox.deliver'].run,
    'identity.link': jobs['identity.link'].run,
    'credential.check': jobs['credential.check'].run,
    'domain.check': jobs['domain.check'].run,
    'domain.contested': jobs['domain.contested'].run,
    'provisioning.look': jobs['provisioning.look'].run,
    'seat.check': jobs['seat.check'].run,
    'mailbox.link': jobs['mailbox.link'].run,
    'mailbox.sync': jobs['mailbox.sync'].run,
    'mailbox.resume': jobs['mailbox.resume'].run,
    'privacy.apply': jobs['privacy.apply'].run,
    'request.remind': jobs['request.remind'].run,
    'request.expire': jobs['request.expire'].run,
    'document.hand-over': jobs['document.hand-over'].run,
    'audit.verify': jobs['audit.verify'].run,
    'directory.read': jobs['directory.read'].run,
    'batch.fetch': jobs['batch.fetch'].run,
    'batch.advance': jobs['batch.advance'].run,
    'mailbox.check': jobs['mailbox.check'].run,
    'round.advance': jobs['round.advance'].run,
    'seat.void': jobs['seat.void'].run,
    'seat.term': jobs['seat.term'].run,
    'billing.close-period': jobs['billing.close-period'].run,
    'departure.carry-out': jobs['departure.carry-out'].run,
    'removal.remind': jobs['removal.remind'].run,
    'removal.carry-out': jobs['removal.carry-out'].run,
  };
}
