import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openApiDocument } from '../../../bots/web/api/openapi.ts';
import { aNote, aList } from '../../builders/records.ts';
import { NOW } from '../../builders/ids.ts';
import { sealedBody } from '../../../core/notes/note-body.ts';
import { anApi, deliver } from './api-world.ts';

const schema = z.record(z.string(), z.unknown());
const content = z.record(z.string(), z.object({ schema }));
const document = z
  .object({
    openapi: z.literal('3.1.0'),
    components: z.object({ schemas: z.object({ Problem: schema }) }),
    paths: z.record(
      z.string(),
      z.object({
        get: z.object({
          operationId: z.string(),
          parameters: z.array(
            z.object({ name: z.string(), in: z.enum(['path', 'query']), required: z.boolean(), schema }),
          ),
          responses: z.record(z.string(), z.object({ description: z.string(), content })),
        }),
      }),
    ),
  })
  .parse(openApiDocument());

describe('the OpenAPI document', () => {
  test('is served to everybody, as it was made', async () => {
    await using api = await anApi();

    const served = await api.request('/openapi.json');

    expect(served.status).toBe(200);
    expect(await served.json()).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  });

  test('describes every answer that is really given, and nothing in one that it does not name', async () => {
    await using api = await aFilledApi();

    for (const [path, { get }] of Object.entries(document.paths)) {
      const answer = await api.get(path.replace('{id}', api.idFor(path)), api.key);
      const described = rebuilt(get.responses['200']?.content['application/json']?.schema);

      expect([path, answer.status, described.safeParse(answer.body).error]).toEqual([path, 200, undefined]);
      expect([path, answer.body.items?.length]).toEqual([path, path.endsWith('{id}') ? undefined : 1]);
      expect(described.safeParse({ ...answer.body, secret: 1 }).success).toBe(false);
    }
    expect(Object.keys(document.paths)).toHaveLength(9);
  });

  test('describes every refusal', async () => {
    await using api = await aFilledApi();
    const problem = rebuilt(document.components.schemas.Problem);

    const refused = [
      await api.get('/people?limit=0', api.key),
      await api.get('/people', 'none'),
      await api.get(`/people/${crypto.randomUUID()}`, api.key),
    ];

    for (const { status, body } of refused) {
      expect(problem.safeParse(body).error).toBeUndefined();
      expect(document.paths['/people']?.get.responses).toHaveProperty(String(status));
    }
    expect(refused.map(({ status }) => status)).toEqual([400, 401, 404]);
  });

  test('names the parameters that there are: a value outside what it says is refused', async () => {
    await using api = await aFilledApi();
    const parameters = Object.entries(document.paths).flatMap(([path, { get }]) =>
      get.parameters.filter((one) => one.in === 'query').map(({ name }) => [path, name] as const),
    );

    for (const [path, name] of parameters) {
      const refused = await api.get(`${path.replace('{id}', api.idFor(path))}?${name}=`, api.key);
      expect([path, name, refused.status, refused.body.field]).toEqual([path, name, 400, name]);
    }
    expect(parameters.length).toBeGreaterThan(15);
  });
});

function rebuilt(from: Readonly<Record<string, unknown>> | undefined): z.ZodType {
  if (from === undefined) throw new Error('The document describes no such answer');
  return z.fromJSONSchema(from);
}

/** One record of every kind. */
async function aFilledApi() {
  const api = await anApi();
  const { admin, accountId, keys, run } = api.firm;
  const jane = await api.firm.addReader();
  await deliver(api.firm, jane, { id: 'A1' });
  const page = { before: undefined, limit: 1 };
  const [person] = await run(({ crmPages }) => crmPages.people(admin.id, { kind: 'all' }, page));
  const [organization] = await run(({ crmPages }) => crmPages.organizations(admin.id, { kind: 'all' }, page));
  if (person === undefined || organization === undefined) throw new Error('Nobody was kept');
  const list = aList({ accountId, ownerId: admin.id });
  const note = aNote({ accountId, authorId: admin.id, subject: { kind: 'people', people: [person.id] } });
  await run(async (stores) => {
    await stores.lists.add(list);
    const entry = { listId: list.id, audience: 'account', addedBy: admin.id, addedAt: NOW } as const;
    await stores.lists.addEntry({ ...entry, kind: 'person', personId: person.id });
    await stores.notes.add({ ...note, body: await sealedBody(keys, stores, note, 'Met in Lisbon') });
  });
  const idFor = (path: string): string => {
    if (path.startsWith('/people')) return person.id;
    return path.startsWith('/lists') ? list.id : organization.id;
  };
  return { ...api, idFor, key: await api.keyOf(admin), [Symbol.asyncDispose]: api[Symbol.asyncDispose] };
}
