import { err, ok, type Result } from '../result.ts';
import { ROW_FIELD_NAMES, ROW_FIELDS, type RowField } from './batch-row.ts';

export type Column = RowField | 'firstName' | 'lastName';

export type ReadHeader = {
  readonly columns: Readonly<Partial<Record<Column, number>>>;
  /** Headings that mean nothing here; they are named, so that nobody believes they were used. */
  readonly ignored: readonly string[];
};

export type HeaderRefused =
  | { readonly kind: 'column-missing'; readonly missing: readonly RowField[] }
  | { readonly kind: 'column-twice'; readonly headings: readonly string[] };

/** The header line to use when in doubt. */
export const HEADER_LINE = ROW_FIELDS.map((field) => ROW_FIELD_NAMES[field]).join(',');

const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  fullName: ['full name', 'name', 'fullname', 'display name', 'displayname'],
  firstName: ['first name', 'firstname', 'given name'],
  lastName: ['last name', 'lastname', 'family name', 'surname'],
  address: ['e mail', 'email', 'mail', 'address', 'e mail address', 'email address', 'primary address'],
  seatType: ['seat type', 'seattype', 'seat', 'type', 'licence', 'license'],
  privacy: ['privacy', 'privacy level'],
  team: ['team'],
  mailSystem: ['mail system', 'mailsystem', 'mailbox', 'provider'],
  trial: ['trial', 'trial days', 'test'],
  until: ['until', 'last day', 'lastday', 'end', 'ends', 'end date', 'expires', 'expiry', 'expiry date', 'valid until'],
};

const COLUMNS = [...ROW_FIELDS, 'firstName', 'lastName'] as const satisfies readonly Column[];

/** Which column is which, by its heading in any case, with blanks, hyphens or underscores. */
export function readHeader(header: readonly string[]): Result<ReadHeader, HeaderRefused> {
  const named = header.map((heading, index) => ({ heading: heading.trim(), index, column: columnOf(heading) }));
  const columns: Partial<Record<Column, number>> = {};
  for (const { column, index } of named) {
    if (column === undefined) continue;
    if (columns[column] !== undefined)
      return err({
        kind: 'column-twice',
        headings: named.filter((each) => each.column === column).map(({ heading }) => heading),
      });
    columns[column] = index;
  }
  const hasName = columns.fullName !== undefined || columns.firstName !== undefined || columns.lastName !== undefined;
  const missing: readonly RowField[] = [
    ...(hasName ? [] : (['fullName'] as const)),
    ...(columns.address === undefined ? (['address'] as const) : []),
  ];
  if (missing.length > 0) return err({ kind: 'column-missing', missing });
  const ignored = named.filter(({ column, heading }) => column === undefined && heading !== '');
  return ok({ columns, ignored: ignored.map(({ heading }) => heading) });
}

function columnOf(heading: string): Column | undefined {
  const words = heading
    .toLowerCase()
    .split(/[\s_-]+/u)
    .filter((word) => word !== '')
    .join(' ');
  return COLUMNS.find((column) => HEADINGS[column].includes(words));
}
