import type { Block, Inline } from '../views/view.ts';

export const LINES_A_PAGE = 20;

/** Somebody with what would happen to them, or happened. */
export type PersonLine = {
  readonly name: string;
  readonly address: string;
  readonly text: string;
  readonly isTrouble: boolean;
};

/** What needs somebody stands first, in full sentences, because a table cuts them; the rest is a table. */
export function lineBlocks(lines: readonly PersonLine[], page: number): readonly Block[] {
  const shown = troubleFirst(lines).slice((page - 1) * LINES_A_PAGE, page * LINES_A_PAGE);
  const [bad, good] = [shown.filter(({ isTrouble }) => isTrouble), shown.filter(({ isTrouble }) => !isTrouble)];
  const allBad = lines.filter(({ isTrouble }) => isTrouble).length;
  const isFirst = page === 1;
  return [
    ...(bad.length === 0
      ? []
      : [{ kind: 'list', items: bad.map(sentence), total: isFirst ? allBad : bad.length } as const]),
    ...(good.length === 0 ? [] : [table(good, isFirst ? lines.length - allBad : good.length)]),
  ];
}

export function pagesOf(lines: readonly PersonLine[]): number {
  return Math.max(1, Math.ceil(lines.length / LINES_A_PAGE));
}

function troubleFirst(lines: readonly PersonLine[]): readonly PersonLine[] {
  return lines.toSorted((one, other) => Number(other.isTrouble) - Number(one.isTrouble));
}

function sentence({ name, address, text }: PersonLine): readonly Inline[] {
  return [{ strong: name }, address === '' ? ': ' : ` ${address}: `, text];
}

function table(lines: readonly PersonLine[], total: number): Block {
  return {
    kind: 'table',
    columns: ['Name', 'E-mail', 'Result'],
    rows: lines.map(({ name, address, text }): readonly Inline[] => [{ strong: name }, address, text]),
    total,
  };
}
