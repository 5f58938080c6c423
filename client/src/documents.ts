// Which documents are shown to the server. The server tells what a file is by its name and content, so the selector is generous:
// by language for documents that have no name yet, by name for editors in which nobody defines the language.

import { workspace } from 'vscode';
import type { DocumentFilter } from 'vscode-languageclient';

const languages = [
  ...['terraform', 'terraform-vars', 'opentofu'],
  ...['dockerfile', 'dockercompose', 'yaml', 'helm', 'json'],
  ...['pip-requirements', 'go.mod', 'xml', 'toml', 'ruby'],
];

const names = [
  '**/*.{tf,tofu,tfvars}',
  '**/{Dockerfile,Containerfile}*',
  '**/*.{dockerfile,Dockerfile,containerfile,dockerignore}',
  '**/*.{yaml,yml,json}',
  '**/*requirements*.{txt,in}',
  '**/requirements/*.{txt,in}',
  '**/go.mod',
  '**/yarn.lock',
  '**/bun.lock',
  '**/pom.xml',
  '**/{.nvmrc,.node-version,.python-version,.ruby-version,.go-version,.tool-versions,runtime.txt}',
  '**/*.{csproj,fsproj,vbproj}',
  '**/Directory.{Packages,Build}.{props,targets}',
  '**/packages*.config',
  '**/{Cargo,pyproject,pylock,pylock.*,.cargo/config}.toml',
  '**/{Cargo,poetry,uv,pdm,Pipfile}.lock',
  '**/{Gemfile,gems.rb,Gemfile.lock,gems.locked}',
  '**/composer.lock',
  '**/*.versions.toml',
  '**/*.{gradle,gradle.kts}',
  '**/gradle.properties',
  '**/*gradle.lockfile',
  '**/pubspec.lock',
  '**/mix.{exs,lock}',
  '**/{Pipfile,setup.cfg}',
];

/** The old side of a comparison and the text of an output panel are documents as well; only what can be edited is selected. */
export function documentSelector(): DocumentFilter[] {
  const folders = workspace.workspaceFolders ?? [];
  const schemes = new Set(['file', 'untitled', ...folders.map((folder) => folder.uri.scheme)]);
  return [...schemes].flatMap((scheme) => [
    ...languages.map((language) => ({ scheme, language })),
    ...names.map((pattern) => ({ scheme, pattern })),
  ]);
}
