// Where each file of dist/grammars comes from: the published grammars and the runtime from their packages, pinned by
// package-lock.json, and our own from its folder.

export const grammarFiles = {
  'web-tree-sitter': 'node_modules/web-tree-sitter/web-tree-sitter.wasm',
  hcl: 'node_modules/tree-sitter-wasm/out/hcl/tree-sitter-hcl.wasm',
  bash: 'node_modules/tree-sitter-wasm/out/bash/tree-sitter-bash.wasm',
  dockerfile: 'grammars/dockerfile/tree-sitter-dockerfile.wasm',
};
