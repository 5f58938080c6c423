// An ecosystem as a user writes it.

import { type Ecosystem, ecosystems } from '../advisories/ecosystem.ts';
import { UsageError } from './shell.ts';

/** Case does not matter. Throws UsageError where there is no such ecosystem. */
export function ecosystemNamed(written: string): Ecosystem {
  const found = ecosystems.find((one) => one.toLowerCase() === written.toLowerCase());
  if (!found) throw new UsageError(`there is no ecosystem "${written}"; there are ${ecosystems.join(', ')}`);
  return found;
}
