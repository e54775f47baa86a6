import { describe, expect, test } from 'vitest';
import { quoteHash } from '../../../core/billing/quote-hash.ts';
import { anAcknowledgement, aChargeLine, aQuote } from '../../builders/billing.ts';
import { NOW } from '../../builders/ids.ts';
import { eur } from '../../builders/money.ts';
import { aSeat } from '../../builders/seats.ts';
import { aStoredLine, aStoredQuote, aStoredRequest } from './stored.ts';
import { failureOf, race, times, type NewTenant } from './tenant.ts';

export function billingRules(newTenant: NewTenant): void {
  describe('quotes', () => {
    test('a quote is read back with the hash it was written with', async () => {
      const tenant = await newTenant();
      const quote = await tenant.run((stores) => aStoredQuote(stores, tenant));

      const read = await tenant.run(({ quotes }) => quotes.get(quote.id));

      expect(read && quoteHash(read)).toBe(quoteHash(quote));
    });

    test('a quote is never written over', async () => {
      const tenant = await newTenant();
      const { accountId, run } = tenant;
      const quote = await run((stores) => aStoredQuote(stores, tenant));

      const overwritten = run(({ quotes }) =>
        quotes.add(aQuote({ id: quote.id, request: { accountId, requested: 9 } })),
      );

      expect(await failureOf(overwritten)).toBeInstanceOf(Error);
      expect((await run(({ quotes }) => quotes.get(quote.id)))?.seats).toEqual(quote.seats);
    });
  });

  describe('acknowledgements', () => {
    test('one member acknowledges a quote once in each part: a repeated one keeps the first', async () => {
      const tenant = await newTenant();
      const { run, ada } = tenant;
      const quote = await run((stores) => aStoredQuote(stores, tenant));
      const first = anAcknowledgement(quote, { memberId: ada.id });
      const repeated = anAcknowledgement(quote, { memberId: ada.id, amount: eur(1n) });
      const asApprover = anAcknowledgement(quote, { memberId: ada.id, part: 'approver' });

      await run(async ({ acknowledgements }) => {
        for (const given of [first, repeated, asApprover]) await acknowledgements.add(given);
      });

      expect(await run(({ acknowledgements }) => acknowledgements.ofQuote(quote.id))).toEqual([first, asApprover]);
    });

    test('a double click in two transactions is one acknowledgement', async () => {
      const tenant = await newTenant();
      const { run, ada } = tenant;
      const quote = await run((stores) => aStoredQuote(stores, tenant));

      const done = await race(
        times(
          4,
          () => () => run((stores) => stores.acknowledgements.add(anAcknowledgement(quote, { memberId: ada.id }))),
        ),
      );

      expect(done).toHaveLength(4);
      expect(await run(({ acknowledgements }) => acknowledgements.ofQuote(quote.id))).toHaveLength(1);
    });
  });

  describe('charge lines', () => {
    test('an approval that is carried out many times at once is billed once', async () => {
      const tenant = await newTenant();
      const { run } = tenant;
      const request = await run((stores) => aStoredRequest(stores, tenant));
      const quote = await run(({ quotes }) => quotes.get(request.quoteId));
      if (quote === undefined) throw new Error('The quote is gone');

      const done = await race(
        times(4, () => () => run(({ charges }) => charges.add(aChargeLine(quote, { requestId: request.id })))),
      );

      expect(done).toHaveLength(4);
      expect(await run(({ charges }) => charges.ofRequest(request.id))).toHaveLength(1);
    });

    test('the parts of one request are lines of their own', async () => {
      const tenant = await newTenant();
      const { run } = tenant;
      const line = await run((stores) => aStoredLine(stores, tenant));
      const { quoteId, requestId } = line;
      const others = [2, 1].map((part) => ({
        ...line,
        ...aChargeLine(aQuote({ id: quoteId }), { requestId, part }),
        accountId: line.accountId,
      }));

      for (const other of others) await run(({ charges }) => charges.add(other));

      expect((await run(({ charges }) => charges.ofRequest(requestId))).map(({ part }) => part)).toEqual([0, 1, 2]);
    });

    test('named people who share a part are billed each on their own, and each of them once', async () => {
      const tenant = await newTenant();
      const { run, accountId, ada } = tenant;
      const seats = times(2, () => aSeat({ accountId, memberId: ada.id }));
      const request = await run((stores) => aStoredRequest(stores, tenant));
      const quote = await run(({ quotes }) => quotes.get(request.quoteId));
      if (quote === undefined) throw new Error('The quote is gone');
      await run(async (stores) => {
        for (const seat of seats) await stores.seats.add(seat);
      });
      const lines = [...seats, ...seats].map((seat) =>
        aChargeLine(quote, { requestId: request.id, seatId: seat.id, quantity: 1 }),
      );

      await race(lines.map((line) => () => run(({ charges }) => charges.add(line))));

      const billed = await run(({ charges }) => charges.ofRequest(request.id));
      expect(billed).toHaveLength(seats.length);
      expect(new Set(billed.map(({ seatId }) => seatId))).toEqual(new Set(seats.map(({ id }) => id)));
    });

    test('the line of a named person is found by the seat, and keeps its amount when it is accrued', async () => {
      const tenant = await newTenant();
      const { run, accountId, ada } = tenant;
      const seat = aSeat({ accountId, memberId: ada.id });
      const { voidAt: _, ...line } = await run(async (stores) => {
        const { requestId, quoteId } = await aStoredLine(stores, tenant);
        await stores.seats.add(seat);
        const quote = await stores.quotes.get(quoteId);
        if (quote === undefined) throw new Error('The quote is gone');
        const named = aChargeLine(quote, { requestId, part: 1, seatId: seat.id });
        await stores.charges.add(named);
        return named;
      });
      const from = Temporal.PlainDate.from('2026-03-13');
      const until = Temporal.PlainDate.from('2026-04-01');
      const accrued = {
        ...line,
        state: 'accrued',
        amount: eur(9010n),
        from,
        until,
        at: NOW,
        formula: '…',
        version: 2,
      } as const;

      await run(({ charges }) => charges.replace(line as never, accrued));

      const found = await run(({ charges }) => charges.ofSeat(seat.id));
      expect(found).toEqual(accrued);
      expect(found?.state === 'accrued' && [found.from.toString(), found.until.toString()]).toEqual([
        '2026-03-13',
        '2026-04-01',
      ]);
    });
  });
}
