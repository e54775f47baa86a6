import { Resolver } from 'node:dns/promises';
import { expect, test } from 'vitest';
import { startDns } from './start-dns.ts';
import type { DnsStandIn } from './start-dns.ts';

test('a TXT record is found whatever the case of the name', async () => {
  await using dns = await startDns();
  dns.setTxt('_usher.lindenpartners.example', ['usher-domain=abc', 'v=spf1 -all']);

  const records = await resolverFor(dns).resolveTxt('_usher.LindenPartners.example');

  expect(records).toEqual([['usher-domain=abc'], ['v=spf1 -all']]);
});

test('an answer too long for a datagram is fetched over TCP, in strings of 255 octets', async () => {
  await using dns = await startDns();
  const long = 'x'.repeat(900);
  dns.setTxt('long.example', [long]);

  const records = await resolverFor(dns).resolveTxt('long.example');

  expect(records.map((strings) => strings.join(''))).toEqual([long]);
  expect(records[0]?.map((part) => part.length)).toEqual([255, 255, 255, 135]);
  expect(dns.queries().map(({ over }) => over)).toEqual(['udp', 'tcp']);
});

test('an unknown name does not exist, and a known one may have no records', async () => {
  await using dns = await startDns();
  dns.setTxt('empty.example', []);

  await expect(resolverFor(dns).resolveTxt('nobody.example')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  await expect(resolverFor(dns).resolveTxt('empty.example')).rejects.toMatchObject({ code: 'ENODATA' });
});

test('a failing and a silent server are told apart', async () => {
  await using dns = await startDns();
  dns.refuse('broken.example', 'servfail');
  dns.refuse('silent.example', 'timeout');

  await expect(resolverFor(dns).resolveTxt('broken.example')).rejects.toMatchObject({ code: 'ESERVFAIL' });
  await expect(resolverFor(dns).resolveTxt('silent.example')).rejects.toMatchObject({ code: 'ETIMEOUT' });
});

function resolverFor({ address }: DnsStandIn): Resolver {
  const resolver = new Resolver({ timeout: 100, tries: 1 });
  resolver.setServers([address]);
  return resolver;
}
