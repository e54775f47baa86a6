import { headFileContract } from '../contracts/head-file-contract.ts';
import { createFakeHeadFile } from './fake-head-file.ts';

headFileContract({
  name: 'memory',
  open: async () => ({ file: createFakeHeadFile(), [Symbol.asyncDispose]: async () => {} }),
});
