// The lists that a configuration gives to rules, which ask for them by name: `@setting.registries`, `@setting.labels.email`.

import type { Settings } from '../engine/settings.ts';
import { type Config, labelFormats } from './config.ts';

/** `outer` are those of the folder around; what the configuration leaves out stays as it was there. */
export function listsOf(config: Config, outer: Settings['lists']): Settings['lists'] {
  const { registries, baseRegistries = registries, labels, strictLabels } = config;
  const { 'strict-labels': outerStrict, ...others } = { ...outer, ...(labels && labelLists(labels)) };
  const strict = strictLabels ?? outerStrict !== undefined;
  return {
    ...others,
    ...(registries && { registries }),
    ...(baseRegistries && { 'base-registries': baseRegistries }),
    ...(strict && { 'strict-labels': others['labels'] ?? [] }),
  };
}

/** `labels` are all that must be there, `labels.email` those that hold an address. */
function labelLists(labels: NonNullable<Config['labels']>): Settings['lists'] {
  const names = Object.keys(labels);
  const ofFormat = labelFormats.map(
    (format) => [`labels.${format}`, names.filter((name) => labels[name] === format)] as const,
  );
  return { labels: names, ...Object.fromEntries(ofFormat) };
}
