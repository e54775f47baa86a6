import type { HeadAnchors } from './audit/head-anchors.ts';
import { createAccount } from './commands/account.ts';
import { createApiKeys } from './commands/api-keys.ts';
import type { ExportFiles } from './audit/export-files.ts';
import type { ListFiles } from './bulk/list-files.ts';
import { createAuditExport } from './commands/audit-export.ts';
import { createAuditLog } from './commands/audit-log.ts';
import { createAuditVerify } from './commands/audit-verify.ts';
import { createBatchPriceSteps } from './commands/batch-price-steps.ts';
import { createBatchSteps } from './commands/batch-steps.ts';
import { createConvert } from './commands/convert.ts';
import { createDocumentAnswers } from './commands/document-answers.ts';
import { createChannels } from './commands/channels.ts';
import { createCheck } from './commands/check.ts';
import { createClaim } from './commands/claim.ts';
import type { Command } from './commands/command.ts';
import { createFrontDoor } from './commands/create-front-door.ts';
import { createDefaults } from './commands/defaults.ts';
import { createDefaultsApply } from './commands/defaults-apply.ts';
import { createRoundShow } from './commands/round-show.ts';
import { createDecommission } from './commands/decommission.ts';
import { createDecommissionSteps } from './commands/decommission-steps.ts';
import { createDepartureCommands } from './commands/departure-commands.ts';
import { createDomainRemove } from './commands/domain-remove.ts';
import { createDomain } from './commands/domain.ts';
import type { FrontDoor } from './commands/front-door.ts';
import { createHelp } from './commands/help.ts';
import type { PlatformUser } from './commands/inbound.ts';
import { createMatchable } from './commands/matchable.ts';
import { createInviteCsv } from './commands/invite-csv.ts';
import { createInviteSteps } from './commands/invite-steps.ts';
import { createInviteTerm } from './commands/invite-term.ts';
import { createInvite } from './commands/invite.ts';
import { createTermCommands } from './commands/term-commands.ts';
import { createLink } from './commands/link.ts';
import { createList } from './commands/list.ts';
import { createMoneyCommands } from './commands/money-commands.ts';
import { createPolicyCommands } from './commands/policy-commands.ts';
import { createWhy } from './commands/why.ts';
import { createObjection } from './commands/objection.ts';
import { createPause } from './commands/pause.ts';
import { createPermissions } from './commands/permissions.ts';
import { createProvisioning } from './commands/provisioning.ts';
import { createRole } from './commands/role.ts';
import { createPrivacy } from './commands/privacy.ts';
import { createPrivacyExample } from './commands/privacy-example.ts';
import { createTeam } from './commands/team.ts';
import { createRemovalForce } from './commands/removal-force.ts';
import { createRemovalResume } from './commands/removal-resume.ts';
import { createRemovalCoolOff } from './commands/removal-cool-off.ts';
import { createRemovalSchedule } from './commands/removal-schedule.ts';
import { createRemovalSteps } from './commands/removal-steps.ts';
import { createRemovals } from './commands/removals.ts';
import { createRemove } from './commands/remove.ts';
import { createRequestCommands } from './commands/request-commands.ts';
import { createSettings } from './commands/settings.ts';
import { createSetupProvider } from './commands/setup-provider.ts';
import { createSetup } from './commands/setup.ts';
import { createShow } from './commands/show.ts';
import { createSupport } from './commands/support.ts';
import { createStatus } from './commands/status.ts';
import { createSync } from './commands/sync.ts';
import type { Signature } from './commands/signature.ts';
import { createUnlink } from './commands/unlink.ts';
import { createInsight } from './commands/insight.ts';
import type { SecretFiles } from './credentials/secret-files.ts';
import type { CoreDeps } from './deps.ts';
import type { DocumentWay } from './documents/chat-documents.ts';
import { createWriteAgain, type WriteAgain } from './documents/write-again.ts';

