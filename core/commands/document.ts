import { z } from 'zod';
import type { ExportFiles } from '../audit/export-files.ts';
import type { DocumentWay } from '../documents/chat-documents.ts';
import type { WrittenDocument } from '../documents/written-document.ts';
import { ok, unreachable } from '../result.ts';
import { countText } from '../views/count-text.ts';
import type { Block, View } from '../views/view.ts';
import { absentWhenEmpty } from './arguments.ts';
import type { Call } from './call.ts';
import type { CommandContext } from './command.ts';
import type { PlatformUser } from './inbound.ts';
import type { Answered, Reply } from './reply.ts';
import { privately } from './run-call.ts';

export type DocumentDeps = {
  /** The disk, for somebody at the console of this process; undefined for everybody in a chat. */
  readonly exportFilesOf: (user: PlatformUser) => ExportFiles | undefined;
  /** How a file reaches somebody in their chat; undefined where none can be given. */
  readonly documentWayOf: (user: PlatformUser) => DocumentWay | undefined;
};

export const fileArgument = absentWhenEmpty(z.string().trim().max(4096, 'A path has at most 4,096 characters.'));
export const partArgument = z.coerce.number().int().positive().optional();

/** What one message and one of its blocks carry on every surface. */
const MESSAGE = 6000;
const BLOCK = 2000;

type Document = {
  readonly title: string;
  readonly text: string;
  /** Which part of it, from 1; the call that asks for another. */
  readonly part: number;
  readonly partCall: (part: number) => Call;
  /** What to do with it, said under its last part. */
  readonly note: string;
  /** Said above the part. */
  readonly warning?: string;
};

export type DocumentAsked = { readonly file?: string | undefined; readonly part?: number | undefined };

/** As a file: in a chat that takes them, or on the disk of the console. Undefined where it is to be read as text. */
export async function asFile(
  deps: DocumentDeps,
  context: CommandContext,
  { file, part }: DocumentAsked,
  document: WrittenDocument,
): Promise<Answered | undefined> {
  const way = part === undefined ? deps.documentWayOf(context.from) : undefined;
  if (way !== undefined)
    return { kind: 'document', way, document: { ...document, name: fileName(file) ?? document.name } };
  if (file === undefined) return undefined;
  const { text, note } = document;
  if (deps.exportFilesOf(context.from) === undefined) return privately(notHereView());
  const written = typeof text === 'string' ? ok({ text }) : await text(Infinity);
  if (!written.ok) return privately(written.error);
  return await toFile(deps, context, { path: file, text: written.value.text, note });
}

/** A name that somebody wrote, where it is a name and leads nowhere. */
function fileName(file: string | undefined): string | undefined {
  return file !== undefined && /^[\p{L}\p{N}_][\p{L}\p{N}_. -]{0,79}$/u.test(file) ? file : undefined;
}

/** A document in parts that are put together as they stand, for where no file can be given. */
export function inParts({ title, text, part, partCall, note, warning }: Document): Reply {
  const parts = Math.max(1, Math.ceil(text.length / MESSAGE));
  const shown = Math.min(part, parts);
  const piece = text.slice((shown - 1) * MESSAGE, shown * MESSAGE);
  const blocks = Array.from({ length: Math.ceil(piece.length / BLOCK) }, (_, index): Block => ({
    kind: 'text',
    text: [{ code: piece.slice(index * BLOCK, (index + 1) * BLOCK) }],
  }));
  const isLast = shown === parts;
  return privately({
    title: parts === 1 ? title : `${title}, part ${shown} of ${parts}`,
    tone: 'neutral',
    blocks: [
      ...(warning === undefined ? [] : [{ kind: 'text', text: [warning] } as const]),
      ...blocks,
      {
        kind: 'note',
        text: [
          parts === 1 ? '' : 'Put the pieces together in their order, with nothing between them. ',
          isLast ? note : `${countText(text.length)} characters in all.`,
        ],
      },
    ],
    actions: isLast ? [] : [{ kind: 'run', label: 'Next part', weight: 'primary', does: partCall(shown + 1) }],
  });
}

/** A document on the disk of the console's machine. */
async function toFile(
  { exportFilesOf }: DocumentDeps,
  { from, deliveryId }: CommandContext,
  { path, text, note }: { readonly path: string; readonly text: string; readonly note: string },
): Promise<Reply> {
  const files = exportFilesOf(from);
  if (files === undefined) return privately(notHereView());
  const written = await files.write(path, text);
  return privately(written.ok ? writtenView(path, text, note) : refusedView(path, written.error.kind, deliveryId));
}

function writtenView(path: string, text: string, note: string): View {
  return {
    title: `Written to ${path}`,
    tone: 'good',
    blocks: [{ kind: 'text', text: [`${countText(text.length)} characters. ${note}`] }],
    actions: [],
  };
}

function notHereView(): View {
  return {
    title: 'A file can be named on the console only',
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: ['Files are written to the machine that Usher runs on. Leave the file out to get the text here.'],
      },
    ],
    actions: [{ kind: 'run', label: 'Show help', weight: 'plain', does: { command: 'help', args: {} } }],
  };
}

function refusedView(path: string, kind: 'exists' | 'no-such-folder' | 'not-writable', reference: string): View {
  return {
    title: `Nothing was written to ${path}`,
    tone: 'bad',
    blocks: [
      { kind: 'text', text: [reasonOf(kind)] },
      { kind: 'note', text: ['Reference: ', { code: reference }] },
    ],
    actions: [],
  };
}

function reasonOf(kind: 'exists' | 'no-such-folder' | 'not-writable'): string {
  switch (kind) {
    case 'exists':
      return 'Another file has this name, and it is not written over. Choose another name.';
    case 'no-such-folder':
      return 'Its folder does not exist. Make it, or choose another.';
    case 'not-writable':
      return 'This process may not write there, or there is no room. Choose another place.';
    default:
      return unreachable(kind);
  }
}
