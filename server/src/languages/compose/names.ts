// Which file is a Compose file. https://docs.docker.com/compose/intro/compose-application-model/#the-compose-file

import { fileNameOf } from '../../text/path.ts';

/** `compose.yaml`, `docker-compose.prod.yml`, `compose.override.yaml`. */
export const isNamedCompose = (file: string): boolean =>
  /^(?:docker-)?compose(?:[._-][^/]*)?\.ya?ml$/i.test(fileNameOf(file));

/** One that Compose starts from; the others of its folder may complete it. */
export const isBase = (file: string): boolean => /^(?:docker-)?compose\.ya?ml$/i.test(fileNameOf(file));

/**
 * Looks at the text only, so a file whose YAML is broken at the moment is still what it was. Pipelines of Drone, Woodpecker and Lando have
 * services as well, but other keys beside them.
 */
export function holdsServices(text: string): boolean {
  const key = /^["']?services["']?[ \t]*:[ \t]*(?:[&#].*)?\r?\n/m.exec(text);
  if (!key || /^["']?(?:pipeline|steps|jobs|stages|recipe|tooling)["']?[ \t]*:/m.test(text)) return false;
  const below = text.slice(key.index + key[0].length);
  const end = below.search(/^[^\s#]/m);
  const lines = below
    .slice(0, end < 0 ? below.length : end)
    .split('\n')
    .filter((line) => /^\s*[^\s#]/.test(line));
  const indent = /^[ \t]+(?![\s-])/.exec(lines[0] ?? '')?.[0];
  if (indent === undefined) return false;
  return lines.some(
    (line, index) =>
      line.length > indent.length &&
      /^[ \t]/.test(line.slice(indent.length)) &&
      (/^\s+(?:image|build)[ \t]*:[ \t]*[^\s#]/.test(line) ||
        (/^\s+build[ \t]*:/.test(line) && /^\s+(?:context|dockerfile)[ \t]*:/.test(lines[index + 1] ?? ''))),
  );
}

/** Is it a manifest of Kubernetes, whatever its name? */
export const holdsObjects = (text: string): boolean =>
  /^["']?apiVersion["']?[ \t]*:/m.test(text) && /^["']?kind["']?[ \t]*:/m.test(text);