export type CommandDeps = CoreDeps & {
  /** Where people's browsers reach this installation; asked when it is needed, since a port may be known late. */
  readonly publicUrl: () => string;
  /** Signed heads of the audit log, to hold it against. */
  readonly heads: HeadAnchors;
  /** The disk, for somebody at the console of this process; undefined for everybody in a chat. */
  readonly secretFilesOf: (user: PlatformUser) => SecretFiles | undefined;
  /** The same disk to write documents to. */
  readonly exportFilesOf: (user: PlatformUser) => ExportFiles | undefined;
  /** And to read lists of people from. */
  readonly listFilesOf: (user: PlatformUser) => ListFiles | undefined;
  /** How a file reaches somebody in their chat; undefined where none can be given. */
  readonly documentWayOf: (user: PlatformUser) => DocumentWay | undefined;
};

/** Every command of the product, in the order of the help. */
function createCommands(deps: CommandDeps): readonly Command[] {
  const commands: readonly Command[] = [
    ...seatCommands(deps),
    ...moneyCommands(deps),
    ...mailboxCommands(deps),
    ...accountCommands(deps),
    createWhy({ signatures: () => commands.map(({ signature }) => signature) }),
    createHelp({ signatures: () => commands.map(({ signature }) => signature) }),
  ];
  return commands;
}

function seatCommands(deps: CommandDeps): readonly Command[] {
  return [
    createInvite(deps),
    createInviteTerm(deps),
    ...createInviteSteps(deps),
    createInviteCsv(deps),
    ...createMatchable(deps),
    ...createBatchSteps(deps),
    ...createBatchPriceSteps(deps),
    createList(deps),
    ...createDepartureCommands(deps),
    createDecommission(deps),
    ...createDecommissionSteps(deps),
    ...createTermCommands(deps),
    createShow(),
    ...createPrivacy(deps),
    createPrivacyExample(deps),
    ...createTeam(deps),
    ...createProvisioning(deps),
    ...createDefaults(deps),
    ...createDefaultsApply(deps),
    createRoundShow(),
    createSupport(deps),
    ...createConvert(deps),
    createRemove(deps),
    ...createRemovals(deps),
    ...createRemovalSteps(deps),
    createRemovalSchedule(deps),
    createRemovalCoolOff(deps),
    createRemovalForce(deps),
    createRemovalResume(deps),
  ];
}

function moneyCommands(deps: CommandDeps): readonly Command[] {
  return [...createMoneyCommands(deps), ...createRequestCommands(deps)];
}

/** The mailboxes, and what was learned from them. */
function mailboxCommands(deps: CommandDeps): readonly Command[] {
  return [
    createStatus(deps),
    createSync(deps),
    ...createObjection(deps),
    ...createPause(deps),
    createCheck(deps),
    ...createLink(deps),
    ...createUnlink(deps),
    ...createInsight(deps),
  ];
}

function accountCommands(deps: CommandDeps): readonly Command[] {
  return [
    createSetup(),
    ...createSetupProvider(deps),
    ...createDomain(deps),
    ...createDomainRemove(deps),
    ...createPermissions(deps),
    ...createSettings(deps),
    ...createRole(deps),
    createChannels(deps),
    ...createPolicyCommands(deps),
    ...createApiKeys(deps),
    createAuditLog(),
    createAuditVerify(deps),
    createAuditExport(deps),
    ...createDocumentAnswers(deps),
    createClaim(),
    ...createAccount(deps),
  ];
}

export type AppDeps = CommandDeps & { readonly isOperator: (user: PlatformUser) => boolean };

export type App = {
  readonly frontDoor: FrontDoor;
  readonly signatures: readonly Signature[];
  readonly writeAgain: WriteAgain;
};

/** The one factory that assembles core for a process that takes commands or finishes them. */
export function createApp(deps: AppDeps): App {
  const commands = createCommands(deps);
  return {
    frontDoor: createFrontDoor({ ...deps, commands }),
    signatures: commands.map(({ signature }) => signature),
    writeAgain: createWriteAgain(commands),
  };
}
