import { findCandidates, type Candidate } from '../relationships/who-knows.ts';
import type { Audience } from '../relationships/audience.ts';
import { unreachable } from '../result.ts';
import type { View } from '../views/view.ts';
import type { RecordContext } from './record-context.ts';

export type FoundAbout =
  | { readonly kind: 'found'; readonly about: Candidate }
  | { readonly kind: 'nobody'; readonly typed: string }
  | { readonly kind: 'ambiguous'; readonly typed: string; readonly candidates: readonly Candidate[] };

/** The person or organization outside that is meant; several are never guessed between. */
export async function findAbout(context: RecordContext, typed: string): Promise<FoundAbout> {
  const candidates = await findCandidates(context, typed);
  const [about] = candidates;
  if (about === undefined) return { kind: 'nobody', typed };
  return candidates.length === 1 ? { kind: 'found', about } : { kind: 'ambiguous', typed, candidates };
}

/** Whom everybody may find may be told of to everybody; others are for whoever alone knows them. */
export async function audienceFor({ stores }: RecordContext, about: Candidate): Promise<Audience> {
  const page = { before: undefined, limit: 1 };
  const found =
    about.kind === 'person'
      ? await stores.crmPages.people('everybody', { kind: 'among', ids: [about.person.id] }, page)
      : await stores.crmPages.organizations('everybody', { kind: 'among', ids: [about.organization.id] }, page);
  return found.length > 0 ? 'account' : 'self';
}

export function nameOf(about: Candidate): string {
  switch (about.kind) {
    case 'person':
      return about.person.name ?? about.person.address;
    case 'organization':
      return about.organization.domain;
    default:
      return unreachable(about);
  }
}

/** What finds exactly this one again. */
export function keyOf(about: Candidate): string {
  return about.kind === 'person' ? about.person.address : about.organization.domain;
}

const MOST_OFFERED = 5;

/** `again` makes the call that is run for the one who was meant. */
export function notFoundView(
  found: Exclude<FoundAbout, { kind: 'found' }>,
  again: { readonly command: string; readonly args: (about: string) => Readonly<Record<string, unknown>> },
): View {
  if (found.kind === 'nobody')
    return {
      title: `Nobody you may find is called “${found.typed}”`,
      tone: 'attention',
      blocks: [
        {
          kind: 'text',
          text: ['Write an e-mail address, a domain, or a name in quotation marks. Nothing was changed.'],
        },
      ],
      actions: [{ kind: 'run', label: 'Show people', weight: 'primary', does: { command: 'people', args: {} } }],
    };
  const offered = found.candidates.slice(0, MOST_OFFERED);
  return {
    title: `“${found.typed}” could be several`,
    tone: 'attention',
    blocks: [
      {
        kind: 'list',
        items: offered.map((about) => [{ strong: nameOf(about) }, ` ${keyOf(about)}`]),
        total: found.candidates.length,
      },
    ],
    actions: offered.map((about) => ({
      kind: 'run',
      label: nameOf(about),
      weight: 'plain',
      does: { command: again.command, args: again.args(keyOf(about)) },
    })),
  };
}
