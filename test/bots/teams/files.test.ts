import { describe, expect, test } from 'vitest';
import { createTeamsFiles } from '../../../bots/teams/files.ts';

const ADA = { surface: 'teams', workspace: 'tenant-1', user: 'ada' };
const FILE = 'https://acme-my.sharepoint.com/personal/ada/download.aspx?UniqueId=1';

function answering(response: () => Response) {
  const asked: string[] = [];
  const get: typeof fetch = async (url, init) => {
    asked.push(`${url instanceof URL ? url.href : ''} ${init?.redirect ?? ''} ${JSON.stringify(init?.headers ?? {})}`);
    return response();
  };
  const files = createTeamsFiles(get, { fileHosts: ['.sharepoint.com'], sendMs: 1000 });
  return { asked, read: (url: string) => files.read(ADA, url, new AbortController().signal) };
}

describe('a file that was sent in a personal chat', () => {
  test('is fetched as it is, without any token of ours', async () => {
    const { read, asked } = answering(() => new Response('Name,E-mail'));

    const bytes = await read(FILE);

    expect(bytes.ok && new TextDecoder().decode(bytes.value)).toBe('Name,E-mail');
    expect(asked).toEqual([`${FILE} manual {}`]);
  });

  test.each([
    'http://acme-my.sharepoint.com/a',
    'https://sharepoint.com.evil.example/a',
    'https://evilsharepoint.com/a',
    'https://169.254.169.254/latest',
    'https://a@acme-my.sharepoint.com/a',
    'file:///etc/passwd',
    'nonsense',
  ])('is not asked for at %s', async (url) => {
    const { read, asked } = answering(() => new Response('secret'));

    expect(await read(url)).toEqual({ ok: false, error: { kind: 'not-permitted' } });
    expect(asked).toEqual([]);
  });

  test('is read no further than a list may go, whatever was announced', async () => {
    const { read } = answering(() => new Response(new Uint8Array(1_048_577)));

    expect(await read(FILE)).toEqual({ ok: false, error: { kind: 'too-large' } });
  });

  test.each([
    [302, 'gone'],
    [401, 'gone'],
    [404, 'gone'],
    [429, 'unavailable'],
    [503, 'unavailable'],
  ])('that is answered with %i is %s', async (status, kind) => {
    const { read } = answering(() => new Response(null, { status, headers: { location: 'https://evil.example' } }));

    expect(await read(FILE)).toMatchObject({ ok: false, error: { kind } });
  });
});
