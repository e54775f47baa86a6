import { readFile } from 'node:fs/promises';
import type { KnownBlock } from '@slack/types';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Message, type Block } from 'slack-blocks-to-jsx';
import { renderForm } from '../../bots/slack/form.ts';
import { renderView } from '../../bots/slack/render.ts';
import { unreachable } from '../../core/result.ts';
import { FRAME_STYLE } from './slack-frame.ts';
import type { Picture } from './picture.ts';
import type { Scene } from './slack-scenes.ts';

/** One scene as the page of a browser: our own blocks, drawn by a library that imitates Slack. */
export async function slackPicture(scene: Scene): Promise<Picture> {
  const style = await readFile(new URL(import.meta.resolve('slack-blocks-to-jsx/dist/style.css')), 'utf8');
  const { name, expected } = scene;
  return { name, expected, html: page(style, framed(scene)) };
}

function framed(scene: Scene): string {
  switch (scene.kind) {
    case 'message':
      return message(drawn(renderView(scene.view).blocks), scene.isPrivate);
    case 'form': {
      const { title, blocks, submit } = renderForm(scene.form, { channel: undefined, isPrivate: true });
      return modal(title.text, tall(blocks) + drawn(blocks), submit?.text ?? '');
    }
    default:
      return unreachable(scene);
  }
}

function drawn(blocks: readonly KnownBlock[]): string {
  // The library declares Block Kit a second time, in its own words.
  const theirs = blocks as readonly unknown[] as Block[];
  const html = renderToStaticMarkup(
    createElement(Message, { blocks: theirs, logo: '', name: 'Usher', theme: 'light', withoutWrapper: true }),
  );
  return html.replaceAll(ENTER_HINT, '');
}

/** The library draws every text input alike; one of several lines is taller. */
function tall(blocks: readonly KnownBlock[]): string {
  const ids = blocks.flatMap((block) =>
    block.type === 'input' && block.element.type === 'plain_text_input' && block.element.multiline === true
      ? [`#${block.block_id ?? ''} textarea { height: 100px !important; }`]
      : [],
  );
  return `<style>${ids.join(' ')}</style>`;
}

/** The library says this under every text input; Slack does not. */
const ENTER_HINT = /<p>↵[^<]*<\/p>/gu;

function message(body: string, isPrivate: boolean): string {
  const only = isPrivate ? '<p class="only">Only visible to you</p>' : '';
  return `<article class="frame message"><div class="logo">U</div><div class="said">${only}<p class="by"><b>Usher</b> <span class="app">APP</span> <time>10:00</time></p>${body}</div></article>`;
}

function modal(title: string, body: string, submit: string): string {
  return `<article class="frame modal"><header><div class="logo">U</div><h1>${title}</h1><span class="close">×</span></header><main>${body}</main><footer><button>Cancel</button><button class="submit">${submit}</button></footer></article>`;
}

function page(style: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><style>${style}</style><style>${FRAME_STYLE}</style><body>${body}</body></html>`;
}
