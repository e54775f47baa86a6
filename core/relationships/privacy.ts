import type { GrantedAccess } from '../credentials/org-credential.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';

/** From the most open to the most restrictive. */
export const PRIVACY_LEVELS = ['share-all', 'share-subjects', 'participants-only'] as const;
export type PrivacyLevel = (typeof PRIVACY_LEVELS)[number];

export type PrivacyMeaning = {
  readonly title: string;
  /** Said to whoever’s mail it is. */
  readonly sentence: string;
  /** Said to others, and short enough to stand under an option everywhere. */
  readonly seen: string;
};

export const PRIVACY_MEANINGS = {
  'share-all': {
    title: 'Share all',
    sentence:
      'Your colleagues see with whom you had contact and when, the subjects and the content of your messages and meetings.',
    seen: 'Who they had contact with and when, subjects and content',
  },
  'share-subjects': {
    title: 'Share subjects only',
    sentence: 'Your colleagues see with whom you had contact and when, and the subjects, but not the content.',
    seen: 'Who they had contact with and when, and subjects; no content',
  },
  'participants-only': {
    title: 'Share participants and time only',
    sentence: 'Your colleagues see with whom you had contact and when, but neither subjects nor content.',
    seen: 'Who they had contact with and when; no subjects, no content',
  },
} as const satisfies Record<PrivacyLevel, PrivacyMeaning>;

/** Nobody's consent is no consent: without levels only participants and time are left. */
export function mostRestrictive(levels: readonly PrivacyLevel[]): PrivacyLevel {
  return PRIVACY_LEVELS[Math.max(...levels.map((level) => PRIVACY_LEVELS.indexOf(level)))] ?? 'participants-only';
}

export type ContentParts = { readonly subject: boolean; readonly body: boolean };

export function contentOf(level: PrivacyLevel): ContentParts {
  return { subject: level !== 'participants-only', body: level === 'share-all' };
}

export type LevelNotServed = { readonly kind: 'level-needs-content'; readonly level: PrivacyLevel };

/** What may be stored of a member's messages, or the refusal of a level that the granted access cannot serve. */
export function storable(level: PrivacyLevel, granted: GrantedAccess): Result<ContentParts, LevelNotServed> {
  const parts = contentOf(level);
  return parts.body && granted === 'headers' ? err({ kind: 'level-needs-content', level }) : ok(parts);
}
