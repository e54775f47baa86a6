import { describe, expect, test } from 'vitest';
import type { Document } from '../../../core/documents/document.ts';
import { anOpenDelivery } from '../../builders/chat.ts';
import { aDocument, aDocumentBase, DOCUMENT_STATES } from '../../builders/documents.ts';
import { failureOf, type NewTenant, type Tenant } from './tenant.ts';

export function documentRules(newTenant: NewTenant): void {
  describe('documents', () => {
    test.each(Object.values(DOCUMENT_STATES))('come back as they were stored: %o', async (state) => {
      const tenant = await newTenant();
      const deliveryId = await aStoredDelivery(tenant);
      const { accountId, ada, run } = tenant;
      const document: Document = { ...aDocumentBase({ accountId, memberId: ada.id, deliveryId }), ...state };

      await run(({ documents }) => documents.add(document));

      expect(await run(({ documents }) => documents.get(document.id))).toEqual(document);
    });

    test('take whatever somebody typed', async () => {
      const tenant = await newTenant();
      const deliveryId = await aStoredDelivery(tenant);
      const { accountId, ada, run } = tenant;
      const call = { command: 'list', args: { search: 'a\0b\ud800', part: 1 } };

      const document = { ...aDocument({ accountId, memberId: ada.id, deliveryId }), call };
      await run(({ documents }) => documents.add(document));

      expect(await run(({ documents }) => documents.get(document.id))).toMatchObject({ call: { args: { part: 1 } } });
    });

    test('belong to a delivery that there is', async () => {
      const { accountId, ada, run } = await newTenant();
      const document = aDocument({ accountId, memberId: ada.id });

      expect(await failureOf(run(({ documents }) => documents.add(document)))).toBeInstanceOf(Error);
      expect(await run(({ documents }) => documents.get(document.id))).toBeUndefined();
    });
  });
}

async function aStoredDelivery({ run, accountId }: Pick<Tenant, 'run' | 'accountId'>) {
  const delivery = anOpenDelivery({ accountId });
  await run(({ deliveries }) => deliveries.claim(delivery));
  return delivery.id;
}
