import { describe, expect, test } from 'vitest';
import { headOf } from '../../core/audit/audit-record.ts';
import type { HeadFile } from '../../core/audit/head-anchors.ts';
import { signHead } from '../../core/audit/head-signature.ts';
import { accountId, aChain, otherAccountId } from '../core/audit/sample-chain.ts';
import { aSigningKey } from '../core/audit/signing-keys.ts';

type Opened = AsyncDisposable & { readonly file: HeadFile };

export function headFileContract({
  name,
  open,
}: {
  readonly name: string;
  readonly open: () => Promise<Opened>;
}): void {
  describe(`heads kept in ${name}`, () => {
    test('are none before the first', async () => {
      await using opened = await open();

      expect(await opened.file.read(accountId)).toEqual([]);
    });

    test('come back as they were signed, oldest first', async () => {
      await using opened = await open();
      const signed = aChain(3).map((record) => signHead(aSigningKey('ours'), headOf(record)));

      for (const one of signed) await opened.file.append(accountId, one);

      expect(await opened.file.read(accountId)).toEqual(signed);
    });

    test('belong to one account', async () => {
      await using opened = await open();
      const [first] = aChain(1);
      if (first === undefined) throw new Error('The sample chain is empty');

      await opened.file.append(accountId, signHead(aSigningKey('ours'), headOf(first)));

      expect(await opened.file.read(otherAccountId)).toEqual([]);
    });
  });
}
