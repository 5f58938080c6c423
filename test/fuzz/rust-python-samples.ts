// What the fuzzers cut and change of the formats of Rust and Python.

const cargoToml = `[package]
name = "a" # c
authors = ["a <a@b.c>"]

[dependencies]
serde = { version = "1.0", features = ["derive"] }
x = { git = "https://example.com/x", branch = 'main' }
y.workspace = true

[target."cfg(unix)".dependencies.libc]
version = "=0.2.1"

[[bin]]
name = """
b"""
`;

const pyproject = `[project]
name = "a"
dependencies = [
  "flask[async]>=3,<4; python_version >= '3.9'", # web
  'b @ git+https://example.com/b@main',
]

[tool.poetry.dependencies]
python = "^3.11"
c = [{ version = "^1", python = "<3.12" }, { git = "http://example.com/c" }]

[[tool.poetry.source]]
url = "http://example.com/simple"
`;

const cargoLock = `version = 4

[[package]]
name = "app"
version = "0.1.0"
dependencies = [
 "a 1.0.0",
 "a 2.0.0",
]

[[package]]
name = "a"
version = "1.0.0"
source = "registry+https://github.com/rust-lang/crates.io-index"

[[package]]
name = "a"
version = "2.0.0"
`;

const uvLock = `version = 1

[[package]]
name = "app"
version = "0.1.0"
source = { virtual = "." }
dependencies = [
    { name = "b", version = "1" },
]

[package.metadata]
requires-dist = [
    { name = "b" },
]

[[package]]
name = "b"
version = "1"
wheels = [
    { url = "https://example.com/b.whl", hash = "sha256:aa" },
]
`;

const pipfileLock = `{
  "_meta": { "sources": [{ "url": "https://example.com" }] },
  "default": {
    "a": { "hashes": ["sha256:aa"], "version": "==1.0" },
    "b": { "git": "https://example.com/b.git", "ref": "main" }
  },
  "develop": { "a": { "version": "==1.0" } }
}
`;

const setupCfg = `[metadata]
name = a

[options]
install_requires =
    flask[async]>=3,<4; python_version >= '3.9'  # web
    b
[options.extras_require]
test = pytest
`;

export const rustAndPython = [
  { file: 'Cargo.toml', text: cargoToml },
  { file: 'Cargo.lock', text: cargoLock },
  { file: 'pyproject.toml', text: pyproject },
  { file: 'uv.lock', text: uvLock },
  { file: 'Pipfile.lock', text: pipfileLock },
  { file: 'setup.cfg', text: setupCfg },
];
