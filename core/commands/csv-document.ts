import { z } from 'zod';
import { auditActor } from '../accounts/audit-actor.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { chooseColumns, type CsvChosen, type CsvColumns, type NoSuchColumn } from '../csv/choose-columns.ts';
import { writeCsv } from '../csv/write-csv.ts';
import type { Block, View } from '../views/view.ts';
import { absentWhenEmpty } from './arguments.ts';
import type { Call } from './call.ts';
import type { CommandContext } from './command.ts';
import { asFile, fileArgument, partArgument, type DocumentDeps } from './document.ts';
import type { Answered } from './reply.ts';
import { privately } from './run-call.ts';

/** What can be said with a command whose answer can be had as a table. */
export const CSV_ARGUMENTS = {
  export: absentWhenEmpty(z.literal('csv', 'The one format is csv.')),
  columns: absentWhenEmpty(z.string().trim().max(500, 'The names of the columns have at most 500 characters.')),
  file: fileArgument,
  part: partArgument,
} as const;

export type CsvAsked = {
  readonly export?: 'csv' | undefined;
  readonly columns?: string | undefined;
  readonly file?: string | undefined;
  readonly part?: number | undefined;
};

/** Naming a file or columns asks for the table as well. */
export function asksForCsv({ export: format, columns, file }: CsvAsked): boolean {
  return format !== undefined || columns !== undefined || file !== undefined;
}

export type CsvDocument<Row> = {
  /** What the file is called. */
  readonly name: `${string}.csv`;
  readonly title: string;
  readonly columns: CsvColumns<Row>;
  readonly rows: readonly Row[];
  readonly asked: CsvAsked;
  /** The call that gives this answer; another part of it is asked for by its number. */
  readonly call: Call;
};

export type CsvDocumentDeps = DocumentDeps & { readonly audit: AuditTrail };

/** So many lines fit a message on every surface. */
const LINES_A_PART = 30;

/** A table as CSV: on the console in a file, in a chat line by line, in parts. */
export async function asCsv<Row>(
  deps: CsvDocumentDeps,
  context: CommandContext,
  { columns, rows, ...document }: CsvDocument<Row>,
): Promise<Answered> {
  const chosen = chooseColumns(columns, document.asked.columns, rows);
  if (!chosen.ok) return privately(noSuchColumnView(chosen.error));
  const reply = await given(deps, context, chosen.value, document);
  // Where no file could be written nothing was taken.
  if (reply.kind === 'private' && isGiven(reply.view)) await record(deps, context, document.call.command, chosen.value);
  return reply;
}

async function given(
  deps: CsvDocumentDeps,
  context: CommandContext,
  chosen: CsvChosen,
  { name, title, asked, call }: Omit<CsvDocument<never>, 'columns' | 'rows'>,
): Promise<Answered> {
  const file = await asFile(deps, context, asked, {
    name,
    title,
    text: writeCsv(chosen.columns, chosen.rows),
    note: 'CSV in UTF-8; every spreadsheet opens it.',
    asText: { ...call, args: { ...call.args, part: 1 } },
    facts: factsOf(chosen),
  });
  return file ?? privately(partView(title, chosen, asked.part ?? 1, call));
}

function factsOf({ columns, rows }: CsvChosen): { readonly rows: number; readonly columns: string } {
  return { rows: rows.length, columns: columns.join(',') };
}

function isGiven({ tone }: View): boolean {
  return tone === 'good' || tone === 'neutral';
}

/** Who took a list of people with them is asked when it turns up somewhere. */
async function record(
  { audit }: CsvDocumentDeps,
  context: CommandContext,
  command: string,
  chosen: CsvChosen,
): Promise<void> {
  await audit(context.stores, context.account.id, {
    kind: 'table.exported',
    at: context.now,
    actor: auditActor(context),
    subject: { kind: 'command', id: command },
    facts: factsOf(chosen),
    personal: [],
  });
}

function partView(title: string, { columns, rows }: CsvChosen, part: number, call: Call): View {
  const lines = writeCsv(columns, rows).trimEnd().split('\r\n');
  const parts = Math.max(1, Math.ceil(lines.length / LINES_A_PART));
  const shown = Math.min(part, parts);
  const piece = lines.slice((shown - 1) * LINES_A_PART, shown * LINES_A_PART);
  const next: Call = { ...call, args: { ...call.args, part: shown + 1 } };
  return {
    title: parts === 1 ? title : `${title}, part ${shown} of ${parts}`,
    tone: 'neutral',
    blocks: [
      ...piece.map((line): Block => ({ kind: 'text', text: [{ code: line }] })),
      { kind: 'note', text: [parts === 1 ? '' : 'Put the lines of all parts below each other. ', ON_CONSOLE] },
    ],
    actions: shown === parts ? [] : [{ kind: 'run', label: 'Next part', weight: 'primary', does: next }],
  };
}

const ON_CONSOLE = 'On the console it is written to a file with file:people.csv.';

function noSuchColumnView({ column, known }: NoSuchColumn): View {
  return {
    title: 'There is no such column',
    tone: 'attention',
    blocks: [
      { kind: 'text', text: [{ code: column }, ' is not one of them. Choose from ', { code: known.join(',') }, '.'] },
    ],
    actions: [{ kind: 'run', label: 'Show help', weight: 'plain', does: { command: 'help', args: {} } }],
  };
}
