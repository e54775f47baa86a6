import type { AgendaBackend } from 'agenda';
import type { Log } from '../core/log.ts';
import { openMongoJobStore } from './mongo-job-store.ts';
import { openPostgresJobStore } from './postgres-job-store.ts';

export type JobStoreOptions = {
  readonly log: Log;
  /** The application's own PostgreSQL, with a schema in front that its role may create tables in. */
  readonly postgresUrl: string;
  /** Where it is given the jobs are kept there instead. */
  readonly mongoUri: string | undefined;
};

/** Where the alarm clock keeps its alarms. Losing all of it loses no work. */
export type JobStore = {
  readonly name: 'postgresql' | 'mongodb';
  readonly backend: AgendaBackend;
  /** Throws when the store does not answer: for the readiness endpoint. */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Throws when the store cannot be reached: then the process must not start. */
export function openJobStore({ log, postgresUrl, mongoUri }: JobStoreOptions): Promise<JobStore> {
  return mongoUri === undefined
    ? openPostgresJobStore({ log, url: postgresUrl })
    : openMongoJobStore({ log, uri: mongoUri });
}
