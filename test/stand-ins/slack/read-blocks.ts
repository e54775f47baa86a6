import type { SlackMessage } from '../../../bots/slack/render.ts';

/** Every string somebody can read, in reading order, with Slack's three escapes undone. */
export function readableText(blocks: readonly unknown[]): string {
  return unescaped(readable(blocks).join(' '));
}

export function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Rich text runs on within a line; everything else stands apart. */
function readable(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(readable);
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && isInlineHolder(value)) return [value.elements.flatMap(readable).join('')];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' && (key === 'text' || key === 'fallback') ? [inner] : readable(inner),
  );
}

function isInlineHolder(value: object): value is { readonly elements: readonly unknown[] } {
  const type = 'type' in value ? value.type : undefined;
  return (
    (type === 'rich_text_section' || type === 'rich_text_quote') && 'elements' in value && Array.isArray(value.elements)
  );
}

export function buttonsOf({ blocks }: SlackMessage): readonly { readonly label: string; readonly target: string }[] {
  return blocks
    .flatMap((block) => (block.type === 'actions' ? block.elements : []))
    .flatMap((element) =>
      element.type === 'button' ? [{ label: element.text.text, target: element.value ?? element.url ?? '' }] : [],
    );
}

/** All strings that Slack would read markup in: whatever is not a `text` inside plain or rich text. */
export function markedUpStrings(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(markedUpStrings);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && value.type === 'mrkdwn' ? [JSON.stringify(value)] : [];
  return [...own, ...Object.values(value).flatMap(markedUpStrings)];
}

export function addressesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(addressesOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'url' && typeof inner === 'string' ? [inner] : addressesOf(inner),
  );
}

export function rawStrings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(rawStrings);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(rawStrings) : [];
}
