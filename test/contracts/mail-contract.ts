import { afterAll, beforeAll, describe } from 'vitest';
import type { SyncConfig } from '../../core/mailboxes/sync-config.ts';
import { crashRules } from './mail/crash-rules.ts';
import { domainRules } from './mail/domain-rules.ts';
import { erasureRules } from './mail/erasure-rules.ts';
import { failureRules } from './mail/failure-rules.ts';
import { keepingRules } from './mail/keeping-rules.ts';
import { leavingRules } from './mail/leaving-rules.ts';
import { noticeRules } from './mail/notice-rules.ts';
import { privacyChangeRules } from './mail/privacy-change-rules.ts';
import { privacyRules } from './mail/privacy-rules.ts';
import { aReadingFirm, type ReadingFirm } from './mail/reading-firm.ts';
import { removalRules } from './mail/removal-rules.ts';
import { troubleRules } from './mail/trouble-rules.ts';
import type { OpenedStores, StoresSubject } from './stores/tenant.ts';

export type NewFirm = (config?: Partial<SyncConfig> & { readonly pageSize?: number }) => Promise<ReadingFirm>;

/** What reading mailboxes must keep to, on every storage. One storage for all tests, an account of its own for each. */
export function mailContract(subject: StoresSubject): void {
  describe(`reading mailboxes into ${subject.name}`, () => {
    let opened: OpenedStores | undefined;
    beforeAll(async () => {
      opened = await subject.open();
    });
    afterAll(async () => {
      await opened?.[Symbol.asyncDispose]();
    });
    const newFirm: NewFirm = async (config) => {
      if (opened === undefined) throw new Error('The storage is not open');
      return await aReadingFirm(opened, config);
    };

    keepingRules(newFirm);
    crashRules(newFirm);
    removalRules(newFirm);
    failureRules(newFirm);
    noticeRules(newFirm);
    privacyRules(newFirm);
    domainRules(newFirm);
    troubleRules(newFirm);
    erasureRules(newFirm);
    leavingRules(newFirm);
    privacyChangeRules(newFirm);
  });
}
