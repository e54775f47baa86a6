import { afterAll, beforeAll, describe } from 'vitest';
import { accountRules } from './stores/account-rules.ts';
import { approvalGroundRules } from './stores/approval-ground-rules.ts';
import { approvalRules } from './stores/approval-rules.ts';
import { auditRules } from './stores/audit-rules.ts';
import { batchRules } from './stores/batch-rules.ts';
import { billingRules } from './stores/billing-rules.ts';
import { statementRules } from './stores/statement-rules.ts';
import { chatRules } from './stores/chat-rules.ts';
import { crmPageRules } from './stores/crm-page-rules.ts';
import { crmRules } from './stores/crm-rules.ts';
import { decommissionRules } from './stores/decommission-rules.ts';
import { directoryRules } from './stores/directory-rules.ts';
import { documentRules } from './stores/document-rules.ts';
import { departureRules } from './stores/departure-rules.ts';
import { mailRules } from './stores/mail-rules.ts';
import { mailboxRules } from './stores/mailbox-rules.ts';
import { noticeRules } from './stores/notice-rules.ts';
import { peopleRules } from './stores/people-rules.ts';
import { recordRules } from './stores/record-rules.ts';
import { removalRules } from './stores/removal-rules.ts';
import { provisioningRules } from './stores/provisioning-rules.ts';
import { roundRules } from './stores/round-rules.ts';
import { rightsRules } from './stores/rights-rules.ts';
import { seatRules } from './stores/seat-rules.ts';
import { termRules } from './stores/term-rules.ts';
import { setupRules } from './stores/setup-rules.ts';
import { aTenant, type NewTenant, type OpenedStores, type StoresSubject } from './stores/tenant.ts';
import { transactionRules } from './stores/transaction-rules.ts';
import { versionRules } from './stores/version-rules.ts';
import { workRules } from './stores/work-rules.ts';

/** What every storage must keep to. One storage for all tests, an account of its own for each. */
export function storesContract(subject: StoresSubject): void {
  describe(`the storage in ${subject.name}`, () => {
    let opened: OpenedStores | undefined;
    beforeAll(async () => {
      opened = await subject.open();
    });
    afterAll(async () => {
      await opened?.[Symbol.asyncDispose]();
    });
    const newTenant: NewTenant = async () => {
      if (opened === undefined) throw new Error('The storage is not open');
      return await aTenant(opened);
    };

    transactionRules(newTenant, subject);
    versionRules(newTenant);
    accountRules(newTenant);
    peopleRules(newTenant);
    seatRules(newTenant);
    termRules(newTenant);
    rightsRules(newTenant);
    provisioningRules(newTenant);
    batchRules(newTenant);
    roundRules(newTenant);
    setupRules(newTenant);
    billingRules(newTenant);
    statementRules(newTenant);
    approvalRules(newTenant);
    approvalGroundRules(newTenant);
    chatRules(newTenant);
    documentRules(newTenant);
    directoryRules(newTenant);
    noticeRules(newTenant);
    auditRules(newTenant);
    mailboxRules(newTenant);
    workRules(newTenant);
    mailRules(newTenant);
    crmRules(newTenant);
    crmPageRules(newTenant);
    recordRules(newTenant);
    removalRules(newTenant);
    departureRules(newTenant);
    decommissionRules(newTenant);
  });
}
