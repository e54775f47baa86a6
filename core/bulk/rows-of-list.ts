import { HEADER_LINE } from './read-header.ts';
import type { WrittenRow } from './written-row.ts';

/**
 * Several people written one after the other, each on a line of its own or with commas or semicolons between them:
 * addresses with or without a name before or after each.
 */
export function rowsOfList(text: string): readonly WrittenRow[] {
  return text
    .split(/[\r\n]+/u)
    .flatMap(entriesOnLine)
    .map((entry, index) => ({ number: index + 1, ...entry }));
}

/** Whether several people were written where one is expected. */
export function isSeveral(text: string): boolean {
  return text.split(/[\s,;]+/u).filter(isAddress).length > 1;
}

type Entry = Omit<WrittenRow, 'number'>;

/** One person may be written with a comma, as a table has it; with several on the line a comma begins the next. */
function entriesOnLine(line: string): readonly Entry[] {
  if (line.split(/[\s,;]+/u).filter(isAddress).length !== 1) return line.split(/[,;\t]/u).flatMap(entriesIn);
  const values = line.split(/[,;\t]/u).filter((value) => value.trim() !== '');
  const entries = entriesIn(values.join(' '));
  return values.length > 2 ? entries.map((entry) => ({ ...entry, broken: NEEDS_HEADER })) : entries;
}

const NEEDS_HEADER = `What the values mean is not said. Put a header line above the rows, such as ${HEADER_LINE}.`;

/** Without a comma in between, every address begins another person, and the words after it are their name. */
function entriesIn(segment: string): readonly Entry[] {
  const words = segment.split(/\s+/u).filter((word) => word !== '');
  const places = words.flatMap((word, index) => (isAddress(word) ? [index] : []));
  const [first] = places;
  if (words.length === 0) return [];
  if (first === undefined) return [personWith(words.join(' '), [])];
  if (places.length === 1) return [personWith(words[first] ?? '', words.toSpliced(first, 1))];
  const named = places.map((from, index) => personWith(words[from] ?? '', words.slice(from + 1, places[index + 1])));
  return first === 0 ? named : [personWith(words.slice(0, first).join(' '), []), ...named];
}

function personWith(raw: string, words: readonly string[]): Entry {
  const address = raw.replaceAll(/^[<"“]+|[>"”]+$/gu, '');
  const fullName = words.join(' ').replaceAll(/^["“]+|["”]+$/gu, '');
  if (fullName !== '') return { values: { address, fullName }, broken: undefined, remark: undefined };
  const remark = 'The name was taken from the address.';
  return { values: { address, fullName: nameFrom(address) }, broken: undefined, remark };
}

function isAddress(word: string): boolean {
  return word.includes('@');
}

/** ada.lovelace@company.example is most likely Ada Lovelace; whoever confirms sees that it was guessed. */
function nameFrom(address: string): string {
  return address
    .split(/[@+]/u, 1)
    .join('')
    .split(/[._\d-]+/u)
    .filter((part) => part !== '')
    .map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}`)
    .join(' ');
}
