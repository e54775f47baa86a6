import { mailboxProviderContract } from '../../contracts/mailbox-provider-contract.ts';
import { openMicrosoft } from './microsoft-world.ts';

mailboxProviderContract({
  name: 'Microsoft 365',
  open: () => openMicrosoft(),
  refused: [
    ['m.ferraro@linden-europe.example', 'alias'],
    ['mferraro@linden-europe.example', 'alias'],
    ['nobody@linden-europe.example', 'no-such-mailbox'],
    ['rasmus.dahl@linden-europe.example', 'not-licensed'],
  ],
});
