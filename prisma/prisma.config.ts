import { defineConfig } from 'prisma/config';

const url = process.env['DATABASE_URL'];

/** For the Prisma command line only; the application connects and migrates by itself. */
export default defineConfig({
  schema: 'schema',
  migrations: { path: 'migrations' },
  ...(url === undefined ? {} : { datasource: { url } }),
});
