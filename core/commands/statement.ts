import { z } from 'zod';
import { canonicalText } from '../billing/canonical-value.ts';
import { hashOf } from '../billing/quote-hash.ts';
import type { Statement } from '../billing/statement.ts';
import { statementView } from '../billing/statement-view.ts';
import { dateText } from '../views/date-text.ts';
import type { Action, View } from '../views/view.ts';
import { absentWhenEmpty, countArgument } from './arguments.ts';
import { command, type Command, type CommandContext } from './command.ts';
import { asFile, fileArgument, inParts, partArgument, type DocumentDeps } from './document.ts';
import type { Answered } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const STATEMENT = signature({
  name: 'statement',
  group: 'money',
  summary: 'The one bill of each period: what was charged, for whom, who asked and who approved',
  example: '/seat statement 3 json',
  reach: 'typed',
  typed: ['number', 'form'],
  args: z.object({
    number: absentWhenEmpty(countArgument),
    form: absentWhenEmpty(z.enum(['json'], 'Write json, or leave it out for the text.')),
    file: fileArgument,
    part: partArgument,
  }),
  carried: ['part'],
});

/** A name that lists them and, with a number, shows one. */
export function createStatement(deps: DocumentDeps): Command {
  return command({ signature: STATEMENT, run: (args, context) => statement(deps, args, context) });
}

async function statement(
  deps: DocumentDeps,
  { number, form, file, part }: z.output<typeof STATEMENT.args>,
  context: CommandContext,
): Promise<Answered> {
  const all = await context.stores.statements.list();
  const one = all.find((candidate) => candidate.number === number);
  if (one === undefined) return privately(statementsView(all, number));
  const note = `SHA-256 of this text without its line break is ${hashOf(one)}; the audit log recorded it when the period was closed.`;
  if (file === undefined && form === undefined)
    return privately(statementView(one, await context.stores.members.list()));
  const [title, text] = [`Statement ${one.number}`, canonicalText(one)];
  const partCall = (next: number) => ({ command: 'statement', args: { number: one.number, form: 'json', part: next } });
  const document = { name: `statement-${one.number}.json`, title, text, note, facts: {} };
  const given = await asFile(deps, context, { file, part }, { ...document, asText: partCall(1) });
  return given ?? inParts({ title, text, part: part ?? 1, partCall, note });
}

function statementsView(all: readonly Statement[], asked: number | undefined): View {
  const title =
    asked === undefined
      ? `${all.length} ${all.length === 1 ? 'statement' : 'statements'}`
      : `There is no statement ${asked}`;
  return {
    title,
    tone: asked === undefined ? 'neutral' : 'attention',
    blocks:
      all.length === 0
        ? [{ kind: 'text', text: ['A statement is made at the end of each billing period. None has ended yet.'] }]
        : [
            {
              kind: 'table',
              columns: ['Number', 'Period', 'Change', 'Credit used', 'Due'],
              rows: all
                .toReversed()
                .slice(0, 24)
                .map(({ number, period, change, creditUsed, dueNow }) => [
                  `${number}`,
                  `${dateText(period.start)} to ${dateText(period.end.subtract({ days: 1 }))}`,
                  { money: change },
                  { money: creditUsed },
                  { money: dueNow },
                ]),
              total: all.length,
            },
          ],
    actions: [
      ...all.slice(-1).map(({ number }): Action => ({
        kind: 'run',
        label: `Show statement ${number}`,
        weight: 'primary',
        does: { command: 'statement', args: { number } },
      })),
      { kind: 'run', label: 'Show usage', weight: 'plain', does: { command: 'usage', args: {} } },
    ],
  };
}
