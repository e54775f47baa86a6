import { expect, test } from 'vitest';
import { tableElements } from '../../../bots/teams/table.ts';
import { LARGEST } from '../../../bots/teams/limits.ts';

test('a column of addresses is wider than one of numbers, and neither breaks the words of its heading', () => {
  const rows = [[{ strong: 'Ines Okafor' }, 'ines.okafor@lindenpartners.example', '94']] as const;

  const [table] = tableElements({ kind: 'table', columns: ['Name', 'E-mail', 'Strength'], rows, total: 1 }, LARGEST);

  const widths = table?.type === 'Table' ? table.columns?.map(({ width }) => Number(width)) : [];
  const [name = 0, address = 0, strength = 0] = widths ?? [];
  expect(address).toBeGreaterThan(name);
  expect(address).toBeGreaterThan(strength);
  expect(strength).toBeGreaterThan('Strength'.length);
});
