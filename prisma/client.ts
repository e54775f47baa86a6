import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient, type Prisma } from './generated/client.ts';

/** Queries inside one transaction. */
export type Queries = Prisma.TransactionClient;

export type ClientOptions = { readonly url: string; readonly connections: number };

/** A pool of connections; nothing is opened before the first query. */
export function createClient({ url, connections }: ClientOptions): PrismaClient {
  const pool = { connectionString: url, max: connections, connectionTimeoutMillis: 5_000, application_name: 'usher' };
  // The driver adapter reads and writes timestamps without their zone, which is right in a UTC session only.
  return new PrismaClient({ adapter: new PrismaPg({ ...pool, options: '-c TimeZone=UTC' }) });
}
