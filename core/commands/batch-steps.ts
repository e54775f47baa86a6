import { z } from 'zod';
import { auditActor } from '../accounts/audit-actor.ts';
import { BATCH_COLUMNS } from '../bulk/batch-columns.ts';
import { advanceBatchAt } from '../bulk/batch-goes-on.ts';
import { movedBatch } from '../bulk/batch-moves.ts';
import { linesOf, tellProgress } from '../bulk/batch-notices.ts';
import { rowsView } from '../bulk/batch-views.ts';
import { listEndForm } from '../bulk/list-end-form.ts';
import { endsOfList, listEndHash, listEndSentence } from '../bulk/list-ends.ts';
import { undoDays } from '../departures/departure-config.ts';
import type { DepartureDeps } from '../departures/departure-deps.ts';
import type { Batch } from '../bulk/batch.ts';
import { batchGoneView, batchMovedView, draftCancelledView, draftExpiredView } from '../bulk/batch-refused-views.ts';
import { idSchema } from '../ids.ts';
import type { InviteDeps } from '../seats/invite-member.ts';
import { agreedToArgument } from './arguments.ts';
import { command, type Command, type CommandContext } from './command.ts';
import { asCsv } from './csv-document.ts';
import { partArgument, type DocumentDeps } from './document.ts';
import type { Answered, Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const STEP = { group: 'seats', example: '', reach: 'step', typed: [] } as const;
const args = z.object({ batch: idSchema('batch'), version: z.int() });

const CONFIRM = signature({
  ...STEP,
  name: 'batch confirm',
  summary: 'Check the mailboxes of a list',
  args: args.extend({ shown: z.string().optional(), agreed: z.union([z.boolean(), z.string()]).optional() }),
});
const CANCEL = signature({ ...STEP, name: 'batch cancel', summary: 'Throw away a list that was not confirmed', args });
const SHOW = signature({
  ...STEP,
  name: 'batch show',
  summary: 'Everybody of a list',
  args: args.extend({ page: z.int().min(1).optional() }),
});

const EXPORT = signature({
  ...STEP,
  name: 'batch export',
  summary: 'What became of everybody of a list, as CSV',
  args: args.extend({ part: partArgument }),
});

/** What stands behind the buttons of a list before and after its price. */
type BatchStepsDeps = InviteDeps & DocumentDeps & Pick<DepartureDeps, 'leaving'>;

export function createBatchSteps(deps: BatchStepsDeps): readonly Command[] {
  return [
    command({ signature: CONFIRM, run: (given, context) => confirm(deps, given, context) }),
    command({ signature: CANCEL, run: (given, context) => cancel(deps, given, context) }),
    command({ signature: SHOW, run: show }),
    command({ signature: EXPORT, run: (given, context) => exportList(deps, given, context) }),
  ];
}

type Given = z.output<typeof args>;
type Confirming = z.output<typeof CONFIRM.args>;
type Draft = Extract<Batch, { state: 'draft' }>;

async function confirm(deps: BatchStepsDeps, given: Confirming, context: CommandContext): Promise<Reply> {
  const draft = await openDraft(given, context);
  if ('kind' in draft) return draft;
  const { stores, now, deliveryId } = context;
  const rows = await stores.batchRows.ofBatch(draft.id);
  const ready = rows.filter(({ state }) => state === 'ready').length;
  const list = { ends: await endsOfList(stores, rows, now), undoDays: undoDays(deps.leaving) };
  const isShown = given.shown === listEndHash(draft, list);
  if (list.ends.length > 0 && !(isShown && isTicked(given))) {
    const hasChanged = given.shown !== undefined && !isShown;
    return { kind: 'form', form: listEndForm(draft, list, { mailboxes: ready, hasChanged }) };
  }
  const consent = list.ends.length === 0 ? undefined : { sentence: listEndSentence(list), deliveryId, at: now };
  const inviting = movedBatch(draft, { kind: 'confirmed', consent });
  await stores.batches.replace(draft, inviting);
  const agreed = consent && { ends: list.ends.length, sentence: consent.sentence, delivery: deliveryId };
  await record(deps, context, draft, { kind: 'batch.confirmed', facts: { rows: rows.length, ready, ...agreed } });
  const view = await tellProgress(deps, stores, inviting);
  await advanceBatchAt(deps, stores, { accountId: draft.accountId, batchId: draft.id, dueAt: now });
  return { kind: 'deferred', view };
}

function isTicked({ agreed }: Confirming): boolean {
  return agreedToArgument.safeParse(agreed).success;
}

async function cancel(deps: InviteDeps, given: Given, context: CommandContext): Promise<Reply> {
  const draft = await openDraft(given, context);
  if ('kind' in draft) return draft;
  await context.stores.batches.replace(draft, movedBatch(draft, { kind: 'cancelled', at: context.now }));
  await record(deps, context, draft, { kind: 'batch.cancelled', facts: {} });
  return privately(draftCancelledView());
}

/** The draft that was shown, as it was shown; anything else is answered with where it stands now. */
async function openDraft({ batch: id, version }: Given, { stores, now }: CommandContext): Promise<Draft | Reply> {
  const batch = await stores.batches.get(id);
  if (batch === undefined) return privately(batchGoneView());
  if (batch.state !== 'draft' || batch.version !== version) return privately(batchMovedView(batch));
  return Temporal.Instant.compare(now, batch.expiresAt) < 0 ? batch : privately(draftExpiredView());
}

async function show(
  { batch: id, page = 1 }: Given & { readonly page?: number | undefined },
  { stores }: CommandContext,
): Promise<Reply> {
  const batch = await stores.batches.get(id);
  return privately(batch === undefined ? batchGoneView() : rowsView(batch, await linesOf(stores, batch), page));
}

async function exportList(
  deps: InviteDeps & DocumentDeps,
  { batch: id, version, part }: z.output<typeof EXPORT.args>,
  context: CommandContext,
): Promise<Answered> {
  const { stores } = context;
  const batch = await stores.batches.get(id);
  if (batch === undefined) return privately(batchGoneView());
  const rows = await Promise.all(
    (await linesOf(stores, batch)).map(async (line) => ({
      ...line,
      charge: line.seat === undefined ? undefined : await stores.charges.ofSeat(line.seat.id),
    })),
  );
  const title = `${rows.length === 1 ? '1 person' : `${rows.length} people`} of the list as CSV`;
  const call = { command: 'batch export', args: { batch: id, version } };
  const name = 'invited.csv';
  return await asCsv(deps, context, { name, title, columns: BATCH_COLUMNS, rows, asked: { part }, call });
}

type Recorded = { readonly kind: `batch.${string}`; readonly facts: Readonly<Record<string, number | string>> };

async function record(
  { audit }: InviteDeps,
  context: CommandContext,
  batch: Batch,
  { kind, facts }: Recorded,
): Promise<void> {
  await audit(context.stores, batch.accountId, {
    kind,
    at: context.now,
    actor: auditActor(context),
    subject: { kind: 'batch', id: batch.id },
    facts,
    personal: [],
  });
}
