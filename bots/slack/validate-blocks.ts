import type {
  ActionsBlock,
  Button,
  ImageBlock,
  InputBlock,
  KnownBlock,
  RichTextBlock,
  RichTextElement,
} from '@slack/types';
import type { SlackForm } from './form.ts';
import { SLACK_LIMITS } from './limits.ts';
import { validateInput } from './validate-input.ts';
import { atMost, textBetween } from './within-limits.ts';

/** What Slack would refuse about the blocks of a message; empty when it would take them. */
export function validateBlocks(blocks: readonly KnownBlock[]): string[] {
  const tables = blocks.filter(({ type }) => type === 'table').length;
  return [
    ...atMost('message blocks', blocks.length, SLACK_LIMITS.blocksPerMessage),
    ...atMost('message tables', tables, SLACK_LIMITS.tablesPerMessage),
    ...atMost('message block text', textLength(blocks), SLACK_LIMITS.messageBlockText),
    ...uniqueBlockIds(blocks),
    ...blocks.flatMap((block, index) => validateBlock(block, `blocks[${index}]`)),
  ];
}

/** The same for a modal, whose title, buttons and memory have limits of their own. */
export function validateModal(view: SlackForm): string[] {
  const tables = view.blocks.filter(({ type }) => type === 'table').length;
  return [
    ...textBetween('title', view.title.text, SLACK_LIMITS.viewTitle),
    ...textBetween('submit', view.submit?.text ?? '', SLACK_LIMITS.viewButton),
    ...textBetween('close', view.close?.text ?? '', SLACK_LIMITS.viewButton),
    ...atMost('private_metadata', (view.private_metadata ?? '').length, SLACK_LIMITS.privateMetadata),
    ...atMost('view blocks', view.blocks.length, SLACK_LIMITS.blocksPerView),
    ...atMost('view tables', tables, 0),
    ...atMost('view bytes', Buffer.byteLength(JSON.stringify(view)), SLACK_LIMITS.viewBytes),
    ...uniqueBlockIds(view.blocks),
    ...view.blocks.flatMap((block, index) => validateBlock(block, `blocks[${index}]`)),
  ];
}

/** Only the kinds we render: any other has no place in a message of ours. */
function validateBlock(block: KnownBlock, at: string): string[] {
  if (block.type === 'header') return textBetween(`${at}.text`, block.text.text, SLACK_LIMITS.headerText);
  if (block.type === 'rich_text') return validateRichText(block, at);
  if (block.type === 'table') return validateTable(block.rows, at);
  if (block.type === 'image') return validateImage(block, at);
  if (block.type === 'actions') return validateActions(block.elements, at);
  return block.type === 'input' ? validateInput(block, at) : [`${at}: unexpected kind ${block.type}`];
}

function validateRichText({ elements }: RichTextBlock, at: string): string[] {
  const lines = elements.flatMap((part) =>
    part.type === 'rich_text_list' ? part.elements.map(({ elements: line }) => line) : [part.elements],
  );
  return [
    ...(lines.length === 0 || lines.some((line) => line.length === 0) ? [`${at}: no elements`] : []),
    ...lines.flat().flatMap((element, index) => validateElement(element, `${at}.elements[${index}]`)),
  ];
}

function validateElement(element: RichTextElement, at: string): string[] {
  if (element.type === 'text') return element.text === '' ? [`${at}: empty text`] : [];
  if (element.type === 'link') return textBetween(`${at}.url`, element.url, SLACK_LIMITS.buttonUrl);
  return element.type === 'date' ? [] : [`${at}: unexpected element ${element.type}`];
}

function validateTable(rows: Extract<KnownBlock, { type: 'table' }>['rows'], at: string): string[] {
  const width = rows[0]?.length ?? 0;
  return [
    ...atMost(`${at}.rows`, rows.length, SLACK_LIMITS.tableRows),
    ...atMost(`${at}.columns`, width, SLACK_LIMITS.tableColumns),
    ...rows.flatMap((row, index) => (row.length === width ? [] : [`${at}.rows[${index}]: ${row.length} cells`])),
    ...rows.flat().flatMap((cell) => {
      if (cell.type === 'rich_text') return validateRichText(cell, at);
      return cell.type === 'raw_text' && cell.text === '' ? [`${at}: empty cell`] : [];
    }),
  ];
}

function validateImage(image: ImageBlock, at: string): string[] {
  const url = 'image_url' in image ? image.image_url : '';
  return [
    ...textBetween(`${at}.image_url`, url, SLACK_LIMITS.imageUrl),
    ...textBetween(`${at}.alt_text`, image.alt_text, SLACK_LIMITS.imageAlt),
  ];
}

function validateActions(elements: ActionsBlock['elements'], at: string): string[] {
  const ids = elements.flatMap((element) => ('action_id' in element ? [element.action_id] : []));
  return [
    ...(elements.length === 0 ? [`${at}: no elements`] : []),
    ...atMost(`${at}.elements`, elements.length, SLACK_LIMITS.actionsElements),
    ...(new Set(ids).size === ids.length ? [] : [`${at}: repeated action_id`]),
    ...elements.flatMap((element, index) =>
      element.type === 'button' ? validateButton(element, `${at}.elements[${index}]`) : [`${at}: ${element.type}`],
    ),
  ];
}

function validateButton(button: Button, at: string): string[] {
  return [
    ...textBetween(`${at}.text`, button.text.text, SLACK_LIMITS.buttonText),
    ...textBetween(`${at}.action_id`, button.action_id ?? '', SLACK_LIMITS.identifier),
    ...atMost(`${at}.value`, (button.value ?? '').length, SLACK_LIMITS.buttonValue),
    ...atMost(`${at}.url`, (button.url ?? '').length, SLACK_LIMITS.buttonUrl),
    ...atMost(`${at}.accessibility_label`, (button.accessibility_label ?? '').length, SLACK_LIMITS.accessibilityLabel),
  ];
}

function uniqueBlockIds(blocks: readonly KnownBlock[]): string[] {
  const ids = blocks.flatMap(({ block_id: id }) => (id === undefined ? [] : [id]));
  const inputs = blocks.filter((block): block is InputBlock => block.type === 'input');
  return [
    ...(new Set(ids).size === ids.length ? [] : ['repeated block_id']),
    ...inputs.flatMap((input, index) =>
      textBetween(`inputs[${index}].block_id`, input.block_id ?? '', SLACK_LIMITS.identifier),
    ),
  ];
}

/** Counts what Slack adds up: every string under a `text` or `fallback` key. */
function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textLength(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, inner]) => {
    const own = typeof inner === 'string' && (key === 'text' || key === 'fallback') ? inner.length : 0;
    return sum + own + textLength(inner);
  }, 0);
}
