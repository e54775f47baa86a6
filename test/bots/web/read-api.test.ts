import { describe, expect, test } from 'vitest';
import { aList, aNote } from '../../builders/records.ts';
import { NOW } from '../../builders/ids.ts';
import { anApi, deliver, fullKey, onlyPerson } from './api-world.ts';
import { sealedBody } from '../../../core/notes/note-body.ts';
import { ids } from '../../builders/ids.ts';

describe('the read API', () => {
  test('tells people, organizations, connections and interactions as the owner of the key may see them', async () => {
    await using api = await anApi();
    const jane = await api.firm.addReader({ fullName: 'Jane Doe', privacy: 'share-subjects' });
    await deliver(api.firm, jane, { id: 'A1', daysAgo: 3 }, { id: 'A2', sent: true, subject: 'The merger' });
    const key = await api.keyOf(api.firm.admin);

    const [people, organizations, connections, interactions] = await Promise.all(
      ['/people', '/organizations', '/connections', '/interactions'].map((path) => api.get(path, key)),
    );

    expect(people?.body.items).toMatchObject([{ address: 'grace@navy.example', organization: 'navy.example' }]);
    expect(organizations?.body.items).toMatchObject([{ domain: 'navy.example' }]);
    expect(connections?.body.items).toMatchObject([
      { member: { name: 'Jane Doe' }, person: { address: 'grace@navy.example' }, sent: 1, received: 1 },
    ]);
    const merger = interactions?.body.items.find(({ subject }: { subject: string }) => subject === 'The merger');
    expect(interactions?.body.items).toHaveLength(2);
    expect(merger).toMatchObject({
      limitedBy: 'share-subjects',
      participants: [
        { side: 'external', address: 'grace@navy.example' },
        { side: 'member', address: jane.mailbox.address },
      ],
    });
  });

  test('hides a subject that a level withholds from others, and shows it to whose it is', async () => {
    await using api = await anApi();
    const jane = await api.firm.addReader({ privacy: 'participants-only' });
    const bob = await api.firm.addReader({ fullName: 'Bob Roe', privacy: 'share-subjects' });
    const letter = { id: 'A1', subject: 'The merger' };
    await deliver(api.firm, bob, { ...letter, cc: [jane.mailbox.address] });
    await deliver(api.firm, jane, { ...letter, with: 'grace@navy.example', cc: [bob.mailbox.address] });
    const [admin, own] = [await api.keyOf(api.firm.admin), await fullKey(api, bob)];

    const seen = await Promise.all([admin, own].map(async (key) => (await api.get('/interactions', key)).body.items));

    expect(seen[0]).toMatchObject([{ subject: null, limitedBy: 'participants-only' }]);
    expect(seen[1]).toMatchObject([{ subject: 'The merger', limitedBy: null }]);
  });

  test('tells nothing of what only another’s personal mailbox knows, on any path', async () => {
    await using api = await anApi();
    const jane = await api.firm.addReader();
    const home = await api.firm.addReader({ member: jane.member, address: 'jane@home.example', class: 'personal' });
    await deliver(api.firm, home, { id: 'H1' });
    const [person] = await api.firm.run(({ crmPages }) =>
      crmPages.people(jane.member.id, { kind: 'all' }, { before: undefined, limit: 1 }),
    );
    const key = await api.keyOf(api.firm.admin);

    for (const path of ['/people', '/organizations', '/connections', '/interactions', '/notes'])
      expect([path, (await api.get(path, key)).body.items]).toEqual([path, []]);
    expect((await api.get(`/people/${person?.id}`, key)).status).toBe(404);
    expect((await api.get(`/interactions?person=${person?.id}`, key)).status).toBe(404);
    expect((await api.get(`/connections?person=${person?.id}`, key)).body.items).toEqual([]);
  });

  test('tells one’s own lists and shared ones, with whom the viewer may find on them', async () => {
    await using api = await anApi();
    const jane = await api.firm.addReader();
    await deliver(api.firm, jane, { id: 'A1' });
    const { accountId, admin, run } = api.firm;
    const person = await onlyPerson(api);
    const [own, shared, hidden] = [
      aList({ accountId, ownerId: admin.id, name: 'Own' }),
      aList({ accountId, ownerId: jane.member.id, name: 'Shared', privacy: 'shared' }),
      aList({ accountId, ownerId: jane.member.id, name: 'Hidden' }),
    ];
    await run(async ({ lists }) => {
      for (const one of [own, shared, hidden]) await lists.add(one);
      const entry = { listId: shared.id, audience: 'account', addedBy: jane.member.id, addedAt: NOW } as const;
      await lists.addEntry({ ...entry, kind: 'person', personId: person.id });
      await lists.addEntry({ ...entry, kind: 'person', personId: ids.next('person') });
    });
    const key = await api.keyOf(admin);

    const lists = await api.get('/lists', key);
    const entries = await api.get(`/lists/${shared.id}/entries`, key);

    expect(lists.body.items.map(({ name }: { name: string }) => name)).toEqual(['Shared', 'Own']);
    expect(entries.body.items).toMatchObject([{ kind: 'person', person: { address: 'grace@navy.example' } }]);
    expect((await api.get(`/lists/${hidden.id}/entries`, key)).status).toBe(404);
  });

  test('tells notes with their text, and those that are for their author alone to nobody else', async () => {
    await using api = await anApi();
    const jane = await api.firm.addReader();
    await deliver(api.firm, jane, { id: 'A1' });
    const { accountId, run } = api.firm;
    const person = await onlyPerson(api);
    const [contact] = await run(({ crm }) => crm.contacts(person.address, 1));
    if (contact === undefined) throw new Error('No contact');
    const people = [person.id];
    for (const [audience, subject] of [
      ['account', { kind: 'interaction', interactionId: contact.id, people }],
      ['self', { kind: 'people', people }],
    ] as const) {
      const draft = aNote({ accountId, authorId: jane.member.id, subject, audience });
      await run(async (stores) =>
        stores.notes.add({ ...draft, body: await sealedBody(api.firm.keys, stores, draft, `For ${audience}`) }),
      );
    }

    const seen = await api.get('/notes', await api.keyOf(api.firm.admin));
    const byPerson = await api.get(`/notes?person=${person.id}`, await fullKey(api, jane));

    expect(seen.body.items).toMatchObject([
      { text: 'For account', author: { name: 'Jane Doe' }, interactionId: contact.id, people: [{ id: person.id }] },
    ]);
    expect(byPerson.body.items.map(({ text }: { text: string }) => text)).toEqual(['For self', 'For account']);
  });

  test('goes on page by page, and neither repeats nor skips when more comes in', async () => {
    await using api = await anApi();
    const jane = await api.firm.addReader();
    const names = ['a', 'b', 'c', 'd', 'e'];
    await deliver(api.firm, jane, ...names.map((name) => ({ id: name, with: `${name}@navy.example` })));
    const key = await api.keyOf(api.firm.admin);

    const first = await api.get('/people?limit=2', key);
    api.firm.clock.advance({ hours: 1 });
    await deliver(api.firm, jane, { id: 'f', with: 'f@navy.example' });
    const second = await api.get(`/people?limit=2&cursor=${first.body.next}`, key);
    const third = await api.get(`/people?limit=2&cursor=${second.body.next}`, key);

    const told = [first, second, third].flatMap(({ body }) => body.items as readonly { address: string }[]);
    expect(told.map(({ address }) => address.charAt(0)).toSorted()).toEqual(names);
    expect(third.body.next).toBeNull();
  });

  test.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=ten', 'limit'],
    ['cursor=abc', 'cursor'],
    ['q=a', 'q'],
    ['q=ada&organization=navy.example', 'organization'],
    ['colour=red', 'colour'],
    ['q=ada&q=bob', 'q'],
  ])('refuses ?%s and names %s', async (query, field) => {
    await using api = await anApi();

    const refused = await api.get(`/people?${query}`, await api.keyOf(api.firm.admin));

    expect(refused).toMatchObject({ status: 400, body: { type: 'urn:usher:problem:invalid-parameter', field } });
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
  });

  test('takes its own cursor back, however long the search is and whatever it is written in', async () => {
    await using api = await anApi();
    const jane = await api.firm.addReader();
    const name = '山'.repeat(90);
    await deliver(api.firm, jane, { id: 'a', name }, { id: 'b', with: 'b@navy.example', name });
    const key = await api.keyOf(api.firm.admin);
    const path = `/people?limit=1&q=${encodeURIComponent(name)}`;

    const first = await api.get(path, key);
    const second = await api.get(`${path}&cursor=${first.body.next}`, key);

    const told = [first, second].flatMap(({ body }) => body.items as readonly { address: string }[]);
    expect(told.map(({ address }) => address).toSorted()).toEqual(['b@navy.example', 'grace@navy.example']);
  });

  test('refuses a cursor that was made for other parameters', async () => {
    await using api = await anApi();
    const jane = await api.firm.addReader();
    await deliver(api.firm, jane, { id: 'a' }, { id: 'b', with: 'b@navy.example' });
    const key = await api.keyOf(api.firm.admin);
    const { body } = await api.get('/people?limit=1', key);

    expect(await api.get(`/people?organization=navy.example&cursor=${body.next}`, key)).toMatchObject({
      status: 400,
      body: { field: 'cursor' },
    });
  });
});

