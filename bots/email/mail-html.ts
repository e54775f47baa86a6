import { unreachable } from '../../core/result.ts';
import { omissionText } from '../../core/views/omission-text.ts';
import { plainInline } from '../../core/views/plain-inline.ts';
import { progressText } from '../../core/views/plain-block.ts';
import { titleText } from '../../core/views/plain-text.ts';
import { safeHref } from '../../core/views/safe-href.ts';
import type { Block, Inline, SealedView } from '../../core/views/view.ts';

/** A view as HTML without styles, scripts, pictures or forms: what every mail reader shows and none needs to block. */
export function mailHtml(view: SealedView, actionLines: readonly Inline[][], timeZone: string): string {
  return [
    `<h1>${escapeHtml(titleText(view))}</h1>`,
    ...view.blocks.map((block) => blockHtml(block, timeZone)),
    ...actionLines.map((line) => paragraph(line, timeZone)),
  ].join('\n');
}

function blockHtml(block: Block, timeZone: string): string {
  const cell = (tag: 'td' | 'th', inlines: readonly Inline[]): string =>
    `<${tag} align="left">${inlinesHtml(inlines, timeZone)}</${tag}>`;
  switch (block.kind) {
    case 'text':
    case 'note':
      return paragraph(block.text, timeZone);
    case 'facts':
      return tableHtml(block.facts.map(({ label, value }) => cell('th', [label]) + cell('td', value)));
    case 'list':
      return (
        `<ul>${block.items.map((item) => `<li>${inlinesHtml(item, timeZone)}</li>`).join('')}</ul>` +
        omissionHtml(omissionText(block.items.length, block.total, 'items'), block.items.length < block.total)
      );
    case 'table':
      return (
        tableHtml([
          block.columns.map((column) => cell('th', [column])).join(''),
          ...block.rows.map((row) => row.map((value) => cell('td', [value])).join('')),
        ]) + omissionHtml(omissionText(block.rows.length, block.total, 'rows'), block.rows.length < block.total)
      );
    case 'progress':
      return `<p>${escapeHtml(progressText(block))}</p>`;
    case 'picture':
      return '';
    default:
      return unreachable(block);
  }
}

function paragraph(inlines: readonly Inline[], timeZone: string): string {
  return `<p>${inlinesHtml(inlines, timeZone)}</p>`;
}

function tableHtml(rows: readonly string[]): string {
  return `<table>${rows.map((row) => `<tr>${row}</tr>`).join('')}</table>`;
}

function omissionHtml(text: string, isOmitted: boolean): string {
  return isOmitted ? `<p>${escapeHtml(text)}</p>` : '';
}

function inlinesHtml(inlines: readonly Inline[], timeZone: string): string {
  return inlines.map((inline) => inlineHtml(inline, timeZone)).join('');
}

function inlineHtml(inline: Inline, timeZone: string): string {
  if (typeof inline === 'object' && 'link' in inline) return linkHtml(inline.link, inline.href);
  const text = escapeHtml(plainInline(inline, timeZone));
  if (typeof inline === 'object' && 'strong' in inline) return `<strong>${text}</strong>`;
  if (typeof inline === 'object' && 'code' in inline) return `<code>${text}</code>`;
  return text;
}

function linkHtml(label: string, href: string): string {
  const text = escapeHtml(plainInline(label, 'UTC'));
  const safe = safeHref(href);
  return safe === undefined ? text : `<a href="${escapeHtml(safe)}">${text}</a>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
