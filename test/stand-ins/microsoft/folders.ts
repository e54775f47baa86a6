import { hash } from '../http/seeded.ts';
import type { Mailbox, Place } from '../corpus/mailbox.ts';

export type Folder = {
  readonly id: string;
  readonly place: Place;
  readonly displayName: string;
  readonly parent: Place | undefined;
  readonly isHidden: boolean;
};

/** The members of a mailFolder resource. */
export type GraphMailFolder = {
  readonly id: string;
  readonly displayName: string;
  readonly parentFolderId: string;
  readonly childFolderCount: number;
  readonly unreadItemCount: number;
  readonly totalItemCount: number;
  readonly sizeInBytes: number;
  readonly isHidden: boolean;
};

const WELL_KNOWN: readonly (readonly [string, Place, string])[] = [
  ['archive', 'archive', 'Archive'],
  ['conversationhistory', 'Conversation History', 'Conversation History'],
  ['deleteditems', 'trash', 'Deleted Items'],
  ['drafts', 'drafts', 'Drafts'],
  ['inbox', 'inbox', 'Inbox'],
  ['junkemail', 'junk', 'Junk Email'],
  ['outbox', 'outbox', 'Outbox'],
  ['sentitems', 'sent', 'Sent Items'],
  ['syncissues', 'Sync Issues', 'Sync Issues'],
];

const HIDDEN: Place = 'Conversation Action Settings';

export function foldersOf(mailbox: Mailbox): readonly Folder[] {
  const known = WELL_KNOWN.map(([, place, displayName]) => folder(mailbox, place, displayName));
  const places = new Set<Place>([HIDDEN]);
  for (const place of mailbox.places()) {
    if (WELL_KNOWN.some(([, wellKnown]) => wellKnown === place)) continue;
    const steps = place.split('/');
    for (let depth = 1; depth <= steps.length; depth += 1) places.add(steps.slice(0, depth).join('/'));
  }
  return [...known, ...[...places].map((place) => folder(mailbox, place, place.slice(place.lastIndexOf('/') + 1)))];
}

function folder(mailbox: Mailbox, place: Place, displayName: string): Folder {
  const slash = place.lastIndexOf('/');
  return {
    id: folderIdOf(mailbox, place),
    place,
    displayName,
    parent: slash === -1 ? undefined : place.slice(0, slash),
    isHidden: place === HIDDEN,
  };
}

export function folderIdOf(mailbox: Mailbox, place: Place): string {
  return `AQMkADAwATM0MDAAMS1i${hash(`${mailbox.owner.id}/${place}`, 'base64url', 40)}AAA=`;
}

/** By id, or by well-known name in any case. */
export function folderAt(mailbox: Mailbox, key: string): Folder | undefined {
  const place = WELL_KNOWN.find(([name]) => name === key.toLowerCase())?.[1];
  return foldersOf(mailbox).find((candidate) => candidate.id === key || candidate.place === place);
}

export function folderResource(
  mailbox: Mailbox,
  { id, place, displayName, parent, isHidden }: Folder,
): GraphMailFolder {
  const items = mailbox.newestFirst().filter((item) => item.place === place);
  return {
    id,
    displayName,
    parentFolderId: folderIdOf(mailbox, parent ?? 'msgfolderroot'),
    childFolderCount: foldersOf(mailbox).filter((child) => child.parent === place).length,
    unreadItemCount: items.filter(({ isRead }) => !isRead).length,
    totalItemCount: items.length,
    sizeInBytes: items.reduce((sum, { mail }) => sum + mail.size, 0),
    isHidden,
  };
}
