import { cast } from './linden.ts';

export type Opened = {
  readonly time: string;
  readonly teamsUrl: string | undefined;
  readonly logFile: string;
};

/** Where to click and what to type first. */
export function firstLines({ time, teamsUrl, logFile }: Opened): string {
  const { ines, rasmus } = cast;
  const approve =
    teamsUrl === undefined
      ? `${rasmus.fullName} approves in Teams, whose local client is not installed here: npm install @microsoft/m365agentsplayground`
      : `Approve as ${rasmus.fullName}, in the local Teams client: ${teamsUrl}`;
  return [
    '',
    `Linden Partners is open. Here you are Clara Whitfield, its admin. Local mode: ${time}. Log: ${logFile}`,
    '',
    `  1. Type here    invite ${ines.primary} ${ines.fullName} privacy:subjects mail-system:google`,
    '                  then the name of the review button, such as n1, and yes to agree',
    `  2. ${approve}`,
    '  3. Type here    status all',
    '  4. Type here    who jmason.org',
    '',
    'help shows everything you may do; exit ends.',
    '',
  ].join('\n');
}
