import { Client, DatabaseError } from 'pg';

/** One plain connection for what the mapped client cannot do: roles, migrations, looking around. */
export async function withPostgres<Value>(url: string, use: (client: Client) => Promise<Value>): Promise<Value> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000, application_name: 'usher' });
  // A connection that breaks while idle says so here; the query that needed it fails by itself.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** The database's own code of a failure, such as 42P04. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof DatabaseError ? error.code : undefined;
}
