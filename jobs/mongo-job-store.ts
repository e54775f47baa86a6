import { MongoBackend } from '@agendajs/mongo-backend';
import { MongoClient } from 'mongodb';
import type { JobStore } from './job-store.ts';

const DATABASE = 'usher';

export async function openMongoJobStore({ uri }: { readonly uri: string }): Promise<JobStore> {
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
  return { name: 'mongodb', backend: new MongoBackend({ mongo: db }), ping, close: () => client.close() };
}
