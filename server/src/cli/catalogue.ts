// The packed rules, as commands read them.

import { type Catalogue, type CatalogueTexts, readCatalogue as readPacked } from '../rules/catalogue.ts';
import type { Runtime } from '../runtime.ts';

export const readCatalogue = (runtime: Runtime): Promise<Catalogue> => readPacked((name) => runtime.rules(name));

export async function readTexts(runtime: Runtime): Promise<CatalogueTexts> {
  return JSON.parse(await runtime.rules('texts')) as CatalogueTexts;
}
