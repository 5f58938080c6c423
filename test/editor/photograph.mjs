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

  await page.mouse.move(...(await centreOfValue(page)), { steps: 5 });
  await page.locator('.monaco-hover:not(.hidden) .hover-contents').first().waitFor();
  await shoot('hover');
  await page.keyboard.press('Escape');

  await putCursorIntoValue(page);
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget').waitFor();
  await shoot('light-bulb');
  await page.keyboard.press('Escape');

  await command(page, 'Lintel: Scan Workspace');
  await page.keyboard.press('Control+Shift+M');
  await page.locator('.markers-panel').getByText('deployment.yaml').first().waitFor();
  await shoot('problems');

  // The repair chosen from the menu, and the squiggle gone.
  await putCursorIntoValue(page);
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget').waitFor();
  await page.keyboard.press('Enter');
  await unsafeLine(page).filter({ hasText: 'false' }).waitFor();
  await shoot('repaired');

  await openFile(page, 'go.mod');
  await page.getByText('vulnerable, fix all').first().waitFor();
  await page.locator('.view-line').filter({ hasText: 'golang.org' }).first().hover();
  await shoot('packages');
}

function squiggle(page) {
  return page.locator('.cdr[class*="squiggly-"]').first();
}

/** The line of the fixture that the photographs are about. */
function unsafeLine(page) {
  return page.locator('.view-line').filter({ hasText: 'publicly_accessible' });
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

async function putCursorIntoValue(page) {
  await page.mouse.click(...(await centreOfValue(page)));
}

/** Where `true` stands on the screen; how the editor cuts a line into elements depends on the grammar, so the characters are measured. */
function centreOfValue(page) {
  return unsafeLine(page).evaluate((line) => {
    const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    let last = texts.nextNode();
    for (let next = last; next; next = texts.nextNode()) last = next;
    const range = document.createRange();
    range.setStart(last, last.length - 'true'.length);
    range.setEnd(last, last.length);
    const { x, y, width, height } = range.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  });
}

/** It opens by itself in a fresh profile and takes a third of the picture. */
async function hideSecondSideBar(page) {
  if (await page.locator('.part.auxiliarybar').isVisible()) await command(page, 'View: Toggle Secondary Side Bar');
}
