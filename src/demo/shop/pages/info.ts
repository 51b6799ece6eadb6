import { FACTS } from '../facts.ts'
import { money } from '../format.ts'
import { html } from '../html.ts'
import { choiceButtons, type Page } from '../layout.ts'
import type { Choice, Moment } from '../moment.ts'
import { href } from '../routes.ts'
import { say, word } from '../words.ts'

/** Delivery, returns, price match, who we are and what we keep: one page, plain words. */
export function infoPage(moment: Moment): Page {
  const { language } = moment
  const paid = money(FACTS.deliveryPrice, language)
  const free = money(FACTS.freeDeliveryFrom, language)
  const parts: [string, string, string][] = [
    [
      'livraison',
      word(language, 'delivery'),
      say(
        language,
        `Deux à trois jours ouvrés, ${paid}, offerte dès ${free}. En France et en Irlande.`,
        `Two to three working days, ${paid}, free from ${free}. In France and Ireland.`,
      ),
    ],
    [
      'retours',
      say(language, 'Retours', 'Returns'),
      say(
        language,
        `${FACTS.returnDays} jours, même porté, sans question. Le retour est gratuit, en boutique ou par la poste ; le remboursement part sous quatorze jours.`,
        `${FACTS.returnDays} days, even worn, no questions. Returns are free, in shop or by post; refunds leave within fourteen days.`,
      ),
    ],
    [
      'prix',
      say(language, 'Le même prix', 'The same price'),
      say(
        language,
        'Trouvé moins cher, le même, en stock, ailleurs en Europe : montrez-nous la page, nous demandons ce prix. Un prix barré est toujours le plus bas des trente jours d’avant.',
        'Found cheaper, the same, in stock, elsewhere in Europe: show us the page and we ask that price. A struck price is always the lowest of the thirty days before.',
      ),
    ],
    [
      'donnees',
      say(language, 'Ce que nous gardons', 'What we keep'),
      say(
        language,
        'Votre panier, une semaine, dans votre navigateur. Avec votre accord, ce que vous regardez, pour mieux choisir ce que nous montrons ; jamais vendu, effacé à la demande. Sans votre accord, rien.',
        'Your cart, for a week, in your browser. If you agree, what you look at, to choose better what we show; never sold, erased on request. Without your consent, nothing.',
      ),
    ],
    [
      'mentions',
      say(language, 'Mentions légales', 'Legal notice'),
      say(
        language,
        'Cimes est une boutique inventée qui montre Vitrine. Ses marques, ses articles, ses avis et ses prix n’existent pas.',
        'Cimes is an invented shop that shows Vitrine. Its brands, items, reviews and prices do not exist.',
      ),
    ],
  ]
  const body = html`<div class="page"><article class="guide" data-reads="delivery"><h1>${word(language, 'info')}</h1>${parts.map(([id, subject, answer]) => html`<h2 id="${id}">${subject}</h2><p>${answer}</p>`)}<p class="gap-top"><a href="${href(language, 'choice')}">${word(language, 'choices')}</a></p></article></div>`
  return {
    title: word(language, 'info'),
    body,
    kind: 'content',
    twin: href(language === 'fr' ? 'en' : 'fr', 'info'),
  }
}

/** The banner's three answers as a page, to change one's mind. */
export function choicePage(moment: Moment): Page {
  const { language, choice } = moment
  const body = html`<div class="page"><article class="guide"><h1>${word(language, 'choices')}</h1><p class="lead">${choice ? NOW[choice][language] : say(language, 'Vous n’avez encore rien choisi : rien n’est gardé.', 'You have not chosen yet: nothing is kept.')}</p>
<form class="choice" method="post" action="${href(language, 'choice')}"><input type="hidden" name="back" value="${href(language, 'choice')}">${choiceButtons(language)}</form></article></div>`
  return {
    title: word(language, 'choices'),
    body,
    kind: 'other',
    twin: href(language === 'fr' ? 'en' : 'fr', 'choice'),
    robots: 'noindex',
  }
}

const NOW: Record<Choice, { fr: string; en: string }> = {
  personal: {
    fr: 'La boutique retient ce que vous regardez pour mieux choisir ce qu’elle montre.',
    en: 'The shop remembers what you look at, to choose better what it shows.',
  },
  measure: {
    fr: 'La boutique compte ses visites, sans savoir que c’est vous.',
    en: 'The shop counts its visits, without knowing they are yours.',
  },
  refused: { fr: 'Rien n’est gardé de votre visite.', en: 'Nothing of your visit is kept.' },
}

export function missingPage(moment: Moment): Page {
  const { language, shelves } = moment
  const body = html`<div class="page"><h1>${word(language, 'missing')}</h1><p class="lead gap">${word(language, 'missingText')}</p><div class="chips">${shelves.roots.map(root => html`<a href="${href(language, 'category', root.slug[language])}">${root.name[language]}</a>`)}</div></div>`
  return {
    title: word(language, 'missing'),
    body,
    kind: 'other',
    twin: href(language === 'fr' ? 'en' : 'fr', 'home'),
    status: 404,
    robots: 'noindex',
  }
}
