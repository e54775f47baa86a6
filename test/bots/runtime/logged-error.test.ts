import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { createLog } from '../../../bots/runtime/system.ts';

async function logged(fields: Readonly<Record<string, unknown>>): Promise<string> {
  const destination = new PassThrough();
  createLog('info', destination).error(fields, 'It broke');
  destination.end();
  return await text(destination);
}

/** As a database's error comes, with the row that was refused hung on it, two errors deep. */
function refusedRow(): Error {
  const driver = Object.assign(new Error('new row for ada@acme.example violates a check'), {
    detail: 'Failing row contains (ada@acme.example, xoxb-secret)',
  });
  return Object.assign(new Error('Storing failed', { cause: driver }), {
    code: 'P2004',
    meta: { driverAdapterError: { detail: 'ada@acme.example' } },
  });
}

test('an error is logged with its kind, code, place and cause, and with nothing that hangs on it', async () => {
  const line = await logged({ error: refusedRow() });

  expect(line).toContain('Storing failed');
  expect(line).toContain('P2004');
  expect(line).toContain('violates a check');
  expect(line).toContain('logged-error.test.ts');
  expect(line).not.toMatch(/ada@|xoxb|Failing row/u);
});

test('a failure is logged with its kind and the message of its cause, and not with the request that failed', async () => {
  const cause = Object.assign(new Error('An HTTP error occurred: 502'), {
    headers: { 'set-cookie': 'xoxb-secret' },
    body: 'ada@acme.example',
  });

  const line = await logged({ failure: { kind: 'unavailable', cause } });

  expect(line).toContain('"kind":"unavailable"');
  expect(line).toContain('An HTTP error occurred: 502');
  expect(line).not.toMatch(/ada@|xoxb/u);
});

test('several errors in one, and what is thrown without being one, are logged too', async () => {
  const line = await logged({
    error: new AggregateError([new Error('first for bob@acme.example'), 'second for bob@acme.example'], 'Both failed'),
    cause: 7,
  });

  expect(line).toContain('first for [address]');
  expect(line).toContain('second for [address]');
  expect(line).toContain('a number');
});
