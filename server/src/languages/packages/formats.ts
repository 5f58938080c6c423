// All formats. The order is that in which they are asked whether a file is theirs, and among locks of one folder the first counts.

import { actionYml, workflow } from './actions/workflow.ts';
import { cargoConfig } from './crates/cargo-config.ts';
import { cargoLock } from './crates/cargo-lock.ts';
import { cargoToml } from './crates/cargo-toml.ts';
import type { Format, LockFormat } from './format.ts';
import { goMod } from './go/go-mod.ts';
import { mixExs } from './hex/mix-exs.ts';
import { mixLock } from './hex/mix-lock.ts';
import { buildGradle } from './maven/build-gradle.ts';
import { gradleLockfile } from './maven/gradle-lockfile.ts';
import { gradleProperties } from './maven/gradle-properties.ts';
import { pomXml } from './maven/pom.ts';
import { versionCatalog } from './maven/version-catalog.ts';
import { bunLock } from './npm/bun-lock.ts';
import { pnpmWorkspace, yarnSettings } from './npm/catalogs.ts';
import { packageJson } from './npm/package-json.ts';
import { packageLock } from './npm/package-lock.ts';
import { pnpmLock } from './npm/pnpm-lock.ts';
import { yarnLock } from './npm/yarn-lock.ts';
import { directoryProps, dotnetProject } from './nuget/msbuild.ts';
import { packagesConfig } from './nuget/packages-config.ts';
import { packagesLock } from './nuget/packages-lock.ts';
import { composerJson } from './packagist/composer-json.ts';
import { composerLock } from './packagist/composer-lock.ts';
import { pubspecYaml } from './pub/pubspec.ts';
import { pubspecLock } from './pub/pubspec-lock.ts';
import { pdmLock } from './pypi/pdm-lock.ts';
import { pipfile } from './pypi/pipfile.ts';
import { pipfileLock } from './pypi/pipfile-lock.ts';
import { poetryLock } from './pypi/poetry-lock.ts';
import { pylockToml } from './pypi/pylock.ts';
import { pyprojectToml } from './pypi/pyproject.ts';
import { requirementsIn, requirementsTxt } from './pypi/requirements.ts';
import { setupCfg } from './pypi/setup-cfg.ts';
import { uvLock } from './pypi/uv-lock.ts';
import { gemfile } from './rubygems/gemfile.ts';
import { gemfileLock } from './rubygems/gemfile-lock.ts';
import { versionFiles } from './version-file.ts';

export const formats: readonly Format[] = [
  // One a line, by ecosystem.
  packageJson,
  packageLock,
  yarnLock,
  pnpmLock,
  bunLock,
  pnpmWorkspace,
  yarnSettings,
  requirementsTxt,
  requirementsIn,
  pyprojectToml,
  uvLock,
  poetryLock,
  pdmLock,
  pylockToml,
  pipfile,
  pipfileLock,
  setupCfg,
  cargoToml,
  cargoLock,
  cargoConfig,
  goMod,
  pomXml,
  buildGradle,
  gradleProperties,
  versionCatalog,
  gradleLockfile,
  ...versionFiles,
  dotnetProject,
  directoryProps,
  packagesConfig,
  packagesLock,
  composerJson,
  composerLock,
  gemfile,
  gemfileLock,
  pubspecYaml,
  pubspecLock,
  mixExs,
  mixLock,
  workflow,
  actionYml,
];

export const lockFormats: readonly LockFormat[] = formats.filter((format) => format.kind === 'lock');

/** By the name alone. Files below node_modules belong to others and are not what a user maintains. */
export const formatOf = (file: string): Format | undefined =>
  /(?:^|\/)node_modules\//.test(file) ? undefined : formats.find((format) => format.isNamed(file));
