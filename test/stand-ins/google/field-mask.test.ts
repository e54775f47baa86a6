import { expect, test } from 'vitest';
import { fieldMask } from './field-mask.ts';

const THREAD = {
  id: 't1',
  historyId: '7',
  messages: [
    { id: 'm1', snippet: 'Hello', payload: { headers: [{ name: 'To', value: 'ada' }], body: { size: 3 } } },
    { id: 'm2', snippet: 'Bye', payload: { headers: [], body: { size: 4 } } },
  ],
};

test.each([
  ['id', { id: 't1' }],
  ['messages/id', { messages: [{ id: 'm1' }, { id: 'm2' }] }],
  [
    'id,messages(id,payload/headers/name)',
    {
      id: 't1',
      messages: [
        { id: 'm1', payload: { headers: [{ name: 'To' }] } },
        { id: 'm2', payload: { headers: [] } },
      ],
    },
  ],
  ['messages(payload(body))', { messages: [{ payload: { body: { size: 3 } } }, { payload: { body: { size: 4 } } }] }],
  ['historyId, nothing', { historyId: '7' }],
  ['*', THREAD],
])('%s leaves what it names and nothing else', (fields, left) => {
  expect(fieldMask(fields)?.(THREAD)).toEqual(left);
});

test.each(['', 'id,', 'messages(id', 'messages/', 'id)', 'a;b'])('%j is no mask', (fields) => {
  expect(fieldMask(fields)).toBeUndefined();
});
