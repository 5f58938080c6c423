// The command that brings a lock file up to date after a manifest was changed. It is only ever told.

export interface Changed {
  /** The manifest, by the names of its format and of its file. */
  readonly format: string;
  readonly file: string;
  /** The name of the lock file's format, where there is one. */
  readonly lock: string | undefined;
  /** The package that is upgraded. */
  readonly name: string;
}

/** Undefined where the tool looks at the manifest alone. */
export function refreshCommand({ format, file, lock, name }: Changed): string | undefined {
  const ofLock = lock === undefined ? undefined : byLock[lock];
  const command = ofLock ?? byManifest[format];
  return command?.replace('NAME', name).replace('FILE', file);
}

const byLock: Readonly<Record<string, string>> = {
  'package-lock.json': 'npm install',
  'npm-shrinkwrap.json': 'npm install',
  'yarn.lock': 'yarn install',
  'pnpm-lock.yaml': 'pnpm install',
  'bun.lock': 'bun install',
  'poetry.lock': 'poetry lock',
  'uv.lock': 'uv lock',
  'pdm.lock': 'pdm lock',
  'Pipfile.lock': 'pipenv lock',
  'packages.lock.json': 'dotnet restore --force-evaluate',
  'gradle.lockfile': 'gradle dependencies --update-locks NAME',
};

const byManifest: Readonly<Record<string, string>> = {
  'package.json': 'npm install',
  'requirements.txt': 'pip install -r FILE',
  'requirements.in': 'pip-compile FILE',
  Pipfile: 'pipenv lock',
  'go.mod': 'go mod tidy',
  'Cargo.toml': 'cargo update -p NAME',
  'composer.json': 'composer update NAME',
  Gemfile: 'bundle update NAME',
  'pubspec.yaml': 'dart pub get',
  '*.csproj': 'dotnet restore',
  'Directory.Packages.props': 'dotnet restore',
  'mix.exs': 'mix deps.update NAME',
};
