import { readFile } from 'node:fs/promises';
import type { KeyObject } from 'node:crypto';
import { parseArgs } from 'node:util';
import { parseExport } from '../core/audit/audit-export.ts';
import { exportReport } from '../core/audit/export-report.ts';
import { parsePublicKey } from '../core/audit/head-signature.ts';
import { verifyExport } from '../core/audit/verify-export.ts';
import { checkReceipt } from '../core/receipts/check-receipt.ts';
import { compareWithLog, comparisonReport } from '../core/receipts/compare-with-log.ts';
import { certificateReport, checkCertificate } from '../core/removals/check-certificate.ts';
import { isReceipt } from '../core/receipts/receipt-json.ts';
import { receiptReport } from '../core/receipts/receipt-report.ts';

const USAGE = `npm run verify -- <export.jsonl or receipt.json> --key <public key> [--key <older key>] [--heads heads.jsonl] [--head <record>:<hash>] [--receipt receipt.json] [--certificate certificate.json]`;

/**
 * For outsiders, without database or secret: an exported audit log or one receipt. Ends with 0 when it is sound, 1 when it
 * is not, 2 when it was not checked.
 */
try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nUsage: ${USAGE}\n`);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string', multiple: true, default: [] },
      heads: { type: 'string' },
      head: { type: 'string', multiple: true, default: [] },
      receipt: { type: 'string' },
      certificate: { type: 'string' },
    },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Error('Name one export or one receipt.');
  if (values.key.length === 0) throw new Error('Name the public key: it is in the messages about sealed heads.');
  const text = await readFile(file, 'utf8');
  const keys = values.key.map(keyOf);
  if (isReceipt(text)) {
    const checked = checkReceipt(text, keys);
    return ended(receiptReport(checked), checked.ok);
  }
  const verified = verifyExport({
    exported: text,
    keys,
    heads: values.heads === undefined ? undefined : await readFile(values.heads, 'utf8'),
    posted: values.head.map(endOf),
  });
  if (!verified.ok) return ended(exportReport(verified), false);
  const against = [
    ...(values.receipt === undefined ? [] : [receiptAgainst(text, await readFile(values.receipt, 'utf8'), keys)]),
    ...(values.certificate === undefined ? [] : [certificateAgainst(text, await readFile(values.certificate, 'utf8'))]),
  ];
  const report = [...exportReport(verified), ...against.flatMap((one) => one.report)];
  return ended(
    report,
    against.every(({ isSound }) => isSound),
  );
}

type Against = { readonly report: readonly string[]; readonly isSound: boolean };

/** The receipt by itself, and then whether the log holds what it was given out from. */
function receiptAgainst(exported: string, text: string, keys: readonly KeyObject[]): Against {
  const checked = checkReceipt(text, keys);
  const log = parseExport(exported);
  if (!checked.ok || !log.ok) return { report: receiptReport(checked), isSound: false };
  const compared = compareWithLog(checked.value, log.value);
  return { report: [...receiptReport(checked), comparisonReport(compared, log.value.part)], isSound: compared.ok };
}

function certificateAgainst(exported: string, text: string): Against {
  const certified = checkCertificate(text, exported);
  return { report: [certificateReport(certified)], isSound: certified.ok };
}

function ended(report: readonly string[], isSound: boolean): number {
  process.stdout.write(`${report.join('\n')}\n`);
  return isSound ? 0 : 1;
}

function keyOf(text: string): KeyObject {
  const key = parsePublicKey(text);
  if (!key.ok) throw new Error(`Not a public key of 32 bytes in base64url: ${text}`);
  return key.value;
}

function endOf(text: string): { readonly seq: number; readonly hash: string } {
  const { seq, hash } = /^(?<seq>[1-9][0-9]*):(?<hash>[0-9a-f]{64})$/u.exec(text)?.groups ?? {};
  if (seq === undefined || hash === undefined) throw new Error(`Not the number of a record and its hash: ${text}`);
  return { seq: Number(seq), hash };
}
