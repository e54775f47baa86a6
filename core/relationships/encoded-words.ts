/** Decodes the encoded words of RFC 2047; a word in an unknown charset or with broken content stays as it is written. */
export function decodeEncodedWords(text: string): string {
  if (!text.includes('=?')) return text;
  const words = [...text.matchAll(/=\?([^?\s]+)\?([bq])\?([^?]*)\?=/gi)].map(readWord);
  let decoded = '';
  let end = 0;
  for (const run of runsOfOneCharset(text, words)) {
    const gap = text.slice(end, run.start);
    // White space between two encoded words only separates them.
    decoded += end > 0 && gap.trim() === '' ? '' : gap;
    decoded += decodeRun(run) ?? text.slice(run.start, run.end);
    end = run.end;
  }
  return decoded + text.slice(end);
}

type Word = {
  readonly start: number;
  readonly end: number;
  readonly charset: string;
  readonly bytes: Uint8Array | undefined;
};
type Run = {
  readonly start: number;
  end: number;
  readonly charset: string;
  readonly parts: (Uint8Array | undefined)[];
};

function readWord(match: RegExpExecArray): Word {
  const [whole, charset = '', encoding = '', content = ''] = match;
  const bytes = encoding.toLowerCase() === 'b' ? bytesOfBase64(content) : bytesOfQuoted(content);
  // RFC 2231 lets a language follow the charset: utf-8*en.
  return {
    start: match.index,
    end: match.index + whole.length,
    charset: charset.split('*', 1)[0]?.toLowerCase() ?? '',
    bytes,
  };
}

/** Senders split a multi-byte character over two words, so neighbours of one charset are decoded together. */
function runsOfOneCharset(text: string, words: readonly Word[]): Run[] {
  const runs: Run[] = [];
  for (const { bytes, ...word } of words) {
    const last = runs.at(-1);
    if (last?.charset === word.charset && text.slice(last.end, word.start).trim() === '') {
      last.end = word.end;
      last.parts.push(bytes);
    } else {
      runs.push({ ...word, parts: [bytes] });
    }
  }
  return runs;
}

function decodeRun({ charset, parts }: Run): string | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  try {
    return new TextDecoder(charset).decode(Uint8Array.from(known.flatMap((part) => [...part])));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function bytesOfBase64(content: string): Uint8Array | undefined {
  try {
    return Uint8Array.fromBase64(content);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function bytesOfQuoted(content: string): Uint8Array {
  const raw = content
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
  return Uint8Array.from(raw, (character) => (character.codePointAt(0) ?? 0) & 0xff);
}
