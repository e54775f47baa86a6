import { expect, test } from 'vitest';
import { createGoogleDirectory } from '../../../jobs/providers/google/google-directory.ts';
import { createMicrosoftDirectory } from '../../../jobs/providers/microsoft/microsoft-directory.ts';
import { directoryReaderContract } from '../../contracts/directory-reader-contract.ts';
import { openGoogle, scopesOf } from './google-world.ts';
import { openMicrosoft } from './microsoft-world.ts';

const LINDEN = 'lindenpartners.example';
const EUROPE = 'linden-europe.example';
const { signal } = new AbortController();

directoryReaderContract('Google Workspace', async () => {
  const world = await openGoogle();
  return {
    reader: createGoogleDirectory(world.deps, 2),
    domain: LINDEN,
    reachable: ['clara.whitfield', 'tomas.aguilar', 'ines.okafor'].map((name) => `${name}@${LINDEN}`),
    unreachable: [`harold.beck@${LINDEN}`],
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
});

directoryReaderContract('Microsoft 365', async () => {
  const world = await openMicrosoft();
  return {
    reader: createMicrosoftDirectory(world.deps, 2),
    domain: EUROPE,
    reachable: ['sofie.lindqvist', 'matteo.ferraro', 'jana.novotna'].map((name) => `${name}@${EUROPE}`),
    // Without a licence there is no address, so nobody to be listed.
    unreachable: [],
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
});

test('a Workspace that gave no right to its directory is a fault of the access, not an empty list', async () => {
  await using world = await openGoogle({ delegatedScopes: scopesOf(['gmail.metadata']) });

  const page = await createGoogleDirectory(world.deps).page({ domain: LINDEN, from: undefined }, signal);

  expect(page).toMatchObject({ ok: false, error: { kind: 'unauthorised', fault: 'credential' } });
});

test('a tenant that gave no right to its directory is a fault of the access, not an empty list', async () => {
  await using world = await openMicrosoft({ roles: ['Mail.ReadBasic.All'] });

  const page = await createMicrosoftDirectory(world.deps).page({ domain: EUROPE, from: undefined }, signal);

  expect(page).toMatchObject({ ok: false, error: { kind: 'unauthorised', fault: 'credential' } });
});

test('people of a tenant with mail in another domain are not of this one', async () => {
  await using world = await openMicrosoft();

  const page = await createMicrosoftDirectory(world.deps).page({ domain: 'other.example', from: undefined }, signal);

  expect(page).toMatchObject({ ok: true, value: { people: [] } });
});
