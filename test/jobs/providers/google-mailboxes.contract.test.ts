import { mailboxProviderContract } from '../../contracts/mailbox-provider-contract.ts';
import { openGoogle } from './google-world.ts';

mailboxProviderContract({
  name: 'Google Workspace',
  open: () => openGoogle(),
  refused: [
    ['tom@lindenpartners.example', 'alias'],
    ['nobody@lindenpartners.example', 'no-such-mailbox'],
    ['harold.beck@lindenpartners.example', 'suspended'],
  ],
});
