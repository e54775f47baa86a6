import { jobStoreContract } from '../contracts/job-store-contract.ts';

jobStoreContract('PostgreSQL', async () => ({ mongoUri: undefined }));
