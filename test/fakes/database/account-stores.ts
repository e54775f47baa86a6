import type { AccountStore, ChannelStore } from '../../../core/accounts/account-store.ts';
import { staleRow } from '../../../core/stale-row.ts';
import { openTable } from './open-table.ts';
import type { Session } from './session.ts';
import { ACCOUNT } from './table.ts';
import type { Tables } from './tables.ts';

export function openAccounts(
  tables: Tables,
  session: Session,
): AccountStore & { readonly nextRequest: () => Promise<number>; readonly nextRemoval: () => Promise<number> } {
  const { accountId } = session;
  const rows = openTable(tables.accounts, session);
  const terms = openTable(tables.terms, session);
  return {
    get: async () => {
      const row = await rows.get(ACCOUNT.key);
      if (row === undefined) throw session.broken('There is no such account');
      return row.account;
    },
    replace: async ({ version }, next) => {
      const row = await rows.lock(ACCOUNT.key);
      if (row?.account.version !== version) throw staleRow('Account');
      await rows.change(ACCOUNT.key, () => true, { ...row, account: next });
    },
    terms: async () =>
      (await terms.all()).map((row) => row.terms).toSorted((one, other) => other.version - one.version)[0],
    addTerms: (next) => terms.insert({ accountId, terms: next }),
    nextRequest: () => numbered('requests'),
    nextRemoval: () => numbered('removals'),
  };

  async function numbered(counter: 'requests' | 'removals'): Promise<number> {
    const row = await rows.lock(ACCOUNT.key);
    if (row === undefined) throw session.broken('There is no such account');
    const number = row[counter] + 1;
    await rows.change(ACCOUNT.key, () => true, { ...row, [counter]: number });
    return number;
  }
}

export function openChannels(tables: Tables, session: Session): ChannelStore {
  const { accountId } = session;
  const rows = openTable(tables.channels, session);
  return {
    list: async () => (await rows.all()).filter(({ isOff }) => !isOff).map(({ channel }) => channel),
    set: (channel) => rows.put({ accountId, channel, isOff: false }),
    remove: async ({ purpose, surface }) => {
      const row = (await rows.all()).find(({ channel }) => channel.purpose === purpose && channel.surface === surface);
      if (row !== undefined) await rows.put({ ...row, isOff: true });
    },
  };
}
