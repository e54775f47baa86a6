import type { DirectoryLook } from '../../../core/directory/directory-look.ts';
import type { Document } from '../../../core/documents/document.ts';
import { byId, member } from './rules.ts';
import type { Rules } from './table.ts';
import type { ListedRow } from './tables.ts';

export const directoryLooks: Rules<DirectoryLook> = {
  name: 'directory_look',
  key: byId,
  uniques: [{ name: 'open', of: ({ state }) => (state === 'reading' ? 'reading' : undefined) }],
  references: ({ askedBy }) => [member(askedBy)],
};
export function directoryPersonKey({ lookId, address }: Pick<ListedRow, 'lookId' | 'address'>): string {
  return `${lookId} ${address}`;
}
export const directoryPeople: Rules<ListedRow> = {
  name: 'directory_person',
  key: directoryPersonKey,
  references: ({ lookId }) => [{ table: 'directory_look', key: lookId }],
};
export const documents: Rules<Document> = {
  name: 'document',
  key: byId,
  references: ({ memberId, deliveryId }) => [member(memberId), { table: 'delivery', key: deliveryId }],
};
