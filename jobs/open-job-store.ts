import type { Log } from '../core/log.ts';
import type { JobStore } from './job-store.ts';
import { openMongoJobStore } from './mongo-job-store.ts';
import { openPostgresJobStore } from './postgres-job-store.ts';

export type JobStoreOptions = {
  readonly log: Log;
  /** The application's own PostgreSQL, with a schema in front that its role may create tables in. */
  readonly postgresUrl: string;
  /** Where it is given the jobs are kept there instead. */
  readonly mongoUri: string | undefined;
};

/** Throws when the store cannot be reached: then the process must not start. */
export function openJobStore({ log, postgresUrl, mongoUri }: JobStoreOptions): Promise<JobStore> {
  return mongoUri === undefined
    ? openPostgresJobStore({ log, url: postgresUrl })
    : openMongoJobStore({ log, uri: mongoUri });
}
