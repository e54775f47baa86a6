import type { MailboxFault, MailboxProvider, ProviderFailure, Reading } from '../../core/mailboxes/mailbox-provider.ts';
import { err, ok, type Err } from '../../core/result.ts';
import { createFakeMailbox, type FakeMailbox, type MailboxSetup, type MailboxState } from './mailbox/fake-mailbox.ts';
import { readPage } from './mailbox/read-page.ts';
import { createScript } from './scripted-failures.ts';

export type FakeMailboxProvider = MailboxProvider & {
  readonly addMailbox: (setup: MailboxSetup | string) => FakeMailbox;
  /** The next call of either kind fails: throttled, unavailable or unauthorised. */
  readonly failNext: (failure: ProviderFailure, times?: number) => void;
  /** Every reading that was asked for, failed ones too. */
  readonly readings: () => readonly Reading[];
};

/** One organization's mailboxes at a provider, in memory. */
export function createFakeMailboxProvider({ pageSize = 2 }: { readonly pageSize?: number } = {}): FakeMailboxProvider {
  const known = new Map<string, { readonly mailbox: FakeMailbox; readonly state: MailboxState }>();
  const script = createScript<ProviderFailure>();
  const readings: Reading[] = [];

  const open = (address: string) => {
    const failure = script.next();
    if (failure !== undefined) return err(failure);
    const found = known.get(address.toLowerCase());
    if (found === undefined) return notPrimary(address);
    const fault = found.state.fault();
    return fault === undefined ? ok(found) : unauthorised(fault);
  };
  const notPrimary = (address: string): Err<ProviderFailure> => {
    const primary = [...known.values()].find(({ mailbox }) => mailbox.aliases.includes(address.toLowerCase()));
    if (primary === undefined) return unauthorised('no-such-mailbox');
    return err({ kind: 'unauthorised', fault: 'alias', detail: primary.mailbox.address });
  };

  return {
    check: async (address, signal) => {
      signal.throwIfAborted();
      const opened = open(address);
      if (!opened.ok) return opened;
      const { mailbox, state } = opened.value;
      const { address: primaryAddress, aliases, access } = mailbox;
      return ok({ primaryAddress, aliases, access, messageCount: state.messages.size });
    },
    changes: async (reading, signal) => {
      signal.throwIfAborted();
      readings.push(reading);
      const opened = open(reading.address);
      return opened.ok ? ok(readPage(opened.value.state, reading, pageSize)) : opened;
    },
    addMailbox: (setup) => {
      const created = createFakeMailbox(typeof setup === 'string' ? { address: setup } : setup);
      known.set(created.mailbox.address.toLowerCase(), created);
      return created.mailbox;
    },
    failNext: script.add,
    readings: () => [...readings],
  };
}

function unauthorised(fault: MailboxFault): Err<ProviderFailure> {
  return err({ kind: 'unauthorised', fault, detail: `the fake mailbox is ${fault}` });
}
