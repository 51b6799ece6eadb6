import type { FastifyReply, FastifyRequest } from 'fastify'
import { isFrench } from '../core/figures.ts'
import { Problem, sendProblem } from './problem.ts'

/** What stands where a one-time link has served or is old: a page for people, a problem for programs. */
export function closedDoor(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = oldLink()
  if (!/\btext\/html\b/.test(request.headers.accept ?? '')) return sendProblem(reply, problem)
  const language = isFrench(request.headers['accept-language']) ? 'fr' : 'en'
  return reply
    .code(problem.status)
    .headers({
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    })
    .type('text/html; charset=utf-8')
    .send(page(language))
}

function oldLink(): Problem {
  const detail =
    'This link was used or is older than 10 minutes; "npm exec --no vitrine -- console" prints a fresh one.'
  return new Problem(403, 'console_link', detail, { field: 'token' })
}

function page(language: 'fr' | 'en'): string {
  const words = WORDS[language]
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title} · Vitrine</title>
<style>${STYLE}</style>
<main>
<p class="where">Vitrine</p>
<h1>${words.link}</h1>
<p>${words.how}</p>
<pre>npm exec --no vitrine -- console</pre>
<p class="aside">${words.aside}</p>
<p class="aside"><a href="/console/">${words.account}</a></p>
</main>
</html>
`
}

const WORDS = {
  fr: {
    title: 'Console fermée',
    link: 'Ce lien a déjà servi, ou il a plus de dix minutes.',
    account: 'Vous avez un compte\u202f? Entrez par ici.',
    how: 'Dans le dossier de Vitrine, cette commande en donne un neuf\u202f:',
    aside:
      'Le même lien est dans <code>run.json</code>, dans le dossier des données, sous <code>console</code>. ' +
      'Si Vitrine a été lancée avec <code>--data</code>, ajoutez-le à la commande.',
  },
  en: {
    title: 'Console closed',
    link: 'This link has been used, or is older than ten minutes.',
    account: 'You have an account? Come in here.',
    how: 'In Vitrine’s folder, this command gives a fresh one:',
    aside:
      'The same link is in <code>run.json</code>, in the data folder, under <code>console</code>. ' +
      'If Vitrine was started with <code>--data</code>, add it to the command.',
  },
}

/** The console's colours and type, without its files: they are behind this door. */
const STYLE = `:root{color-scheme:light dark}
body{margin:0;background:light-dark(#fbfcfc,#0e1615);color:light-dark(#13211f,#e8efee);font:0.9375rem/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:18vh 18px 48px}
.where{margin:0;font-size:.8125rem;font-weight:600}
h1{margin:8px 0 24px;font:400 1.75rem/1.22 Georgia,serif;text-wrap:balance}
pre{margin:12px 0 24px;padding:14px 16px;overflow-x:auto;border-radius:4px;background:light-dark(#f2f6f5,#141e1d);color:light-dark(#0b665c,#62cbbc)}
pre,code{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.8125rem}
.aside a{color:inherit}
.aside{font-size:.8125rem;color:light-dark(#586865,#93a4a0)}`
