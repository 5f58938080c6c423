// What is registered after initialization: pull diagnostics per language, since only Terraform's depend on other files, and the files
// whose changes on the disk concern us.

import {
  type ClientCapabilities,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticRequest,
} from 'vscode-languageserver';

export async function registerCapabilities(connection: Connection, client: ClientCapabilities): Promise<void> {
  if (client.textDocument?.diagnostic?.dynamicRegistration) await registerDiagnostics(connection);
  if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
    await connection.client.register(DidChangeConfigurationNotification.type, { section: 'lintel' });
  }
  if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
    await connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: watched.map((globPattern) => ({ globPattern })),
    });
  }
}

const terraform = ['**/*.tf', '**/*.tofu', '**/*.tfvars', '**/*.tf.json', '**/*.tofu.json'];
const dockerfiles = [
  '**/{Dockerfile,Containerfile}',
  '**/{Dockerfile,Containerfile}.*',
  '**/*.{dockerfile,Dockerfile,containerfile}',
];
const manifests = ['**/*.{yaml,yml}', '**/*.json'];
const packages = ['**/requirements*.txt', '**/*requirements.txt', '**/requirements/*.{txt,in}', '**/go.mod'];

const watched = [...terraform, ...dockerfiles, ...manifests, ...packages, '**/.lintel.yaml'];

/** A file is told by its name, and by the editor's language where the name says nothing, as for a document that was never saved. */
async function registerDiagnostics(connection: Connection): Promise<void> {
  const register = (patterns: readonly string[], languages: readonly string[], interFileDependencies: boolean) =>
    connection.client.register(DocumentDiagnosticRequest.type, {
      documentSelector: [...patterns.map((pattern) => ({ pattern })), ...languages.map((language) => ({ language }))],
      interFileDependencies,
      workspaceDiagnostics: false,
    });
  await register(terraform, ['terraform', 'terraform-vars', 'opentofu'], true);
  await register(
    [...dockerfiles, ...manifests, ...packages],
    ['dockerfile', 'yaml', 'go.mod', 'pip-requirements'],
    false,
  );
}
