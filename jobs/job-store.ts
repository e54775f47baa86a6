import type { AgendaBackend } from 'agenda';

/** Where the alarm clock keeps its alarms. Losing all of it loses no work. */
export type JobStore = {
  readonly name: 'postgresql' | 'mongodb';
  readonly backend: AgendaBackend;
  /** Throws when the store does not answer: for the readiness endpoint. */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
};
