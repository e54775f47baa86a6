import { storesContract } from '../contracts/stores-contract.ts';
import { createFakeDatabase } from './fake-database.ts';

storesContract({
  name: 'memory',
  open: async (signal) => createFakeDatabase(signal === undefined ? {} : { signal }),
});
