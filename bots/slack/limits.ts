/**
 * What Slack takes, from its reference pages for blocks, composition objects, views and chat.postMessage. Lengths are
 * counted in UTF-16 units of the escaped text, the strictest reading.
 */
export const SLACK_LIMITS = {
  blocksPerMessage: 50,
  blocksPerView: 100,
  /** Above about 13,200 characters chat.postMessage answers `msg_blocks_too_long`; the reference does not say so. */
  messageBlockText: 13_000,
  /** What we allow ourselves of it, so that a view never comes near the undocumented edge. */
  messageTextBudget: 9000,
  fallbackText: 4000,
  headerText: 150,
  sectionText: 3000,
  sectionFields: 10,
  sectionFieldText: 2000,
  contextElements: 10,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2000,
  buttonUrl: 3000,
  accessibilityLabel: 75,
  imageUrl: 3000,
  imageAlt: 2000,
  identifier: 255,
  tableRows: 100,
  tableColumns: 20,
  tablesPerMessage: 1,
  inputLabel: 2000,
  inputHint: 2000,
  placeholder: 150,
  inputMaxLength: 3000,
  filesPerInput: 10,
  optionText: 75,
  optionValue: 75,
  optionsPerSelect: 100,
  optionGroups: 100,
  optionsPerBoxes: 10,
  viewTitle: 24,
  viewButton: 24,
  privateMetadata: 3000,
  viewBytes: 250_000,
} as const;
