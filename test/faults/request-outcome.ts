import { plainText } from '../../core/views/plain-text.ts';
import type { World } from './world.ts';

/** What is written down about one request, counted: whatever happens twice shows here. */
export type RequestOutcome = {
  readonly state: string;
  readonly approvals: number;
  readonly agreements: number;
  readonly charges: number;
  readonly decisions: number;
  /** What each copy of the card shows; a copy that is not brought up to date yet is left out. */
  readonly cards: readonly string[];
};

export async function outcomeOf({ inAccount }: World, number: number): Promise<RequestOutcome> {
  return await inAccount(async ({ requests, acknowledgements, charges, audit, notices }) => {
    const request = await requests.byNumber(number);
    if (request === undefined) throw new Error(`There is no request ${number}`);
    const agreements = await acknowledgements.ofQuote(request.quoteId);
    const lines = await charges.ofRequest(request.id);
    const records = (await audit.from(1, 1000)).filter(({ subject }) => subject.id === request.id);
    const copies = await notices.ofSubject(`request:${request.id}`);
    return {
      state: request.state,
      approvals: request.approvals.length,
      agreements: agreements.filter(({ part }) => part === 'approver').length,
      charges: lines.length,
      decisions: records.filter(({ kind }) => kind === 'request.approved').length,
      cards: copies
        .filter((copy) => copy.state === 'delivered' && copy.shown === copy.wanted)
        .map(({ view }) => plainText(view, { timeZone: 'UTC', actions: 'labels' })),
    };
  });
}
