import { createHash } from 'node:crypto'
import { toHtml } from '../../render/to-html.ts'
import type { Ask } from './wish-links.ts'
import { LETTER_WORDS } from './words.ts'

/** What the page says: it asks, or it tells what was done, or that there is nothing to do. */
export type Answer =
  | { state: 'ask'; ask: Ask; thing: string }
  | { state: 'done'; ask: Ask; thing: string }
  | { state: 'over' }
  | { state: 'unknown' }

/**
 * Where a letter's link leads: one sentence, and a button where there is something to say.
 * A program that follows every link of a letter presses no button.
 */
export function answerPage(answer: Answer, language: 'fr' | 'en'): string {
  const { page } = LETTER_WORDS[language]
  const says = toHtml(sentenceOf(answer, page))
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${says}</title>
<style>${STYLE}</style>
<main>
<h1>${says}</h1>
${answer.state === 'ask' ? formOf(answer.ask, page) : ''}</main>
</html>
`
}

type PageWords = (typeof LETTER_WORDS)['fr']['page']

function sentenceOf(answer: Answer, words: PageWords): string {
  if (answer.state === 'over' || answer.state === 'unknown') return words[answer.state]
  const { state, ask, thing } = answer
  if (state === 'ask') return ask === 'confirm' ? words.askConfirm(thing) : words.askStop(thing)
  return ask === 'confirm' ? words.confirmed(thing) : words.stopped
}

/** Without an address of its own a form goes to the page's. */
function formOf(ask: Ask, words: PageWords): string {
  const promise = ask === 'confirm' ? `<p>${words.promise}</p>\n` : ''
  const button = ask === 'confirm' ? words.confirm : words.stop
  return `${promise}<form method="post"><button>${button}</button></form>\n`
}

const STYLE = `:root{color-scheme:light dark}
body{margin:0;background:light-dark(#fbfcfc,#0e1615);color:light-dark(#13211f,#e8efee);font:1rem/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:16vh 20px 48px}
h1{margin:0 0 16px;font:400 1.625rem/1.25 Georgia,serif;text-wrap:balance;overflow-wrap:anywhere}
p{margin:0 0 24px;color:light-dark(#4c5b58,#a3b3af)}
button{min-height:48px;padding:12px 22px;border:0;border-radius:4px;background:light-dark(#0b665c,#62cbbc);color:light-dark(#fff,#0e1615);font:inherit;font-weight:600;cursor:pointer}
button:focus-visible{outline:3px solid light-dark(#13211f,#e8efee);outline-offset:3px}`

/** Its own style and nothing else: no script, no picture, no frame around it, no form to elsewhere. */
export const ANSWER_HEADERS = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
}
