// The packed rules, as commands read them.

import type { Catalogue, CatalogueTexts } from '../rules/catalogue.ts';
import type { Runtime } from '../runtime.ts';

export async function readCatalogue(runtime: Runtime): Promise<Catalogue> {
  return JSON.parse(await runtime.rules('catalogue')) as Catalogue;
}

export async function readTexts(runtime: Runtime): Promise<CatalogueTexts> {
  return JSON.parse(await runtime.rules('texts')) as CatalogueTexts;
}
