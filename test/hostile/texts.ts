/**
 * Texts that run something wherever they are taken for mark-up, an address, a style or code:
 * whichever does calls `hit` with the place it has in this list.
 */
const SEEDS = [
  '<script>hit(0)</script>',
  '<img src=x onerror=hit(0)>',
  '<svg onload=hit(0)>',
  '<svg/onload=hit(0)//',
  '<svg><script>hit(0)</script></svg>',
  '<svg><animate onbegin=hit(0) attributeName=x dur=1s>',
  '<math><mtext><table><mglyph><style><img src=x onerror=hit(0)>',
  '<iframe srcdoc="<script>parent.hit(0)</script>"></iframe>',
  '<iframe src="javascript:parent.hit(0)"></iframe>',
  '<object data="javascript:hit(0)"></object>',
  '<embed src="javascript:hit(0)">',
  '<details open ontoggle=hit(0)><summary>x</summary></details>',
  '<input autofocus onfocus=hit(0)>',
  '<video><source onerror=hit(0)></video>',
  '<audio src=x onerror=hit(0)></audio>',
  '<body onload=hit(0)>',
  '<style onload=hit(0)></style>',
  '<link rel=stylesheet href="javascript:hit(0)">',
  '<meta http-equiv=refresh content="0;url=javascript:hit(0)">',
  '<base href="javascript:hit(0)//">',
  '<form action="javascript:hit(0)"><button>x</button></form>',
  '<a href="javascript:hit(0)">x</a>',
  '<template><script>hit(0)</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=hit(0)>">',
  '<!--><img src=x onerror=hit(0)>-->',
  '<![CDATA[><img src=x onerror=hit(0)>]]>',
  '</script><script>hit(0)</script>',
  '</title><script>hit(0)</script>',
  '</textarea><img src=x onerror=hit(0)>',
  '</style><img src=x onerror=hit(0)>',
  '" onmouseover="hit(0)" autofocus onfocus="hit(0)',
  "' onmouseover='hit(0)' autofocus onfocus='hit(0)",
  '`onmouseover=hit(0) x=`',
  'javascript:hit(0)',
  'javascript://%0ahit(0)',
  'vbscript:hit(0)',
  'data:text/html,<script>parent.hit(0)</script>',
  '//evil.example/x.js',
  'x:expression(hit(0))',
  "url('javascript:hit(0)')",
  "';hit(0);//",
  '";hit(0);//',
  '\\";hit(0);//',
  '$' + '{hit(0)}',
  '{{constructor.constructor("hit(0)")()}}',
  '#{hit(0)}',
  '<%= hit(0) %>',
  '\u2028hit(0)//',
  '__proto__',
  '<select><option><img src=x onerror=hit(0)>',
  '<p style="background:url(javascript:hit(0))">x</p>',
  '\u202e<img src=x onerror=hit(0)>',
]

/** What people do to a text so that a filter does not know it again. */
const TWISTS: ((text: string) => string)[] = [
  text => text,
  text => `">${text}`,
  text => `'>${text}`,
  text => `--></span></a></li>${text}`,
  text => `Boots ${text} 42`,
  text => text.replace(/script|img|svg|onerror|onload|iframe/gi, mixed),
  text => text.replace(/</g, '<\u0000').replace(/:/g, '\u0001:'),
  text => text.replace(/([<:])/g, '\t$1').replace(/javascript/g, 'java\nscript'),
  text => text.replaceAll('<', '&lt;').replace(/javascript/g, '&#106;avascript'),
  text => encodeURIComponent(text),
  text => `${text}${text}`,
]

export const HOSTILE: readonly string[] = [...new Set(TWISTS.flatMap(twist => SEEDS.map(twist)))]
  .slice(0, 500)
  .map((text, n) => text.replaceAll('hit(0)', `hit(${n})`))

function mixed(word: string): string {
  return [...word].map((letter, n) => (n % 2 ? letter.toUpperCase() : letter)).join('')
}
