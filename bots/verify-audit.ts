import { readFile } from 'node:fs/promises';
import type { KeyObject } from 'node:crypto';
import { parseArgs } from 'node:util';
import { exportReport } from '../core/audit/export-report.ts';
import { parsePublicKey } from '../core/audit/head-signature.ts';
import { verifyExport } from '../core/audit/verify-export.ts';

/** For outsiders: `npm run verify -- export.jsonl --key KEY [--heads heads.jsonl] [--head 128:HASH]`, without database or secret. */
const USAGE =
  'npm run verify -- export.jsonl --key <public key> [--key <older key>] [--heads heads.jsonl] [--head <record>:<hash>]';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    key: { type: 'string', multiple: true, default: [] },
    heads: { type: 'string' },
    head: { type: 'string', multiple: true, default: [] },
  },
});
const [file, ...more] = positionals;
if (file === undefined || more.length > 0 || values.key.length === 0) throw new Error(`Usage: ${USAGE}`);

const verified = verifyExport({
  exported: await readFile(file, 'utf8'),
  keys: values.key.map(keyOf),
  heads: values.heads === undefined ? undefined : await readFile(values.heads, 'utf8'),
  posted: values.head.map(endOf),
});
process.stdout.write(`${exportReport(verified).join('\n')}\n`);
process.exitCode = verified.ok ? 0 : 1;

function keyOf(text: string): KeyObject {
  const key = parsePublicKey(text);
  if (!key.ok) throw new Error(`Not a public key of 32 bytes in base64url: ${text}. Usage: ${USAGE}`);
  return key.value;
}

function endOf(text: string): { readonly seq: number; readonly hash: string } {
  const { seq, hash } = /^(?<seq>[1-9][0-9]*):(?<hash>[0-9a-f]{64})$/u.exec(text)?.groups ?? {};
  if (seq === undefined || hash === undefined) throw new Error(`Not a record and its hash: ${text}. Usage: ${USAGE}`);
  return { seq: Number(seq), hash };
}
