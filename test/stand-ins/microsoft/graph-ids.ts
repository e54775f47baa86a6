import { hash } from '../http/seeded.ts';
import type { Mailbox, MailItem, Place } from '../corpus/mailbox.ts';

/** An immutable id survives a move between folders; the ordinary one does not. */
export type IdType = 'immutable' | 'ordinary';

export interface GraphIds {
  readonly idOf: (item: MailItem, idType: IdType, place?: Place) => string;
  /** Only an id in the exact case in which it was handed out finds its message. */
  readonly itemOf: (graphId: string) => MailItem | undefined;
}

export function createGraphIds(mailbox: Mailbox): GraphIds {
  const owner = mailbox.owner.id;
  const itemIds = new Map<string, { readonly itemId: string; readonly place: Place | undefined }>();
  return {
    idOf: (item, idType, place = item.place) => {
      const graphId =
        idType === 'immutable'
          ? `AAkALgAAAAAAHYQDEapm${immutableHash(owner, item.ordinal)}AAA=`
          : `AAMkADAwATM0MDAAMS1i${hash(`${owner}/${item.ordinal}/${place}`, 'base64url', 43)}AAA=`;
      itemIds.set(graphId, { itemId: item.id, place: idType === 'immutable' ? undefined : place });
      return graphId;
    },
    itemOf: (graphId) => {
      const known = itemIds.get(graphId);
      const item = mailbox.find(known?.itemId ?? '');
      return known?.place === undefined || known.place === item?.place ? item : undefined;
    },
  };
}

/** One pair in fifty differs in nothing but case, which a case-insensitive key would merge. */
function immutableHash(owner: string, ordinal: number): string {
  const pair = Math.floor(ordinal / 2);
  if (pair % 50 !== 0) return hash(`${owner}/${ordinal}`, 'base64url', 43);
  const shared = hash(`${owner}/pair/${pair}`, 'base64url', 43);
  return ordinal % 2 === 0 ? shared : swapCase(shared);
}

function swapCase(text: string): string {
  return text.replaceAll(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}
