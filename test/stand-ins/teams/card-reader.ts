import { z } from 'zod';

/** Everything on a card that a person reads, split by whether the client reads it as Markdown. */
export type CardText = {
  readonly markdown: readonly string[];
  readonly literal: readonly string[];
  readonly all: string;
};

const node = z.looseObject({
  type: z.string().optional(),
  text: z.string().optional(),
  title: z.string().optional(),
  label: z.string().optional(),
  value: z.unknown().optional(),
  inlines: z.array(z.looseObject({ text: z.string() })).optional(),
  facts: z.array(z.object({ title: z.string(), value: z.string() })).optional(),
});

type CardNode = z.infer<typeof node>;

/** Reads a card in the order a person meets it, with the escapes undone. Fallbacks are another client's card. */
export function readCard(card: unknown): CardText {
  const markdown: string[] = [];
  const literal: string[] = [];
  const lines: string[] = [];
  for (const element of nodesOf(card)) {
    const text = textOf(element);
    markdown.push(...text.markdown);
    literal.push(...text.literal);
    lines.push([...text.markdown.map(withoutMarkdown), text.literal.join('')].filter((part) => part !== '').join(' '));
  }
  return {
    markdown,
    literal,
    all: lines
      .filter((line) => line !== '')
      .join('\n')
      .replaceAll('\u2060', ''),
  };
}

/** All elements and actions, depth first, without the fallbacks. */
export function nodesOf(card: unknown): readonly CardNode[] {
  if (Array.isArray(card)) return card.flatMap((part) => nodesOf(part));
  const parsed = node.safeParse(card);
  if (!parsed.success) return [];
  const { body, actions, items, columns, rows, cells, choices } = parsed.data;
  return [parsed.data, ...[body, items, columns, rows, cells, choices, actions].flatMap((part) => nodesOf(part))];
}

function textOf({ type, text, title, label, inlines, facts }: CardNode): Omit<CardText, 'all'> {
  if (type === 'TextBlock') return { markdown: [text ?? ''], literal: [] };
  if (facts !== undefined) return { markdown: facts.flatMap((fact) => [fact.title, fact.value]), literal: [] };
  if (inlines !== undefined) return { markdown: [], literal: inlines.map((inline) => inline.text) };
  return { markdown: [], literal: [label, title].filter((part) => part !== undefined) };
}

function withoutMarkdown(text: string): string {
  return text.replaceAll(/(?<!\\)\[((?:\\.|[^\]\\])*)\]\([^)]*\)/g, '$1').replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');
}
