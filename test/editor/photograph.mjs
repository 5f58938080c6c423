// Takes photographs of the extension at work, with a real mouse and a real keyboard, into out/screenshots/.
// Usage: node test/editor/photograph.mjs [--extension FOLDER]

import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchChromium } from '../../scripts/editor/chromium.mjs';
import { startCodeServer } from '../../scripts/editor/code-server.mjs';
import { repository } from '../../scripts/editor/places.mjs';
import { createWorkspace } from './workspace.mjs';

const { values } = parseArgs({ options: { extension: { type: 'string', default: repository } } });
const album = join(repository, 'out', 'screenshots');
mkdirSync(album, { recursive: true });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const workspace = createWorkspace();
const editor = await startCodeServer({
  settings: { 'workbench.colorTheme': 'Default Light Modern', 'editor.fontSize': 15 },
});
const browser = await launchChromium();
// Set before anything is waited for, so that a step that cannot be taken ends in a message and not in a hang.
const patience = setTimeout(() => {
  console.error('A photograph could not be taken within five minutes.');
  process.exit(1);
}, 5 * 60_000);
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 960 }, deviceScaleFactor: 2 });
  await page.goto(
    editor.address(workspace.folder, [['extensionDevelopmentPath', editor.remote(resolve(values.extension))]]),
  );
  await photographAll(page);
} finally {
  clearTimeout(patience);
  await browser.close();
  editor.stop();
  workspace.remove();
}

async function photographAll(page) {
  const shoot = async (name) => {
    await settle(page);
    await page.screenshot({ path: join(album, `${name}.png`) });
    console.log(`out/screenshots/${name}.png`);
  };
  await page.locator('.explorer-folders-view').waitFor();
  await hideSecondSideBar(page);
  await openFile(page, 'main.tf');
  await squiggle(page).waitFor();
  await shoot('squiggle');

  await page.mouse.move(...(await squiggleCentre(page)), { steps: 5 });
  await page.locator('.monaco-hover:not(.hidden) .hover-contents').first().waitFor();
  await shoot('hover');
  await page.keyboard.press('Escape');

  await putCursorIntoSquiggle(page);
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget').waitFor();
  await shoot('light-bulb');
  await page.keyboard.press('Escape');

  await command(page, 'Lintel: Scan Workspace');
  await page.keyboard.press('Control+Shift+M');
  await page.locator('.markers-panel').getByText('deployment.yaml').first().waitFor();
  await shoot('problems');

  // Last, because it changes the text: the repair chosen from the menu, and the squiggle gone.
  await putCursorIntoSquiggle(page);
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget').waitFor();
  await page.keyboard.press('Enter');
  await squiggle(page).waitFor({ state: 'detached' });
  await shoot('repaired');
}

/** The one below `publicly_accessible = true`, the only error in the file. */
function squiggle(page) {
  return page.locator('.cdr.squiggly-error').first();
}

/** Animations and late renderings end; a photograph asserts nothing, so a pause does. */
function settle(page) {
  return page.waitForTimeout(700);
}

async function openFile(page, name) {
  await page.keyboard.press('Control+P');
  await page.locator('.quick-input-widget input').fill(name);
  await page.locator('.quick-input-list .monaco-list-row').getByText(name).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.monaco-editor .view-line').first().waitFor();
}

async function command(page, title) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row').getByText(title).first().waitFor();
  await page.keyboard.press('Enter');
}

async function putCursorIntoSquiggle(page) {
  await page.mouse.click(...(await squiggleCentre(page)));
}

/**
 * The squiggle lies below the text, so that a click by element would find the text in its way. The editor draws it anew with every
 * change around it, and between the old one and the new one there is none.
 */
async function squiggleCentre(page) {
  for (;;) {
    const box = await squiggle(page).boundingBox();
    if (box) return [box.x + box.width / 2, box.y + box.height / 2];
  }
}

/** It opens by itself in a fresh profile and takes a third of the picture. */
async function hideSecondSideBar(page) {
  if (await page.locator('.part.auxiliarybar').isVisible()) await command(page, 'View: Toggle Secondary Side Bar');
}
