import { expect, test } from 'vitest';
import { createTxtResolver } from '../../../jobs/providers/dns/txt-resolver.ts';
import { startDns, type DnsStandIn } from '../../stand-ins/dns/start-dns.ts';

const NAME = '_usher.lindenpartners.example';

test('every record is one value, however many strings it came in', async () => {
  await using dns = await startDns();
  dns.setTxt(NAME, ['usher-domain=abc', 'x'.repeat(600)]);

  const answer = await look(dns);

  expect(answer).toEqual({ kind: 'records', values: ['usher-domain=abc', 'x'.repeat(600)] });
});

test('a name that is an alias holds what stands at the end of the chain', async () => {
  await using dns = await startDns();
  dns.setAlias(NAME, 'verify.partner.example');
  dns.setAlias('verify.partner.example', 'acme.dcv.partner.example');
  dns.setTxt('acme.dcv.partner.example', ['token=abc expiry=never']);

  const answer = await look(dns);
  dns.forget('acme.dcv.partner.example');
  const dangling = await look(dns);

  expect(answer).toEqual({ kind: 'records', values: ['token=abc expiry=never'] });
  expect(dangling).toEqual({ kind: 'records', values: [] });
});

test('an alias that leads to itself is no answer', async () => {
  await using dns = await startDns();
  dns.setAlias(NAME, NAME);

  expect(await look(dns)).toEqual({ kind: 'no-answer' });
});

test('a flood of records is cut off before it is read', async () => {
  await using dns = await startDns();
  dns.setTxt(
    NAME,
    Array.from({ length: 200 }, (_, index) => `record ${index}`),
  );

  const answer = await look(dns);

  expect(answer).toMatchObject({ kind: 'records' });
  expect(answer.kind === 'records' ? answer.values.length : 0).toBe(64);
});

test('a name that does not exist, or has no such records, has none', async () => {
  await using dns = await startDns();

  const unknown = await look(dns);
  dns.setTxt(NAME, []);
  const empty = await look(dns);

  expect([unknown, empty]).toEqual([
    { kind: 'records', values: [] },
    { kind: 'records', values: [] },
  ]);
});

test.each(['servfail', 'timeout'] as const)('a %s is no answer, not an absence', async (how) => {
  await using dns = await startDns();
  dns.refuse(NAME, how);

  const answer = await look(dns);

  expect(answer).toEqual({ kind: 'no-answer' });
});

test('whoever stops waiting gets no answer', async () => {
  await using dns = await startDns();
  dns.refuse(NAME, 'timeout');
  const abort = new AbortController();

  const asked = createTxtResolver({ servers: [dns.address], timeoutMs: 60_000 }).txt(NAME, abort.signal);
  abort.abort();

  expect(await asked).toEqual({ kind: 'no-answer' });
});

function look({ address }: DnsStandIn) {
  return createTxtResolver({ servers: [address], timeoutMs: 100 }).txt(NAME, new AbortController().signal);
}
