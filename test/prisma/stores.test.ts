import { storesContract } from '../contracts/stores-contract.ts';
import { openTestDatabase } from './test-database.ts';

storesContract({
  name: 'PostgreSQL',
  open: (signal) => openTestDatabase({ signalLost: () => undefined, ...(signal === undefined ? {} : { signal }) }),
});
