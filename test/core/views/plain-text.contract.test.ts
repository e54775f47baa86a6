import { plainText } from '../../../core/views/plain-text.ts';
import { safeHref } from '../../../core/views/safe-href.ts';
import type { SealedView } from '../../../core/views/view.ts';
import { rendererContract } from '../../contracts/renderer-contract.ts';
import { UNSAFE_HREFS } from '../../fixtures/hostile-views.ts';

const UNSAFE: readonly string[] = UNSAFE_HREFS;

type Rendered = { readonly view: SealedView; readonly text: string };

rendererContract<Rendered>({
  name: 'plain text',
  render: (view) => ({ view, text: plainText(view, { timeZone: 'UTC', actions: 'labels' }) }),
  textOf: ({ text }) => text,
  fallbackOf: ({ text }) => text,
  validate: ({ text }) => (/[^\P{C}\n\u200D]/u.test(text) ? ['The text holds hidden characters'] : []),
  actionsOf: ({ view, text }) =>
    view.actions
      .filter(({ label }) => text.includes(label))
      .map(offered)
      .filter(isGiven),
  // A hostile text starts no line of its own, and an address that must not be opened is not written at all.
  isInert: ({ text }, hostile) => (!UNSAFE.includes(hostile) ? !text.includes('\nBcc') : !text.includes(hostile)),
});

function offered(action: SealedView['actions'][number]): string | undefined {
  return action.kind === 'run' ? action.does : safeHref(action.href);
}

function isGiven(target: string | undefined): target is string {
  return target !== undefined;
}
