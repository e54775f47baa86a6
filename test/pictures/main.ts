import { mkdir } from 'node:fs/promises';
import { openBrowser } from './browser.ts';
import { takeSlackPictures } from './take-slack-pictures.ts';
import { takeTeamsPictures } from './take-teams-pictures.ts';

const FOLDER = new URL('../../manifests/pictures/', import.meta.url);

/** Draws every message of the main story as its platform shows it. Fails where something is missing. */
async function main(): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  await using browser = await openBrowser();
  await takeSlackPictures(browser.context, FOLDER);
  await takeTeamsPictures(browser.context, FOLDER);
}

await main();
