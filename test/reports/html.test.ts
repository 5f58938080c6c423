// The HTML report: one page, and nothing that a file says becomes a part of it.

import assert from 'node:assert/strict';
import { htmlReport } from '../../server/src/reports/html.ts';
import { empty, report, texts } from './sample.ts';

const page = htmlReport(report, texts);

/** Text that must stand in the page. */
const holds = [
  '<title>Lintel: 2 findings: 1 high, 1 info; 2 suppressed; 3 places not analysed</title>',
  '<label class="high"><input type="checkbox" id="high" checked> 1 high</label>',
  '<section><h2>app/modules/a b/main.tf</h2>',
  '<p><b>high</b> <code>aws_s3_bucket.b</code> is | public.</p>',
  '<pre><i>3</i>   acl   = <mark>&quot;public-read&quot;</mark></pre>',
  '<ul><li>app/variables.tf:1:5: the default comes from here</li><li>Fix: Make it private</li></ul>',
  'x <mark>日本␛[31m&lt;b&gt;</mark>',
  '<li>app/bomb.yaml:4:1: too many aliases</li>',
  '<p>Set <code>acl</code> to &lt;private&gt;.</p>',
  '<a href="https://example.com/?a=1&amp;b=2">',
];

describe('html report', () => {
  for (const text of holds) it(text, () => assert.ok(page.includes(text), page));

  it('needs nothing beside it and runs nothing', () => {
    assert.doesNotMatch(page, /<script|<link|<img|@import|url\(|\son\w+=/i);
  });

  it('is a page also where there is nothing', () => {
    assert.match(htmlReport(empty, texts), /<p>No findings<\/p>/);
  });
});
