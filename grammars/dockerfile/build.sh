#!/bin/sh
# Rebuilds src/parser.c from grammar.js, and tree-sitter-dockerfile.wasm from src/parser.c and src/scanner.c.
set -eu
cd "$(dirname "$0")"

need() {
  command -v "$1" >/dev/null 2>&1 && return
  echo "build.sh needs $1: $2" >&2
  exit 1
}

PATH="$PATH:$HOME/.cargo/bin"
headers=${WASI_INCLUDE:-/usr/include/wasm32-wasi}

need tree-sitter "cargo install tree-sitter-cli"
need clang "on Debian, apt install clang"
need wasm-ld "on Debian, apt install lld"
if [ ! -f "$headers/stdlib.h" ]; then
  echo "build.sh needs the headers of wasi-libc in $headers: on Debian, apt install wasi-libc;" >&2
  echo "elsewhere set WASI_INCLUDE to the folder that holds them" >&2
  exit 1
fi

tree-sitter generate

objects=$(mktemp -d)
trap 'rm -rf "$objects"' EXIT
for source in parser scanner; do
  clang --target=wasm32-unknown-emscripten -Os -fPIC -fvisibility=hidden -Wall -Wextra -Wno-unused-parameter \
    -isystem "$headers" -I src -c "src/$source.c" -o "$objects/$source.o"
done

# A side module: it brings no memory and no libc, both come from web-tree-sitter.
wasm-ld --experimental-pic -shared --no-entry --allow-undefined --strip-all \
  --export=tree_sitter_dockerfile "$objects/parser.o" "$objects/scanner.o" -o tree-sitter-dockerfile.wasm
