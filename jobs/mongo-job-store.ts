import { MongoBackend } from '@agendajs/mongo-backend';
import { MongoClient } from 'mongodb';
import type { Log } from '../core/log.ts';
import type { JobStore } from './job-store.ts';
import { watchBackend } from './watched-backend.ts';

const DATABASE = 'usher';

export async function openMongoJobStore({ log, uri }: { readonly log: Log; readonly uri: string }): Promise<JobStore> {
  const client = new MongoClient(uri, { appName: 'usher-jobs', serverSelectionTimeoutMS: 5_000 });
  // A database that the URI names goes before the default one.
  const db = new URL(uri).pathname.length > 1 ? client.db() : client.db(DATABASE);
  const ping = async (): Promise<void> => {
    await db.command({ ping: 1 });
  };
  try {
    await ping();
  } catch (error) {
    await client.close();
    throw new Error('The job store in MongoDB cannot be reached', { cause: error });
  }
  const { backend, idle } = watchBackend(new MongoBackend({ mongo: db }), log);
  const close = async (): Promise<void> => {
    await idle();
    await client.close();
  };
  return { name: 'mongodb', backend, ping, close };
}
