import { readFileSync } from 'node:fs';

export type DrawnMove = { readonly from: string; readonly to: string; readonly event: string };

/** A state machine as its drawing has it. What stands in brackets behind an event is a remark. */
export type Drawing = {
  readonly states: readonly string[];
  readonly events: readonly string[];
  readonly moves: readonly DrawnMove[];
  /** Where an event may lead from a state; empty where it is refused. */
  readonly after: (from: string, event: string) => readonly string[];
};

export function readDrawing(path: string): Drawing {
  const text = readFileSync(path, 'utf8');
  const source = /```mermaid\nstateDiagram-v2\n(?<lines>[^`]*)```/u.exec(text)?.groups?.['lines'];
  if (source === undefined) throw new Error(`${path} draws no state machine`);
  const moves = source
    .trimEnd()
    .split('\n')
    .flatMap((line) => movesIn(path, line.trim()));
  const drawn = moves.filter(({ event }) => event !== '');
  return {
    states: [...new Set(moves.flatMap(({ from, to }) => [from, to]).filter((state) => state !== '[*]'))],
    events: [...new Set(drawn.map(({ event }) => event))],
    moves: drawn,
    after: (from, event) => drawn.filter((move) => move.from === from && move.event === event).map((move) => move.to),
  };
}

function movesIn(path: string, line: string): readonly DrawnMove[] {
  const parts = /^(?<from>\S+) --> (?<to>[^\s:]+)(?:\s?: (?<events>.+))?$/u.exec(line)?.groups;
  const { from, to, events = '' } = parts ?? {};
  if (from === undefined || to === undefined) throw new Error(`${path}: cannot read “${line}”`);
  return events.split(',').map((event) => ({ from, to, event: event.replace(/\(.*\)/u, '').trim() }));
}
