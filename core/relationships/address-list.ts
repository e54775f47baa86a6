import { decodeEncodedWords } from './encoded-words.ts';
import type { RawAddress } from './message-head.ts';

/**
 * Reads the text of a From, To, Cc, Bcc, Sender or Reply-To header as real mail writes it: groups, comments, quotes and brackets that never
 * close, addresses without brackets. What holds no address gives nothing. One pass without recursion, because senders choose the text.
 */
export function parseAddressList(header: string): RawAddress[] {
  const scan: Scan = {
    text: header.replaceAll(/\s+/g, ' '),
    at: 0,
    entry: emptyEntry(),
    found: [],
    unclosed: new Set(),
  };
  while (scan.at < scan.text.length) step(scan);
  closeEntry(scan);
  return scan.found;
}

type Entry = { phrase: string; comment: string; angle: string | undefined };
type Scan = {
  readonly text: string;
  at: number;
  entry: Entry;
  readonly found: RawAddress[];
  readonly unclosed: Set<string>;
};

function emptyEntry(): Entry {
  return { phrase: '', comment: '', angle: undefined };
}

function step(scan: Scan): void {
  const character = scan.text.charAt(scan.at);
  switch (character) {
    case '"':
      return takeQuoted(scan);
    case '(':
      return takeComment(scan);
    case '<':
      return takeAngle(scan);
    case ',':
    case ';':
      closeEntry(scan);
      break;
    case ':':
      // The name of a group, or a scheme such as mailto, ends here.
      if (!scan.entry.phrase.includes('@')) scan.entry.phrase = '';
      break;
    case '>':
    case ')':
      scan.entry.phrase += ' ';
      break;
    case '\\':
      break;
    default:
      scan.entry.phrase += character;
  }
  scan.at += 1;
}

function takeQuoted(scan: Scan): void {
  const end = closing(scan, '"', '"');
  const content = end === undefined ? '' : unescaped(scan.text.slice(scan.at + 1, end));
  scan.at = (end ?? scan.at) + 1;
  // A quoted local part belongs to its domain; a quoted name may touch the address: "Jane"jane@example.org.
  scan.entry.phrase += scan.text.charAt(scan.at) === '@' ? content : ` ${content} `;
}

function takeComment(scan: Scan): void {
  const end = closing(scan, '(', ')');
  if (end !== undefined && scan.entry.comment === '') scan.entry.comment = unescaped(scan.text.slice(scan.at + 1, end));
  scan.entry.phrase += ' ';
  scan.at = (end ?? scan.at) + 1;
}

function takeAngle(scan: Scan): void {
  const rest = scan.text.slice(scan.at + 1, scan.at + 1 + LONGEST_ANGLE);
  const end = rest.search(/[<>]/);
  const isClosed = rest.charAt(end) === '>';
  const content = isClosed ? rest.slice(0, end) : (rest.split(/[,;<]/, 1)[0] ?? '');
  if (content.includes('@')) scan.entry.angle = content;
  else scan.entry.phrase += ` ${content}`;
  scan.at += 1 + content.length + (isClosed ? 1 : 0);
}

/** Longer than any address with a route in front of it. */
const LONGEST_ANGLE = 1000;

/** Where the quote or comment that opens here closes; a kind found unclosed once is literal text from there on. */
function closing(scan: Scan, open: string, close: string): number | undefined {
  if (scan.unclosed.has(open)) return undefined;
  let depth = 0;
  for (let at = scan.at; at < scan.text.length; at += 1) {
    const character = scan.text.charAt(at);
    if (character === '\\') at += 1;
    else if (character === close && at > scan.at) depth -= 1;
    else if (character === open) depth += 1;
    if (depth === 0) return at;
  }
  scan.unclosed.add(open);
  return undefined;
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, '$1');
}

function closeEntry(scan: Scan): void {
  const { phrase, comment, angle } = scan.entry;
  scan.entry = emptyEntry();
  const words = phrase.split(' ').filter((word) => word !== '');
  if (angle === undefined && words.every((word) => word.includes('@'))) {
    for (const word of words) addFound(scan, word, comment);
  } else if (angle === undefined) {
    const bare = words.findIndex((word) => word.indexOf('@') > 0);
    addFound(scan, words[bare] ?? '', words.toSpliced(bare, 1).join(' '));
  } else {
    addFound(scan, angle, words.length > 0 ? words.join(' ') : comment);
  }
}

function addFound(scan: Scan, text: string, title: string): void {
  const address = addressIn(text);
  if (address === undefined) return;
  const name = decodeEncodedWords(title).trim();
  scan.found.push(name === '' ? { address } : { name, address });
}

/** Drops the route of RFC 822 (`@relay:jane@example.org`), a scheme, quotes, and the white space that old mail puts around dots. */
function addressIn(text: string): string | undefined {
  const bare = text
    .slice(text.lastIndexOf(':') + 1)
    .replaceAll('"', '')
    .replaceAll(/ ?([.@]) ?/g, '$1')
    .trim();
  const at = bare.lastIndexOf('@');
  return at > 0 && at < bare.length - 1 && !bare.includes(' ') ? bare : undefined;
}
