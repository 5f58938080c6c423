// The command that brings a lock file up to date after a manifest was changed. It is only ever told.

/** Undefined where the tool looks at the manifest alone. `lock` is the name of the lock file's format, where there is one. */
export function refreshCommand(manifest: string, lock: string | undefined, name: string): string | undefined {
  const ofLock = lock === undefined ? undefined : byLock[lock];
  return (ofLock ?? byManifest[manifest])?.replace('NAME', name);
}

const byLock: Readonly<Record<string, string>> = {
  'package-lock.json': 'npm install',
  'npm-shrinkwrap.json': 'npm install',
  'yarn.lock': 'yarn install',
  'pnpm-lock.yaml': 'pnpm install',
  'poetry.lock': 'poetry lock',
  'uv.lock': 'uv lock',
  'pdm.lock': 'pdm lock',
  'Pipfile.lock': 'pipenv lock',
  'packages.lock.json': 'dotnet restore --force-evaluate',
  'gradle.lockfile': 'gradle dependencies --update-locks NAME',
};

const byManifest: Readonly<Record<string, string>> = {
  'package.json': 'npm install',
  'requirements.txt': 'pip install -r requirements.txt',
  Pipfile: 'pipenv lock',
  'go.mod': 'go mod tidy',
  'Cargo.toml': 'cargo update -p NAME',
  'composer.json': 'composer update NAME',
  Gemfile: 'bundle update NAME',
  'pubspec.yaml': 'dart pub get',
  'mix.exs': 'mix deps.get',
};
