import { mailContract } from '../../contracts/mail-contract.ts';
import { createFakeDatabase } from '../../fakes/fake-database.ts';

mailContract({
  name: 'memory',
  open: async (signal) => createFakeDatabase(signal === undefined ? {} : { signal }),
});
