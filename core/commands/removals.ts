import { z } from 'zod';
import { holdOn } from '../departures/legal-hold.ts';
import { certificateText } from '../removals/certificate.ts';
import { removalCard, WORDS } from '../removals/removal-card.ts';
import { isClosed } from '../removals/removal-moves.ts';
import { namesIn, removalTitle } from '../removals/removal-names.ts';
import type { RemovalRequest } from '../removals/removal-request.ts';
import type { Inline } from '../views/view.ts';
import { absentWhenEmpty } from './arguments.ts';
import { command, type Command, type CommandContext } from './command.ts';
import { asFile, inParts, partArgument, type DocumentDeps } from './document.ts';
import { findRemoval, maySeeRemoval, noSuchRemovalView, removalArgument } from './removal-argument.ts';
import type { Answered, Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const SHOWN = 15;
const WHICH = ['open', 'all'] as const;

const REMOVAL = signature({
  name: 'removal',
  group: 'seats',
  summary: 'One removal: how it stands, and its certificate when it is complete',
  example: '/seat removal 3 json',
  reach: 'typed',
  typed: ['removal', 'form'],
  args: z.object({
    removal: removalArgument,
    form: absentWhenEmpty(z.enum(['json'], 'Write json, or leave it out for the text.')),
    part: partArgument,
  }),
  carried: ['part'],
});

const VERIFY =
  'Keep it as it stands. With the exported audit log anybody can verify it: npm run verify -- export.jsonl --key KEY --certificate certificate.json';

const REMOVALS = signature({
  name: 'removals',
  group: 'seats',
  summary: 'Removals that are open, or all of them',
  example: '/seat removals all',
  reach: 'typed',
  typed: ['which'],
  args: z.object({ which: absentWhenEmpty(z.enum(WHICH, 'Choose open or all.')) }),
});

export function createRemovals(deps: DocumentDeps): readonly Command[] {
  return [
    command({ signature: REMOVAL, run: (args, context) => showRemoval(deps, args, context) }),
    command({ signature: REMOVALS, run: listRemovals }),
  ];
}

async function showRemoval(
  deps: DocumentDeps,
  { removal, form, part }: z.output<typeof REMOVAL.args>,
  context: CommandContext,
): Promise<Answered> {
  const request = await findRemoval(context, removal);
  if (request === undefined) return privately(noSuchRemovalView(removal));
  if (form === 'json' && request.state === 'completed') {
    const [title, text] = [`Certificate of removal ${request.number}`, certificateText(request.certificate)];
    const partCall = (next: number) => ({ command: 'removal', args: { removal: request.id, form, part: next } });
    const document = { name: `certificate-${request.number}.json`, title, text, note: VERIFY, facts: {} };
    const given = await asFile(deps, context, { part }, { ...document, asText: partCall(1) });
    return given ?? inParts({ title, text, part: part ?? 1, partCall, note: VERIFY });
  }
  const isHeld = (await holdOn(context.stores, request.memberId)) !== undefined;
  return privately(removalCard(request, await namesIn(context.stores, request), isHeld));
}

async function listRemovals({ which }: z.output<typeof REMOVALS.args>, context: CommandContext): Promise<Reply> {
  const visible = (await context.stores.removals.list()).filter((request) => maySeeRemoval(request, context));
  const shown = visible.filter((request) => which === 'all' || !isClosed(request)).toReversed();
  const items = shown.slice(0, SHOWN).map(itemOf);
  return privately({
    title: shown.length === 0 ? 'No removals' : `${shown.length} ${shown.length === 1 ? 'removal' : 'removals'}`,
    tone: 'neutral',
    blocks:
      shown.length === 0
        ? [{ kind: 'text', text: ['None that you can see is open. Removals all shows the closed ones too.'] }]
        : [{ kind: 'list', items, total: shown.length }],
    actions: shown.slice(0, 5).map((request) => ({
      kind: 'run',
      label: `Show ${request.number}`,
      weight: 'plain',
      does: { command: 'removal', args: { removal: request.id } },
    })),
  });
}

function itemOf(request: RemovalRequest): readonly Inline[] {
  return [{ strong: removalTitle(request) }, ` ${WORDS[request.state]}; due by `, { moment: request.dueBy }];
}
