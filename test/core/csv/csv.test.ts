import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCsv } from '../../../core/csv/decode-csv.ts';
import { readCsv } from '../../../core/csv/read-csv.ts';
import { formulaSafe, writeCsv } from '../../../core/csv/write-csv.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

function cellsOf(text: string): readonly (readonly string[])[] {
  const table = readCsv(text);
  if (!table.ok) throw new Error(table.error.kind);
  return [table.value.header, ...table.value.rows.map(({ cells }) => cells)];
}

describe('bytes', () => {
  test('are UTF-8, with a byte order mark or without, and nothing else', () => {
    expect(decodeCsv(utf8('\ufeffnäme'))).toEqual({ ok: true, value: 'näme' });
    expect(decodeCsv(new Uint8Array([0x6e, 0xe4, 0x6d]))).toEqual({ ok: false, error: { kind: 'not-utf-8' } });
    expect(decodeCsv(new Uint8Array([0xff, 0xfe, 0x6e, 0x00]))).toEqual({ ok: false, error: { kind: 'not-utf-8' } });
  });

  test('of more than a mebibyte are not looked at', () => {
    expect(decodeCsv(new Uint8Array(1_048_577))).toEqual({ ok: false, error: { kind: 'too-large' } });
    expect(decodeCsv(new Uint8Array(1_048_576)).ok).toBe(true);
  });
});

describe('a table', () => {
  test.each([
    ['commas', 'a,b\n1,2\n'],
    ['semicolons', 'a;b\r\n1;2'],
    ['tabs', 'a\tb\r1\t2\r'],
    ['a byte order mark and blank lines', '\ufeff\n\na,b\n\n1,2\n \n'],
    ['quotes', '"a","b"\n"1",2'],
  ])('is read from %s', (_, text) => {
    expect(cellsOf(text)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  test('keeps what stands in quotes: delimiters, line breaks and quotes', () => {
    expect(cellsOf('a,b\n"x, ""y""\nz",5" screen')).toEqual([
      ['a', 'b'],
      ['x, "y"\nz', '5" screen'],
    ]);
  });

  test('a delimiter that stands in a quoted heading does not count', () => {
    expect(cellsOf('"a,b,c";d\n1;2')).toEqual([
      ['a,b,c', 'd'],
      ['1', '2'],
    ]);
  });

  test('counts lines as an editor shows them', () => {
    const table = readCsv('a,b\n"1\n1",2\n\n3,4');

    expect(table.ok && table.value.rows.map(({ line }) => line)).toEqual([2, 5]);
  });

  test.each([
    ['', { kind: 'empty' }],
    [' \n,,\n', { kind: 'empty' }],
    ['a,b\n', { kind: 'no-rows' }],
    ['a,b\n1,"2\n3,4', { kind: 'broken-quote', line: 2 }],
    ['a,b\n1,"2"x\n', { kind: 'broken-quote', line: 2 }],
    ['a,b\n1,\0\n', { kind: 'null-character', line: 2 }],
    [`a${',b'.repeat(50)}\n1`, { kind: 'too-many-columns', columns: 51, most: 50 }],
    [`a\n${'1\n'.repeat(251)}`, { kind: 'too-many-rows', rows: 251, most: 250 }],
    ['a'.repeat(1_048_577), { kind: 'too-large' }],
  ])('is refused whole where it cannot be trusted', (text, error) => {
    expect(readCsv(text)).toEqual({ ok: false, error });
  });
});

describe('what is written', () => {
  const anyCell = fc.string({
    unit: fc.constantFrom('a', 'b', ' ', ',', ';', '"', '\t', '\r', '\n', '=', '+', '-', '@', 'ü', '＝'),
  });

  test('is read back cell by cell, a formula with an apostrophe in front', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyCell, anyCell), { minLength: 1, maxLength: 20 }), (rows) => {
        const written = [['first', 'second'], ...rows.map((row) => row.map(formulaSafe))];

        const back = cellsOf(writeCsv(['first', 'second'], [...rows, ['end', '']]));

        expect(back).toEqual([...written, ['end', '']].filter((row) => row.some((cell) => cell.trim() !== '')));
      }),
    );
  });

  test.each(['=1+1', '+49', '-5', '@SUM(A1)', '\tx', '\rx', ' =1', '＝1', '\n=1'])('never begins like %j', (cell) => {
    expect(writeCsv(['a'], [[cell]]).slice('a\r\n'.length)).toMatch(/^"?'/u);
  });

  test.each(['Ada', 'a-b', 'ada@acme.example', '1=1'])('leaves %j as it is', (cell) => {
    expect(writeCsv(['a'], [[cell]])).toBe(`a\r\n${cell}\r\n`);
  });
});
