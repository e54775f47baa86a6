import { parseExport } from '../audit/audit-export.ts';
import { err, ok, unreachable, type Result } from '../result.ts';
import { CERTIFICATE_FORMAT, hashOfCertificate } from './certificate.ts';

export type CertificateRejected = { readonly kind: 'no-certificate' | 'not-recorded' };

/** Whether an audit log, whose chain was verified before, has a record of exactly this certificate; answers which. */
export function checkCertificate(text: string, exported: string): Result<number, CertificateRejected> {
  const certificate = text.trim();
  if (!certificate.includes(`"format":"${CERTIFICATE_FORMAT}"`)) return err({ kind: 'no-certificate' });
  const log = parseExport(exported);
  if (!log.ok) throw new Error('An export that was verified cannot be read', { cause: log.error });
  const hash = hashOfCertificate(certificate);
  const record = log.value.records.find(
    ({ kind, facts }) => kind === 'removal.completed' && facts['certificate'] === hash,
  );
  return record === undefined ? err({ kind: 'not-recorded' }) : ok(record.seq);
}

export function certificateReport(checked: Result<number, CertificateRejected>): string {
  if (checked.ok) return `The certificate is genuine: record ${checked.value} holds its hash.`;
  switch (checked.error.kind) {
    case 'no-certificate':
      return 'The file is no removal certificate.';
    case 'not-recorded':
      return 'The certificate is not genuine: no record of a completed removal holds its hash.';
    default:
      return unreachable(checked.error.kind);
  }
}
