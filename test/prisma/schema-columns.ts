import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

type Column = {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly hasDefault: boolean;
};

export type SchemaText = {
  readonly columns: readonly Column[];
  /** `member unique account_id,address` */
  readonly keys: readonly string[];
  /** `identity references member by account_id,member_id` */
  readonly references: readonly string[];
};

const FOLDER = join(import.meta.dirname, '../../prisma/schema');

/** What the schema files say about the database, in the database's own words. Throws on a line it does not understand. */
export async function readSchema(): Promise<SchemaText> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.prisma'));
  const text = (await Promise.all(files.map((name) => readFile(join(FOLDER, name), 'utf8')))).join('\n');
  const models = [...text.matchAll(/^model (\w+) \{\n([^}]*)^\}/gm)].map(([, name = '', body = '']) =>
    model(name, body),
  );
  const tables = new Map(models.map(({ name, table }) => [name, table]));
  return {
    columns: models
      .flatMap((one) => columnsOf(one, tables))
      .toSorted((left, right) => (left.name < right.name ? -1 : 1)),
    keys: models.flatMap(keysOf).toSorted(),
    references: models.flatMap((one) => referencesOf(one, tables)).toSorted(),
  };
}

type Model = {
  readonly name: string;
  readonly table: string;
  readonly lines: readonly string[];
  readonly columnByField: ReadonlyMap<string, string>;
};

function model(name: string, body: string): Model {
  const lines = body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const fields = lines.filter((line) => !line.startsWith('@@')).map((line) => line.split(/\s+/)[0] ?? '');
  const columnByField = new Map(
    fields.map((field) => {
      const line = lines.find((one) => one.startsWith(`${field} `)) ?? '';
      return [field, /@map\("(\w+)"\)/.exec(line)?.[1] ?? field];
    }),
  );
  return { name, table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name, lines, columnByField };
}

function columnsOf({ table, lines, columnByField }: Model, tables: ReadonlyMap<string, string>): readonly Column[] {
  return lines.flatMap((line) => {
    const [, field = '', type = '', mark = ''] = /^(\w+)\s+(\w+)(\[\]|\?)?/.exec(line) ?? [];
    if (line.startsWith('@@') || tables.has(type)) return [];
    const name = `${table}.${columnByField.get(field) ?? field}`;
    const sqlType = typeOf(type, line) + (mark === '[]' ? '[]' : '');
    return [{ name, type: sqlType, nullable: mark === '?', hasDefault: line.includes('@default(') }];
  });
}

const TYPES: Readonly<Record<string, string>> = {
  'String @db.Uuid': 'uuid',
  String: 'text',
  Int: 'integer',
  'Int @db.SmallInt': 'smallint',
  BigInt: 'bigint',
  Float: 'double precision',
  Boolean: 'boolean',
  Bytes: 'bytea',
  Json: 'jsonb',
  'DateTime @db.Date': 'date',
  'DateTime @db.Timestamptz(6)': 'timestamp(6) with time zone',
};

function typeOf(type: string, line: string): string {
  const native = /@db\.[\w()]+/.exec(line)?.[0];
  const known = TYPES[native === undefined ? type : `${type} ${native}`];
  if (known === undefined) throw new Error(`No database type is known for: ${line}`);
  return known;
}

const KINDS: Readonly<Record<string, string>> = { id: 'primary', unique: 'unique', index: 'index' };

function keysOf({ table, lines, columnByField }: Model): readonly string[] {
  return lines.flatMap((line) => {
    const [, kind = '', list = ''] = /^@@(id|unique|index)\(\[([^\]]*)\]/.exec(line) ?? [];
    if (kind !== '') return [`${table} ${KINDS[kind] ?? kind} ${columnNames(list, columnByField)}`];
    return / @id\b/.test(line) ? [`${table} primary ${columnNames(line.split(/\s+/)[0] ?? '', columnByField)}`] : [];
  });
}

function referencesOf({ table, lines, columnByField }: Model, tables: ReadonlyMap<string, string>): readonly string[] {
  return lines.flatMap((line) => {
    const [, target = '', by = ''] = /^\w+\s+(\w+)\??\s+@relation\(.*fields: \[([^\]]*)\]/.exec(line) ?? [];
    if (by === '') return [];
    return [`${table} references ${tables.get(target) ?? target} by ${columnNames(by, columnByField)}`];
  });
}

function columnNames(list: string, columnByField: ReadonlyMap<string, string>): string {
  const fields = list.split(',').map((field) => field.trim());
  return fields.map((field) => columnByField.get(field) ?? field).join(',');
}
