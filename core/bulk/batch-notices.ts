import { repaint, tell, type TellDeps } from '../outbox/tell.ts';
import type { Stores } from '../transaction.ts';
import type { View } from '../views/view.ts';
import type { BatchRow } from './batch-row.ts';
import { listRefusedView } from './batch-refused-views.ts';
import { previewView } from './preview-view.ts';
import { peopleOfRows } from './batch-people.ts';
import { noPriceForBatchView, priceView, type Priced } from './batch-price-views.ts';
import { finishedView, progressView } from './batch-views.ts';
import type { Batch } from './batch.ts';
import type { RowLine } from './row-texts.ts';

export async function linesOf(
  stores: Pick<Stores, 'batchRows' | 'seats'>,
  { id }: Pick<Batch, 'id'>,
): Promise<readonly RowLine[]> {
  const rows = await stores.batchRows.ofBatch(id);
  const seats = new Map((await peopleOfRows(stores, rows)).map(({ row, seat }) => [row.number, seat]));
  return rows.map((row) => ({ row, seat: seats.get(row.number) }));
}

/** The answer to a list that had to be fetched first. */
export async function tellPreview(
  deps: TellDeps,
  stores: Stores,
  batch: Batch,
  { rows, ignored }: { readonly rows: readonly BatchRow[]; readonly ignored: readonly string[] },
): Promise<void> {
  const entitlements = await stores.entitlements.list();
  const lines = rows.map((row) => ({ row, seat: undefined }));
  const view = previewView({ batch, lines, ignored, entitlements });
  await tellRequester(deps, stores, batch, { about: 'preview', view });
}

export async function tellUnreadable(deps: TellDeps, stores: Stores, batch: Batch, sentence: string): Promise<void> {
  await tellRequester(deps, stores, batch, { about: 'unreadable', view: listRefusedView(sentence) });
}

/** The one message that follows everybody of the batch to the end. */
export async function tellProgress(deps: TellDeps, stores: Stores, batch: Batch): Promise<View> {
  const view = progressView(batch, await linesOf(stores, batch));
  await tellRequester(deps, stores, batch, { about: 'progress', view });
  return view;
}

export async function repaintBatch(deps: TellDeps, stores: Stores, batch: Batch): Promise<void> {
  const view = progressView(batch, await linesOf(stores, batch));
  await repaint(deps, stores, batch.accountId, { subject: subjectOf(batch, 'progress'), view });
}

export async function tellPrice(deps: TellDeps, stores: Stores, batch: Batch, priced: Priced): Promise<void> {
  await tellRequester(deps, stores, batch, { about: `price:${batch.version}`, view: priceView(batch, priced) });
}

export async function tellNoPrice(deps: TellDeps, stores: Stores, batch: Batch, count: number): Promise<void> {
  await tellRequester(deps, stores, batch, { about: `no-price:${batch.version}`, view: noPriceForBatchView(count) });
}

export async function tellFinished(deps: TellDeps, stores: Stores, batch: Batch): Promise<void> {
  const view = finishedView(batch, await linesOf(stores, batch));
  await tellRequester(deps, stores, batch, { about: 'finished', view });
}

type About = { readonly about: string; readonly view: View };

async function tellRequester(deps: TellDeps, stores: Stores, batch: Batch, { about, view }: About): Promise<void> {
  const key = subjectOf(batch, about);
  const recipient = { kind: 'member', memberId: batch.requestedBy } as const;
  await tell(deps, stores, batch.accountId, { key, subject: key, recipient, view });
}

function subjectOf({ id }: Batch, about: string): string {
  return `batch:${about}:${id}`;
}
