// How the page of html.ts looks, by day and by night.

import { severities } from '../model/finding.ts';

const hidden = severities.map((severity) => `body:has(#${severity}:not(:checked)) article.${severity}`).join(',');

export const css = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 15%, transparent); --soft: color-mix(in srgb, currentColor 6%, transparent) }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h1 { margin: 0 } h2 { font-size: 1.1rem; margin: 2.5rem 0 .5rem; overflow-wrap: anywhere } h3 { font-size: 1rem; margin: 0 }
p { margin: .2rem 0 }
a { color: inherit }
ul { margin: .4rem 0 0; padding-left: 1.2rem }
article { border: 1px solid var(--line); border-left: 4px solid var(--hue, var(--line)); border-radius: 4px; padding: .6rem .9rem; margin: .6rem 0 }
article b:first-child { color: var(--hue) }
label { display: inline-block; margin: .6rem .5rem 0 0; padding: .1rem .7rem; border: 1px solid var(--hue); border-radius: 1rem; cursor: pointer }
pre { background: var(--soft); margin: .5rem 0 0; padding: .4rem .6rem; overflow-x: auto; border-radius: 4px }
pre i { opacity: .5; font-style: normal; user-select: none; margin-right: .5rem }
code, pre { font-family: ui-monospace, monospace; font-size: .9em }
mark { color: inherit; background: color-mix(in srgb, var(--hue) 22%, transparent); text-decoration: underline wavy var(--hue); text-underline-offset: 3px }
.faint { opacity: .7; font-size: .9em; overflow-wrap: anywhere }
.critical { --hue: #b5179e } .high { --hue: #d62828 } .medium { --hue: #c77700 } .low { --hue: #2a6f97 } .info { --hue: #6c757d }
${hidden} { display: none }
`;
