import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe } from 'vitest';
import { jobStoreContract } from '../contracts/job-store-contract.ts';
import { runFerretDb, type RunningServer } from './run-ferretdb.ts';

const uri = process.env['MONGODB_URI'];
const ferretDb = process.env['FERRETDB_BIN'];
const isMissing = uri === undefined && ferretDb === undefined;

describe.skipIf(isMissing)('MongoDB (skipped where neither MONGODB_URI nor FERRETDB_BIN is set)', () => {
  let server: RunningServer | undefined;

  beforeAll(async () => {
    if (uri === undefined && ferretDb !== undefined) server = await runFerretDb(ferretDb);
  });

  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
  });

  jobStoreContract(uri === undefined ? 'FerretDB' : 'MongoDB', async () => {
    const place = new URL(uri ?? server?.uri ?? '');
    place.pathname = `/usher_test_${randomBytes(6).toString('hex')}`;
    return { mongoUri: place.href };
  });
});
