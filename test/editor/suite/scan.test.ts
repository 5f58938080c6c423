// A scan brings the findings of files that nobody has opened into the Problems panel.

import { commands } from 'vscode';
import { equal } from './assert.ts';
import { closeEverything, fixture, open, set, shows } from './editor.ts';

interface ScanResult {
  readonly files: number;
  readonly findings: number;
  readonly notAnalysed: number;
}

describe('scan of the workspace', () => {
  afterEach(async () => {
    await set('disabled', undefined);
    await closeEverything();
  });

  it('reports what is in files that are not open', async () => {
    const result = await commands.executeCommand<ScanResult>('lintel.scanWorkspace');
    equal({ ...result, all: result.files >= 3 && result.findings >= 3 }, { ...result, all: true, notAnalysed: 0 });
    await shows(fixture('main.tf'), 'aws/rds/public-access', '4:24-4:28');
    await shows(fixture('Dockerfile'), 'docker/base-image-latest', '0:10-0:16');
    await shows(fixture('k8s/deployment.yaml'), 'kubernetes/privileged', '17:24-17:28');
  });

  it('shows a finding once when its file is opened, and still when it is closed again', async () => {
    await commands.executeCommand('lintel.scanWorkspace');
    const { document } = await open(fixture('main.tf'));
    await shows(document.uri, 'aws/rds/public-access', '4:24-4:28');
    await closeEverything();
    await shows(fixture('main.tf'), 'aws/rds/public-access', '4:24-4:28');
  });

  it('follows the settings in files that are not open', async () => {
    await commands.executeCommand('lintel.scanWorkspace');
    await shows(fixture('Dockerfile'), 'docker/base-image-latest', '0:10-0:16');
    await set('disabled', ['docker/base-image-latest']);
    await shows(fixture('Dockerfile'), 'docker/base-image-latest');
    await set('disabled', undefined);
    await shows(fixture('Dockerfile'), 'docker/base-image-latest', '0:10-0:16');
  });
});
