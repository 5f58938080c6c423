// Every control that a framework file of ours names, held to the lists of control ids in the shared facts. Those lists are complete for
// NIST and CIS; elsewhere an id that they lack is looked up by hand and written down here.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { packedRules } from '../rules/folder.ts';

const shared = join(__dirname, '../../../shared/facts/frameworks.json.gz');

/** Real ids that the lists leave out, by framework. */
const lookedUp: Readonly<Record<string, readonly string[]>> = {
  // PCI DSS v4.0, requirements and testing procedures.
  'pci-dss-4.0': ['2.2.1', '2.2.6', '6.3.2', '8.3.1', '8.6.2'],
  // Trust Services Criteria 2017, availability.
  soc2: ['A1.1'],
  // Regulation (EU) 2016/679.
  gdpr: ['Art.25', 'Art.30', 'Art.32'],
  // ISO/IEC 27001:2022, annex A.
  'iso27001-2022': ['A.8.28'],
  // Outside of the baselines: NIST SP 800-53 Rev. 5, catalogue.
  'nist-800-53r5': ['CM-14', 'IA-5(7)', 'SC-6'],
  // FedRAMP Moderate baseline, Rev. 4.
  'fedramp-moderate-r4': ['AU-2', 'AU-12', 'CA-7', 'CM-6', 'CM-7', 'CP-9', 'IA-5', 'SC-8(1)', 'SI-2', 'SI-4'],
  // https://attack.mitre.org
  'mitre-attack': ['T1195', 'T1610', 'T1611'],
  // https://kubernetes.io/docs/concepts/security/pod-security-standards/
  pss: ['baseline', 'restricted'],
};

describe('compliance frameworks', () => {
  const { frameworks } = JSON.parse(gunzipSync(readFileSync(shared)).toString()) as {
    readonly frameworks: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  for (const { id, controls } of packedRules().catalogue.compliance.frameworks) {
    it(`${id} names only controls that exist`, () => {
      const known = new Set([...Object.keys(frameworks[id] ?? {}), ...(lookedUp[id] ?? [])]);
      assert.deepEqual(
        Object.keys(controls).filter((control) => !known.has(control)),
        [],
      );
    });
  }
});
