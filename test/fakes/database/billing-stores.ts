import type {
  AcknowledgementStore,
  ChargeLineStore,
  CreditStore,
  QuoteStore,
  ReductionStore,
  StatementStore,
} from '../../../core/billing/billing-store.ts';
import { openTable } from './open-table.ts';
import type { Session } from './session.ts';
import { byInstant, newestFirst, swap } from './swap.ts';
import type { Tables } from './tables.ts';

export function openQuotes(tables: Tables, session: Session): QuoteStore {
  const rows = openTable(tables.quotes, session);
  return { get: rows.get, add: rows.insert };
}

export function openAcknowledgements(tables: Tables, session: Session): AcknowledgementStore {
  const rows = openTable(tables.acknowledgements, session);
  return {
    ofQuote: async (quoteId) =>
      (await rows.all()).filter((given) => given.quoteId === quoteId).toSorted(byInstant(({ at }) => at)),
    add: async (acknowledgement) => {
      await rows.add(acknowledgement);
    },
  };
}

export function openCharges(tables: Tables, session: Session): ChargeLineStore {
  const rows = openTable(tables.charges, session);
  return {
    get: rows.get,
    ofRequest: async (requestId) =>
      (await rows.all()).filter((line) => line.requestId === requestId).toSorted((one, other) => one.part - other.part),
    ofSeat: async (seatId) => (await rows.all()).filter((line) => line.seatId === seatId).toSorted(newestFirst)[0],
    list: rows.all,
    add: async (line) => {
      await rows.add(line);
    },
    replace: (previous, next) => swap(rows, 'Charge line', previous, next),
  };
}

export function openCredits(tables: Tables, session: Session): CreditStore {
  const rows = openTable(tables.credits, session);
  return { list: rows.all, add: rows.insert };
}

export function openReductions(tables: Tables, session: Session): ReductionStore {
  const rows = openTable(tables.reductions, session);
  return {
    list: rows.all,
    add: rows.insert,
    replace: (previous, next) => swap(rows, 'Reduction', previous, next),
  };
}

export function openStatements(tables: Tables, session: Session): StatementStore {
  const rows = openTable(tables.statements, session);
  return { list: rows.all, add: rows.insert };
}
