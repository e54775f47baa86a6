import { expect, test } from 'vitest';
import { queryOfLink } from '../../../jobs/providers/microsoft/page-link.ts';

const own = { graph: 'https://graph.microsoft.com', path: '/users/5b0c/mailFolders/AQMk%2BAAA%3D/messages/delta' };

test.each([
  'https://graph.microsoft.com/v1.0/users/5b0c/mailFolders/AQMk%2BAAA%3D/messages/delta?$skiptoken=x',
  "https://graph.microsoft.com/v1.0/users('5b0c')/mailfolders('AQMk+AAA=')/messages/microsoft.graph.delta()?$skiptoken=x",
])('a link to the same list is followed: %s', (link) => {
  const query = queryOfLink(link, own);

  expect(query).toBe('?$skiptoken=x');
});

test.each([
  'https://graph.microsoft.com.attacker.example/v1.0/users/5b0c/mailFolders/AQMk%2BAAA%3D/messages/delta?$skiptoken=x',
  'http://graph.microsoft.com/v1.0/users/5b0c/mailFolders/AQMk%2BAAA%3D/messages/delta?$skiptoken=x',
  'https://someone@graph.microsoft.com/v1.0/users/5b0c/mailFolders/AQMk%2BAAA%3D/messages/delta?$skiptoken=x',
  'https://graph.microsoft.com/v1.0/users/5b0c/mailFolders/aqmk%2BAAA%3D/messages/delta?$skiptoken=x',
  'https://graph.microsoft.com/v1.0/users/5b0c/mailFolders/AQMk%2BAAA%3D/messages?$skiptoken=x',
  'https://graph.microsoft.com/beta/users/5b0c/mailFolders/AQMk%2BAAA%3D/messages/delta?$skiptoken=x',
  'https://graph.microsoft.com/v1.0/users/5b0c/mailFolders/AQMk%2BAAA%3D/messages/delta',
  'https://graph.microsoft.com/v1.0/users/%zz/mailFolders/AQMk%2BAAA%3D/messages/delta?$skiptoken=x',
  '/v1.0/users/5b0c',
])('a link that leads elsewhere is not: %s', (link) => {
  const query = queryOfLink(link, own);

  expect(query).toBeUndefined();
});
