// What `lintel --help` and `lintel --version` print.

import { version } from '../../../package.json';

export { version };

export const help = `Lintel ${version}: security for infrastructure code. Reads Terraform, Dockerfiles, Kubernetes YAML, Compose files and package manifests.

Usage: lintel COMMAND [OPTIONS]

  scan [ROOT ...]        Analyse folders or files; the current folder if none is given. Each ROOT stands for itself.
    --format FORMAT        text, json, sarif, html or markdown (text)
    --output FILE          Write the report to a file
    --severity LEVEL       Report findings at or above info, low, medium, high or critical
    --fail-on LEVEL        Exit with 1 for a finding at or above it (high); none: never
    --all                  Ask every rule, also those that are off by default
    --no-config            Read no .lintel.yaml
    --rules DIR            Add the rules of a folder; may be repeated
    --baseline FILE        Leave out the findings that the file accepts
    --framework ID         Only rules that support a control of the framework, such as pci-dss-4.0
    --offline              Use no network (nothing but "advisories update" does)
    Left out are folders of tools, such as .git, node_modules and .terraform, and what "exclude" in .lintel.yaml names;
    .gitignore is not asked, and links to folders are not followed. What could not be read is told in the report.
  rules                  List the rules; --format text or json
  explain RULE           Tell about one rule; ids of other tools are understood, such as DL3008
  fix [ROOT ...]         Apply the safe fixes; --dry-run shows them as a diff
    --upgrade              Upgrade vulnerable packages in manifests, too; lock files are left to their own tools
  baseline [ROOT ...]    Accept today's findings: write .lintel-baseline.json into each ROOT
  sbom [FOLDER]          List every package and image of a project as CycloneDX JSON; --output FILE
  advisories             The offline database of advisories about packages; --db DIR is another place for it
    update                 Fetch what is new; --from URL or DIR in OSV's layout, --ecosystem npm, may be repeated
    import FILE            Take an archive of OSV from the disk, such as npm/all.zip
    status                 Tell what is there, how old it is, and whether it is whole
    query ECOSYSTEM NAME [VERSION]
                           Tell what is known about a package; --format text or json
  server --stdio         Run the language server

Exit code: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or a failure of the program's own.
`;
