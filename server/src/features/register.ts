// What is registered after initialization: pull diagnostics, apart for documents whose findings depend on other files and for those that
// stand alone, and the files whose changes on the disk concern us.

import {
  type ClientCapabilities,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticRequest,
} from 'vscode-languageserver';
import { configName } from '../workspace/config.ts';
import { peerPatterns } from '../workspace/peers/peers.ts';

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

/** A file is told by its name, and by the editor's language where the name says nothing, as for a document that was never saved. */
interface Documents {
  readonly patterns: readonly string[];
  readonly languages: readonly string[];
  readonly interFileDependencies: boolean;
}

/** A module of Terraform, the manifests of a root, a Dockerfile and its .dockerignore: an edit may change the findings of the others, too. */
const together: Documents = {
  patterns: [
    '**/*.{tf,tofu,tfvars}',
    '**/*.{yaml,yml}',
    '**/*.json',
    '**/{Dockerfile,Containerfile}',
    '**/{Dockerfile,Containerfile}.*',
    '**/*.{dockerfile,Dockerfile,containerfile,dockerignore}',
    '**/{Cargo,pyproject,pylock,pylock.*,.cargo/config}.toml',
    '**/{Cargo,poetry,uv,pdm,Pipfile}.lock',
    '**/{Pipfile,setup.cfg}',
  ],
  languages: ['terraform', 'terraform-vars', 'opentofu', 'yaml', 'helm', 'dockercompose', 'dockerfile', 'toml'],
  interFileDependencies: true,
};

const alone: Documents = {
  patterns: ['**/*requirements*.{txt,in}', '**/requirements/*.{txt,in}', '**/go.mod'],
  languages: ['go.mod', 'pip-requirements'],
  interFileDependencies: false,
};

/** What `templatefile` reads. */
const templates = ['**/*.{tftpl,tpl,tmpl}'];

/** Which versions of providers `terraform init` has chosen. */
const locks = ['**/.terraform.lock.hcl'];

const watched = [
  ...[...together.patterns, ...alone.patterns, ...templates, ...locks],
  ...[`**/${configName}`, ...peerPatterns],
];

async function registerDiagnostics(connection: Connection): Promise<void> {
  for (const { patterns, languages, interFileDependencies } of [together, alone]) {
    await connection.client.register(DocumentDiagnosticRequest.type, {
      documentSelector: [...patterns.map((pattern) => ({ pattern })), ...languages.map((language) => ({ language }))],
      interFileDependencies,
      workspaceDiagnostics: false,
    });
  }
}
