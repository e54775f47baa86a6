import { z } from 'zod';

type Mask = ReadonlyMap<string, Mask | undefined>;

/**
 * What `fields` leaves of an answer: `a,b/c,d(e,f)`, applied to every element of a list. A mask that cannot be read is
 * undefined, and Google refuses it: developers.google.com/workspace/gmail/api/guides/performance#partial.
 */
export function fieldMask(text: string): ((body: unknown) => unknown) | undefined {
  const tokens = text.match(/[\w*-]+|[(),/]/gu) ?? [];
  if (tokens.join('') !== text.replaceAll(/\s/gu, '')) return undefined;
  const reader = { tokens, at: 0 };
  const mask = readList(reader);
  return mask === undefined || reader.at < tokens.length ? undefined : (body) => masked(body, mask);
}

type Reader = { readonly tokens: readonly string[]; at: number };

function readList(reader: Reader): Mask | undefined {
  const mask = new Map<string, Mask | undefined>();
  for (;;) {
    const name = reader.tokens[reader.at];
    if (name === undefined || /^[(),/]$/u.test(name)) return undefined;
    reader.at += 1;
    const inner = readInner(reader);
    if (inner === 'broken') return undefined;
    const before = mask.get(name);
    mask.set(name, before === undefined || inner === undefined ? inner : new Map([...before, ...inner]));
    if (reader.tokens[reader.at] !== ',') return mask;
    reader.at += 1;
  }
}

function readInner(reader: Reader): Mask | undefined | 'broken' {
  const mark = reader.tokens[reader.at];
  if (mark === '/') {
    reader.at += 1;
    const name = reader.tokens[reader.at];
    if (name === undefined) return 'broken';
    reader.at += 1;
    const deeper = readInner(reader);
    return deeper === 'broken' ? 'broken' : new Map([[name, deeper]]);
  }
  if (mark !== '(') return undefined;
  reader.at += 1;
  const list = readList(reader);
  if (list === undefined || reader.tokens[reader.at] !== ')') return 'broken';
  reader.at += 1;
  return list;
}

const record = z.record(z.string(), z.unknown());

function masked(body: unknown, mask: Mask): unknown {
  if (Array.isArray(body)) return body.map((each) => masked(each, mask));
  const members = record.safeParse(body);
  if (!members.success) return body;
  const kept = Object.entries(members.data).flatMap(([name, value]) => {
    const isNamed = mask.has(name) || mask.has('*');
    const inner = mask.get(name) ?? mask.get('*');
    return isNamed ? [[name, inner === undefined ? value : masked(value, inner)]] : [];
  });
  return Object.fromEntries(kept);
}
