import { LISTED } from '../approvals/request-card.ts';
import { countOf } from '../views/count-text.ts';
import type { Block, Form, Input } from '../views/view.ts';
import type { ListedPerson } from './directory-look.ts';

export type PickForm = {
  readonly shown: readonly ListedPerson[];
  /** How many are on the next page; none or fewer where this is the last. */
  readonly after: number;
  /** Who was ticked on the pages before. */
  readonly already: readonly ListedPerson[];
  readonly picked: readonly string[];
  readonly search: string | undefined;
  readonly page: number;
};

/** A box for each, what comes next, then what holds for all of them. */
export function pickForm({ shown, after, already, picked, search, page }: PickForm, inputs: readonly Input[]): Form {
  const addresses = shown.map(({ address }) => address);
  return {
    title: 'Invite colleagues',
    blocks: [
      ...tickedBlocks(already),
      { kind: 'note', text: ['You see everybody with what would happen before anybody is invited.'] },
    ],
    inputs: [
      ...shown.map(({ fullName, address }, index): Input => ({
        kind: 'check',
        name: `pick${index}`,
        label: fullName,
        sentence: picked.includes(address) ? `${address} (ticked already)` : address,
        required: false,
      })),
      ...(after > 0 ? [nextInput(after)] : []),
      OTHERS,
      ...inputs,
    ],
    submit: {
      label: after > 0 ? 'Go on' : 'Show what would happen',
      does: {
        command: 'matchable pick',
        args: { addresses, picked, page, ...(search === undefined ? {} : { search }) },
      },
    },
  };
}

function tickedBlocks(already: readonly ListedPerson[]): readonly Block[] {
  if (already.length === 0) return [];
  return [
    { kind: 'text', text: [`${countOf(already.length, 'person is', 'people are')} ticked so far and stay ticked:`] },
    {
      kind: 'list',
      items: already.slice(0, LISTED).map(({ fullName, address }) => [{ strong: fullName }, ` ${address}`]),
      total: already.length,
    },
  ];
}

function nextInput(after: number): Input {
  return {
    kind: 'choice',
    name: 'next',
    label: 'What next',
    required: true,
    initial: 'preview',
    options: [
      { value: 'preview', label: 'Show what would happen' },
      { value: 'more', label: `Tick more people: the next ${after}` },
    ],
  };
}

const OTHERS: Input = {
  kind: 'text',
  name: 'others',
  label: 'Look for others',
  hint: 'A part of a name or an address; who is ticked stays ticked',
  required: false,
  maxLength: 120,
  multiline: false,
};
