import { untrustedText } from '../../core/views/untrusted-text.ts';

const WORD_JOINER = '\u2060';

/** For places that read no Markdown (text runs, buttons, labels). Cards still evaluate date functions in them. */
export function inert(text: string): string {
  return untrustedText(text).replaceAll('{{', `{${WORD_JOINER}{`);
}

/** For the sentence of a tick box, which some clients read as Markdown and others show with its backslashes. */
export function inertSentence(text: string): string {
  return inert(text).replaceAll('](', `]${WORD_JOINER}(`);
}

/** For places that read Markdown (text blocks and facts): what could format, link or evaluate is escaped. */
export function escapeMarkdown(text: string): string {
  return untrustedText(text)
    .replaceAll(/[\\`*_[\]<>~{}&|]/g, String.raw`\$&`)
    .replaceAll('://', String.raw`\://`)
    .replace(/^(\s*)(#|[-+](?=\s)|=)/, String.raw`$1\$2`)
    .replace(/^(\s*\d+)([.)])(?=\s)/, String.raw`$1\$2`);
}