describe('a request', () => {
  test.each([
    ['HEAD', 200],
    ['OPTIONS', 204],
    ['POST', 405],
    ['DELETE', 405],
  ])('by %s is answered %i without a body that it does not expect', async (method, status) => {
    await using api = await anApi();

    const answer = await api.get('/people', await api.keyOf(api.firm.admin), { method });

    expect(answer.status).toBe(status);
    expect(answer.headers.get('allow')).toBe(status === 200 ? null : 'GET, HEAD, OPTIONS');
    expect(answer.body?.type).toBe(status === 405 ? 'urn:usher:problem:method-not-allowed' : undefined);
  });

  test('to nowhere is told where the addresses stand', async () => {
    await using api = await anApi();

    expect(await api.get('/peeple', 'x')).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining('/api/v1/openapi.json') },
    });
  });

  test('that breaks is answered with a reference, which stands in the log, and with nothing of what broke', async () => {
    await using api = await anApi();
    const key = await api.keyOf(api.firm.admin);
    const { accountId, admin, run } = api.firm;
    const people = [ids.next('person')];
    await run(({ notes }) => notes.add(aNote({ accountId, authorId: admin.id, subject: { kind: 'people', people } })));
    const jane = await api.firm.addReader();
    await deliver(api.firm, jane, { id: 'A1' });
    const person = await onlyPerson(api);
    const subject = { kind: 'people', people: [person.id] } as const;
    await run(({ notes }) => notes.add(aNote({ accountId, authorId: admin.id, subject, body: 'v1.tampered' })));

    const failed = await api.get('/notes', key);

    expect(failed).toMatchObject({ status: 500, body: { type: 'urn:usher:problem:failed' } });
    expect(JSON.stringify(failed.body)).not.toContain('Note');
    expect(api.firm.log.lines).toContainEqual(
      expect.objectContaining({
        level: 'error',
        fields: expect.objectContaining({ reference: failed.body.reference }),
      }),
    );
  });
});
