import { createHash } from 'node:crypto'
import { isFrench } from '../core/figures.ts'
import { toHtml } from '../render/to-html.ts'

/** A page of one sentence and at most one button: no script, nothing to load. */
export interface PlainPage {
  language: 'fr' | 'en'
  says: string
  /** Under the sentence. */
  promise?: string
  /** Sends the page's own address once more, as a POST. */
  button?: string
}

/**
 * Where a letter's link leads. Mail programs and scanners open every link they see; they press
 * no button, so what a link does is done by its button alone.
 */
export function plainPage({ language, says, promise, button }: PlainPage): string {
  const sentence = toHtml(says)
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${sentence}</title>
<style>${STYLE}</style>
<main>
<h1>${sentence}</h1>
${promise ? `<p>${toHtml(promise)}</p>\n` : ''}${button ? `<form method="post"><button>${toHtml(button)}</button></form>\n` : ''}</main>
</html>
`
}

export function languageIn(headers: { 'accept-language'?: string }): 'fr' | 'en' {
  return isFrench(headers['accept-language']) ? 'fr' : 'en'
}

const STYLE = `:root{color-scheme:light dark}
body{margin:0;background:light-dark(#fbfcfc,#0e1615);color:light-dark(#13211f,#e8efee);font:1rem/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:16vh 20px 48px}
h1{margin:0 0 16px;font:400 1.625rem/1.25 Georgia,serif;text-wrap:balance;overflow-wrap:anywhere}
p{margin:0 0 24px;color:light-dark(#4c5b58,#a3b3af)}
button{min-height:48px;padding:12px 22px;border:0;border-radius:4px;background:light-dark(#0b665c,#62cbbc);color:light-dark(#fff,#0e1615);font:inherit;font-weight:600;cursor:pointer}
button:focus-visible{outline:3px solid light-dark(#13211f,#e8efee);outline-offset:3px}`

/** Its own style and nothing else: no script, no picture, no frame around it, no form to elsewhere. */
export const PLAIN_PAGE_HEADERS = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
}
