import { decodeCsv, type UndecodableCsv } from '../csv/decode-csv.ts';
import { unreachable, type Result } from '../result.ts';
import type { ListFileRefused, ListFiles } from './list-files.ts';

export type FileRefused = ListFileRefused | UndecodableCsv;

export async function fileText(files: ListFiles, path: string): Promise<Result<string, FileRefused>> {
  const bytes = await files.read(path);
  return bytes.ok ? decodeCsv(bytes.value) : bytes;
}

export function fileRefusedSentence({ kind }: FileRefused): string {
  switch (kind) {
    case 'no-such-file':
      return 'There is no such file. Check the path; it is read on the machine that Usher runs on.';
    case 'not-readable':
      return 'This process may not read it. Change its permissions, or choose another place.';
    case 'too-large':
      return 'It is larger than 1 MiB. Split it in parts.';
    case 'not-utf-8':
      return 'It is not UTF-8, so names would be garbled. Save it as CSV UTF-8.';
    default:
      return unreachable(kind);
  }
}
