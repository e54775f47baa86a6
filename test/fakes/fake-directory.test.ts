import { directoryReaderContract } from '../contracts/directory-reader-contract.ts';
import { createFakeDirectory } from './fake-directory.ts';

directoryReaderContract('memory', async () => {
  const reader = createFakeDirectory();
  reader.join('ada@acme.example', 'Ada Lovelace');
  reader.join('grace@acme.example', 'Grace Hopper');
  reader.join('linus@acme.example', 'Linus Torvald', false);
  reader.join('eve@other.example', 'Eve Moneypenny');
  return {
    reader,
    domain: 'acme.example',
    reachable: ['ada@acme.example', 'grace@acme.example'],
    unreachable: ['linus@acme.example'],
    [Symbol.asyncDispose]: async () => undefined,
  };
});
