/** The window around the blocks: what Slack draws itself and the library does not. */
export const FRAME_STYLE = `
  * { box-sizing: border-box; }
  body { margin: 0; background: #fff; color: #1d1c1d; font: 15px/1.46 Lato, "Noto Sans", "Liberation Sans", sans-serif; }
  p { margin: 0; }
  .frame { width: 680px; background: #fff; }
  .message { display: flex; gap: 10px; padding: 16px 20px; }
  .logo { flex: none; width: 36px; height: 36px; border-radius: 6px; background: #1f3a5f; color: #fff; font-weight: 700; display: grid; place-items: center; }
  .said { flex: 1; min-width: 0; }
  .only { color: #616061; font-size: 12px; }
  .by b { font-weight: 900; }
  .by time { color: #616061; font-size: 12px; }
  .app { background: #e8e8e8; border-radius: 2px; color: #616061; font-size: 10px; font-weight: 700; padding: 1px 3px; }
  .slack_blocks_to_jsx--blocks { display: flex; flex-direction: column; gap: 8px; }
  .slack_blocks_to_jsx__plain_text_input_element textarea { height: 38px !important; min-height: 0 !important; resize: none !important; }
  .slack_blocks_to_jsx__plain_text_input_element > div { display: none; }
  .slack_blocks_to_jsx__rich_text_list_element ul, .slack_blocks_to_jsx__rich_text_list_element li > div { min-width: 0; overflow-wrap: anywhere; }
  .slack_blocks_to_jsx--blocks .slack_inline_code { white-space: normal !important; overflow-wrap: anywhere !important; }
  .modal { width: 520px; border: 1px solid #ddd; border-radius: 8px; overflow: hidden; }
  .modal header { display: flex; align-items: center; gap: 12px; padding: 16px 24px; }
  .modal h1 { flex: 1; font-size: 22px; font-weight: 900; margin: 0; }
  .modal .close { color: #616061; font-size: 26px; }
  .modal main { padding: 0 24px 16px; }
  .modal footer { display: flex; justify-content: flex-end; gap: 12px; padding: 16px 24px; border-top: 1px solid #ddd; }
  .modal footer button { border: 1px solid #bbb; border-radius: 4px; background: #fff; font: inherit; font-weight: 700; padding: 6px 14px; }
  .modal footer .submit { background: #007a5a; border-color: #007a5a; color: #fff; }
`;
