// What the fuzzers cut and change of the formats that are written in TOML.

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

export const tomlSamples = [
  { file: 'Cargo.toml', text: cargoToml },
  { file: 'pyproject.toml', text: pyproject },
];
