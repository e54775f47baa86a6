import { z } from 'zod';
import { idSchema, type Id } from '../ids.ts';
import type { RecordContext } from '../records/record-context.ts';
import { readConnections, readOrganizations, readPeople } from '../records/read-people.ts';
import type { OrganizationFilter, PeopleFilter } from '../relationships/crm-pages.ts';
import type { WhoKnowsDeps } from '../relationships/who-knows-context.ts';
import type { Inline, View } from '../views/view.ts';
import { absentWhenEmpty, domainArgument } from './arguments.ts';
import { command, type Command } from './command.ts';
import { inRecords } from './in-records.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const PAGE = 20;
const search = absentWhenEmpty(z.string().trim().min(2, 'At least two letters.').max(100, 'At most 100 characters.'));

const PEOPLE = signature({
  name: 'people',
  group: 'insight',
  summary: 'People outside whom the company’s mailboxes know, the newest first',
  example: '/seat people organization:navy.example',
  reach: 'typed',
  typed: ['search'],
  carried: ['before'],
  args: z.object({
    search,
    organization: absentWhenEmpty(domainArgument),
    before: absentWhenEmpty(idSchema('person')),
  }),
});

const ORGANIZATIONS = signature({
  name: 'organizations',
  group: 'insight',
  summary: 'Organizations whom the company’s mailboxes know, the newest first',
  example: '/seat organizations navy',
  reach: 'typed',
  typed: ['search'],
  carried: ['before'],
  args: z.object({ search, before: absentWhenEmpty(idSchema('organization')) }),
});

export function createDirectory(deps: WhoKnowsDeps): readonly Command[] {
  return [
    command({
      signature: PEOPLE,
      run: (args, context) => inRecords(deps, context, (records) => people(records, args)),
    }),
    command({
      signature: ORGANIZATIONS,
      run: (args, context) => inRecords(deps, context, (records) => organizations(records, args)),
    }),
  ];
}

async function people(records: RecordContext, args: z.output<typeof PEOPLE.args>): Promise<Reply> {
  const filter = peopleFilter(args);
  const page = { before: args.before, limit: PAGE };
  const { items, next } = await readPeople(records, filter, page);
  const { items: connections } = await readConnections(records, filter, page);
  const rows = items.map((person): readonly Inline[] => {
    const best = connections.find((one) => one.person.id === person.id);
    return [
      { strong: person.name ?? person.address },
      person.address,
      person.organization ?? '',
      ...(best === undefined ? [''] : [{ member: best.member.id, name: best.member.fullName }]),
    ];
  });
  const columns = ['Name', 'E-mail', 'Organization', 'Best known by'];
  return privately(pageView({ what: 'people', columns, rows, args, next }));
}

async function organizations(records: RecordContext, args: z.output<typeof ORGANIZATIONS.args>): Promise<Reply> {
  const filter: OrganizationFilter =
    args.search === undefined ? { kind: 'all' } : { kind: 'name', words: args.search.split(/\s+/u) };
  const { items, next } = await readOrganizations(records, filter, { before: args.before, limit: PAGE });
  const rows = items.map(({ domain }): readonly Inline[] => [{ strong: domain }]);
  return privately(pageView({ what: 'organizations', columns: ['Organization'], rows, args, next }));
}

function peopleFilter({ search: words, organization }: z.output<typeof PEOPLE.args>): PeopleFilter {
  if (organization !== undefined) return { kind: 'organization', domain: organization };
  if (words === undefined) return { kind: 'all' };
  return words.includes('@')
    ? { kind: 'address', address: words.toLowerCase() }
    : { kind: 'name', words: words.split(/\s+/u) };
}

type PageOf = {
  readonly what: 'people' | 'organizations';
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Inline[])[];
  readonly args: Readonly<Record<string, unknown>>;
  readonly next: Id<'person'> | Id<'organization'> | undefined;
};

function pageView({ what, columns, rows, args, next }: PageOf): View {
  const none = what === 'people' ? 'Nobody whom you may find' : 'No organization that you may find';
  return {
    title: rows.length === 0 ? none : what === 'people' ? 'People' : 'Organizations',
    tone: 'neutral',
    blocks: [
      rows.length === 0
        ? { kind: 'text', text: ['They appear as mailboxes are read. Search with other words, or without any.'] }
        : { kind: 'table', columns, rows, total: rows.length },
      { kind: 'note', text: ['Who knows one of them, and how well: ', { code: '/seat who' }, ' and a name.'] },
    ],
    actions:
      next === undefined
        ? []
        : [{ kind: 'run', label: 'Next', weight: 'plain', does: { command: what, args: { ...args, before: next } } }],
  };
}
