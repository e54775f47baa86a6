import type { Account } from '../accounts/account.ts';
import type { Team } from '../accounts/team.ts';
import type { Call } from '../commands/call.ts';
import { PRIVACY_LEVELS, PRIVACY_MEANINGS } from '../relationships/privacy.ts';
import { unreachable } from '../result.ts';
import { countText } from '../views/count-text.ts';
import type { Fact, Form, Input, Option, View } from '../views/view.ts';
import type { Verdict } from './judge.ts';
import { lineBlocks, pagesOf, type PersonLine } from './line-blocks.ts';
import { changesOf, people, planHash, roundSentence, showsMore, subjectsIn, type RoundPlan } from './plan-round.ts';
import { LEFT_TEXTS, termsText } from './round-texts.ts';

export type Preview = {
  readonly plan: RoundPlan;
  /** Names for which nobody, or nobody for certain, was found. */
  readonly strangers: readonly { readonly typed: string; readonly sentence: string }[];
  readonly repeated: number;
  readonly page: number;
  /** What was said, to say it again with the next button. */
  readonly said: Call['args'];
};

/** Everybody with what would happen to them, before anything does. */
export function previewPlanView({ plan, strangers, repeated, page, said }: Preview): View {
  const lines = [...strangers.map(strangerLine), ...plan.verdicts.map(verdictLine)];
  const changes = changesOf(plan).length;
  const again = (command: string, args: Call['args']) => ({ command, args: { ...said, ...args } });
  return {
    title: changes === 0 ? 'Nobody would be changed' : `${people(changes)} of ${lines.length} would be changed`,
    tone: lines.some(({ isTrouble }) => isTrouble) ? 'attention' : 'neutral',
    blocks: [
      ...(page === 1 ? [{ kind: 'facts', facts: facts(plan) } as const] : []),
      ...lineBlocks(lines, page),
      { kind: 'note', text: [noteText(repeated)] },
    ],
    actions: [
      ...(changes === 0
        ? []
        : [{ kind: 'run', label: 'Review and agree', weight: 'primary', does: again('defaults review', {}) } as const]),
      ...(page < pagesOf(lines)
        ? [
            {
              kind: 'run',
              label: 'Next page',
              weight: 'plain',
              does: again('defaults apply', { page: page + 1 }),
            } as const,
          ]
        : []),
    ],
  };
}

function noteText(repeated: number): string {
  const twice =
    repeated === 0 ? '' : ` ${people(repeated)} named more than once ${repeated === 1 ? 'counts' : 'count'} once.`;
  return `Nothing has happened yet. Whoever cannot have all of it is left as they are.${twice}`;
}

function facts(plan: RoundPlan): readonly Fact[] {
  const { privacy, team } = plan.wish;
  const subjects = subjectsIn(plan);
  const wider = changesOf(plan).filter(showsMore).length;
  return [
    ...(privacy === undefined ? [] : [{ label: 'Privacy level', value: [PRIVACY_MEANINGS[privacy].title] }]),
    ...(team === undefined ? [] : [{ label: 'Team', value: [team.kind === 'team' ? team.name : 'none'] }]),
    ...(subjects === 0 ? [] : [{ label: 'Stored subjects that are deleted', value: [countText(subjects)] }]),
    ...(wider === 0 ? [] : [{ label: 'Colleagues see more of', value: [people(wider)] }]),
  ];
}

function strangerLine({ typed, sentence }: Preview['strangers'][number]): PersonLine {
  return { name: typed, address: '', text: sentence, isTrouble: true };
}

function verdictLine(verdict: Verdict): PersonLine {
  const { fullName: name, address } = verdict.member;
  switch (verdict.kind) {
    case 'change': {
      const more = showsMore(verdict) ? '; colleagues see more' : '';
      return { name, address, text: `${termsText(verdict.before, verdict.after)}${more}`, isTrouble: false };
    }
    case 'same':
      return { name, address, text: 'is like this already', isTrouble: false };
    case 'left':
      return { name, address, text: LEFT_TEXTS[verdict.because], isTrouble: true };
    default:
      return unreachable(verdict);
  }
}

/** The box to tick: the sentence with its numbers is what is agreed to, and it is kept as it stands here. */
export function agreeForm(plan: RoundPlan, said: Call['args'], hasChanged: boolean): Form {
  const subjects = subjectsIn(plan);
  const changes = changesOf(plan).length;
  return {
    title: `Change ${people(changes)}`,
    blocks: hasChanged
      ? [
          {
            kind: 'note',
            text: ['Something changed since this was shown, so it is shown again. Nothing has happened yet.'],
          },
        ]
      : [],
    inputs: [
      { kind: 'check', name: 'agreed', label: 'I agree', required: true, sentence: roundSentence(plan, subjects) },
    ],
    submit: {
      label: `Change ${people(changes)}`,
      does: { command: 'defaults confirm', args: { ...said, shown: planHash(plan), subjects } },
    },
  };
}

export type ApplyFormInput = {
  readonly account: Account;
  readonly teams: readonly Team[];
  readonly given: Readonly<Record<string, string>>;
};

/** A choice holds no more on every surface; the others are typed. */
const MOST_TEAMS = 90;

export function applyForm({ account, teams, given }: ApplyFormInput): Form {
  const levels = PRIVACY_LEVELS.map((value) => ({ value, label: PRIVACY_MEANINGS[value].title }));
  const isEnterprise = account.tier === 'enterprise';
  const known = teams.slice(0, MOST_TEAMS).map(({ name }) => ({ value: name, label: name }));
  return {
    title: 'Change several members',
    blocks: [{ kind: 'text', text: ['You see everybody with what would happen to them before anything does.'] }],
    inputs: [
      severalInput(given['people']),
      ...(isEnterprise && known.length > 0 ? [teamOfInput(known, given['of'])] : []),
      choice('privacy', 'Privacy level', [{ value: 'keep', label: 'Leave as it is' }, ...levels], given['privacy']),
      ...(isEnterprise
        ? [
            choice(
              'team',
              'Put into the team',
              [{ value: 'keep', label: 'Leave as it is' }, { value: 'none', label: 'None' }, ...known],
              given['team'],
            ),
          ]
        : []),
    ],
    submit: { label: 'Show what would happen', does: { command: 'defaults apply', args: {} } },
  };
}

const NAMES_HINT = 'Names or addresses with commas between them, or all for everybody';

export function severalInput(initial: string | undefined, hint = NAMES_HINT): Input {
  return {
    kind: 'text',
    name: 'people',
    label: 'People',
    hint,
    required: false,
    maxLength: 3000,
    multiline: true,
    ...(initial === undefined ? {} : { initial }),
  };
}

export function teamOfInput(teams: readonly Option[], initial: string | undefined): Input {
  const known = teams.find(({ value }) => value === initial);
  return {
    kind: 'choice',
    name: 'of',
    label: 'Or everybody in the team',
    required: false,
    options: teams,
    ...(known === undefined ? {} : { initial: known.value }),
  };
}

function choice(name: string, label: string, options: readonly Option[], wanted: string | undefined): Input {
  const initial = options.some(({ value }) => value === wanted) ? wanted : 'keep';
  return { kind: 'choice', name, label, required: true, options, initial: initial ?? 'keep' };
}

export function notAppliedView(sentence: string): View {
  return {
    title: 'Nobody was changed',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [sentence] }],
    actions: [
      { kind: 'run', label: 'Change several members', weight: 'plain', does: { command: 'defaults apply', args: {} } },
    ],
  };
}
