import { formatMoney } from '../../core/billing/money.ts';
import { anOffice, type Office } from './office.ts';

/** An account in which seats without a name were bought on 13 March 2026, EUR 49.00 a month each. */
export async function withBought(count: number): Promise<Office> {
  const office = await anOffice();
  await buys(office, count);
  return office;
}

export async function buys(office: Office, count: number): Promise<void> {
  const form = await office.types('ada', `buy ${count}`);
  await office.submits('ada', form, { agreed: true });
  const card = await office.lastNotice(office.grace, 'grace');
  await office.presses('grace', card.view, /^Approve EUR/u);
}

export async function reduces(office: Office, count: number): Promise<void> {
  const form = await office.types('ada', `reduce ${count}`);
  await office.submits('ada', form, { agreed: true });
}

/** As many runs of the worker as there are periods to close. */
export async function closesWhatEnded(office: Office): Promise<void> {
  while (true) {
    const outcome = await office.closesPeriod();
    if (outcome.kind !== 'again') throw new Error(outcome.kind);
    if (Temporal.Instant.compare(outcome.dueAt, office.clock.now()) > 0) return;
  }
}

/** `1 2026-03-01 EUR 150.16 − EUR 0.00 = EUR 150.16`: number, first day, change, credit used, due now. */
export async function statementTexts({ inAccount }: Office): Promise<readonly string[]> {
  const all = await inAccount((stores) => stores.statements.list());
  return all.map(
    ({ number, period, change, creditUsed, dueNow }) =>
      `${number} ${period.start.toString()} ${formatMoney(change)} − ${formatMoney(creditUsed)} = ${formatMoney(dueNow)}`,
  );
}

/** `2026-04-01/2026-04-15`, as the statements follow each other. */
export async function periods({ inAccount }: Office): Promise<readonly string[]> {
  const all = await inAccount((stores) => stores.statements.list());
  return all.map(({ period }) => `${period.start.toString()}/${period.end.toString()}`);
}

/** Every line of every statement that is no charge and no credit: the seats that were there before. */
export async function heldFormulas({ inAccount }: Office): Promise<readonly string[]> {
  const all = await inAccount((stores) => stores.statements.list());
  return all.flatMap(({ entries }) => entries.flatMap((entry) => (entry.kind === 'held' ? [entry.formula] : [])));
}
