import type { Block, Fact, Inline } from '../views/view.ts';
import { certificateHash, type Certificate } from './certificate.ts';
import type { Names } from './removal-names.ts';
import type { Counts } from './carried-out.ts';

/** What was deleted, when, on whose word, and the hash that stands in the audit log too. */
export function certificateBlocks(certificate: Certificate, names: Names): readonly Block[] {
  const { agreedBy, isForced, startedAt, completedAt, steps } = certificate;
  const facts: readonly Fact[] = [
    { label: 'Carried out', value: [{ moment: startedAt }, ' to ', { moment: completedAt }] },
    {
      label: isForced ? 'Forced by' : 'Agreed by',
      value: agreedBy.flatMap(({ by, at }, index) => [index === 0 ? '' : ', ', names(by), ' on ', { moment: at }]),
    },
  ];
  const items = steps.map(({ step, at, counts }): readonly Inline[] => [
    { strong: step },
    ` (${countsText(counts)}), `,
    { moment: at },
  ]);
  return [
    { kind: 'facts', facts },
    { kind: 'list', items, total: items.length },
    // On a line of its own: among facts it would push their dates out of a narrow card.
    { kind: 'text', text: ['Certificate ', { code: certificateHash(certificate) }] },
  ];
}

export function countsText(counts: Counts): string {
  const parts = Object.entries(counts).map(([what, count]) => `${what}: ${count}`);
  return parts.length === 0 ? 'nothing to count' : parts.join(', ');
}
