import type { Clock } from '../../../core/clock.ts';
import type { Answer } from './exchange.ts';

type LoggedRequest = {
  readonly at: Temporal.Instant;
  /** The mailbox (or `token`, `directory`) that the request was about. */
  readonly subject: string;
  /** The vendor's own name of the method, as in `users.messages.list`. */
  readonly method: string;
  readonly units: number;
  readonly status: number;
  /** The ids of the messages whose content left in this answer. */
  readonly served: readonly string[];
};

/** The oracle of a run: what was asked, what it cost, and which messages were really handed out. */
export interface RequestLog {
  readonly add: (request: LoggedRequest) => void;
  readonly entries: (filter?: { readonly subject?: string; readonly method?: string }) => readonly LoggedRequest[];
  readonly units: (subject?: string) => number;
  readonly count: (filter?: { readonly subject?: string; readonly status?: number }) => number;
  /** How often each message of the mailbox was served. */
  readonly served: (subject: string) => ReadonlyMap<string, number>;
  readonly clear: () => void;
}

export function createRequestLog(): RequestLog {
  const log: LoggedRequest[] = [];
  const about = (subject: string | undefined): readonly LoggedRequest[] =>
    subject === undefined ? log : log.filter((entry) => entry.subject === subject);
  return {
    add: (request) => {
      log.push(request);
    },
    entries: ({ subject, method } = {}) =>
      about(subject).filter((entry) => method === undefined || entry.method === method),
    units: (subject) => about(subject).reduce((sum, entry) => sum + entry.units, 0),
    count: ({ subject, status } = {}) =>
      about(subject).filter((entry) => status === undefined || entry.status === status).length,
    served: (subject) => {
      const times = new Map<string, number>();
      for (const id of about(subject).flatMap((entry) => entry.served)) times.set(id, (times.get(id) ?? 0) + 1);
      return times;
    },
    clear: () => {
      log.length = 0;
    },
  };
}

export type Noted = Partial<Pick<LoggedRequest, 'subject' | 'units' | 'served'>>;

/** Logs the answer on its way out. */
export function noting({ log, clock }: { readonly log: RequestLog; readonly clock: Clock }, method: string) {
  return (answer: Answer, { subject = 'other', units = 0, served = [] }: Noted = {}): Answer => {
    log.add({ at: clock.now(), subject, method, units, served, status: answer.kind === 'reset' ? 0 : answer.status });
    return answer;
  };
}
