import { expect, test } from 'vitest';
import { exportChain } from '../../../core/audit/audit-export.ts';
import { certificateHash, certificateText } from '../../../core/removals/certificate.ts';
import { certificateOf } from '../../../core/removals/certificate-of.ts';
import { checkCertificate } from '../../../core/removals/check-certificate.ts';
import { appendRecord } from '../../../core/audit/append-record.ts';
import { startOfChain } from '../../../core/audit/audit-record.ts';
import { ACME, NOW } from '../../builders/ids.ts';
import { aRemoval, removalIn } from '../../builders/removals.ts';
import { seededEntropy } from '../secrets/seeded-entropy.ts';

const { executing } = removalIn(aRemoval());
if (executing.state !== 'executing') throw new Error('The builder is wrong');
const certificate = certificateOf(executing, NOW);
const text = certificateText(certificate);

const record = appendRecord({ entropy: seededEntropy('certificate'), personKeys: new Map() }, startOfChain(ACME), {
  kind: 'removal.completed',
  at: NOW,
  actor: { kind: 'job', job: 'removal.carry-out' },
  subject: { kind: 'removal', id: executing.id },
  facts: { certificate: certificateHash(certificate) },
  personal: [],
});
if (!record.ok) throw new Error(record.error.kind);
const exported = exportChain({ accountId: ACME, records: [record.value], heads: [] });

test('a certificate as it was shown is found in the exported audit log, with or without a line break at its end', () => {
  expect([checkCertificate(text, exported), checkCertificate(`${text}\n`, exported)]).toEqual([
    { ok: true, value: 1 },
    { ok: true, value: 1 },
  ]);
});

test('a certificate of which one count was changed is not', () => {
  const altered = text.replace('"messages":12', '"messages":11');

  expect(altered).not.toBe(text);
  expect(checkCertificate(altered, exported)).toEqual({ ok: false, error: { kind: 'not-recorded' } });
});

test('another file is no certificate', () => {
  expect(checkCertificate('{}', exported)).toEqual({ ok: false, error: { kind: 'no-certificate' } });
});
