// Findings arrive on two ways: the editor asks for those of an open document, and a workspace scan tells those of all others. Both
// write to one collection, so that a document that is opened after a scan never shows its findings twice.

import { type DiagnosticCollection, languages } from 'vscode';
import type { DiagnosticCollectionProvider } from 'vscode-languageclient';

export function sharedCollection(): DiagnosticCollectionProvider {
  let shared: DiagnosticCollection | undefined;
  let users = 0;
  return {
    create() {
      shared ??= languages.createDiagnosticCollection('lintel');
      users++;
      return shared;
    },
    dispose() {
      if (--users > 0) return;
      shared?.dispose();
      shared = undefined;
    },
  };
}
