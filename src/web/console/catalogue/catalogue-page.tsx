import { useState } from 'preact/hooks'
import type { MissedPage, RunsTold } from '../../../schema/catalogue-told.ts'
import type { Say } from '../../../schema/live.ts'
import { money, number } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { Without } from '../shell/without.tsx'
import { read, useRead } from '../use-read.ts'
import { word } from '../words.ts'
import { Feeds } from './feeds.tsx'
import { Items } from './items.tsx'
import { MissedTable } from './missed.tsx'
import { ProductPanel } from './product.tsx'
import { Removals } from './removals.tsx'
import { say } from './words.ts'

/** What is sold, what the feeds brought, and what people wanted and could not have. */
export function CataloguePage({ id }: { id?: string }) {
  const { language } = useSettings()
  const [text, setText] = useState('')
  const { got, read: again } = useRead([language], async () => {
    const runs = await read<RunsTold>('v1/catalogue/runs')
    if (typeof runs === 'string') return runs
    const missed = await read<MissedPage>(`v1/catalogue/missed?language=${language}`)
    return typeof missed === 'string' ? missed : { runs, missed }
  })
  if (typeof got === 'string') return <Without got={got} reading={say('reading', language)} />
  const { runs, missed } = got
  return (
    <div class={id === undefined ? 'events-page' : 'events-page on-one'}>
      <div class="overview">
        <div class="top">
          <span class="where">{word('catalogue', language)}</span>
        </div>
        <Answer say={answerOf(runs, missed)} />
        <Removals removals={runs.removals} onAnswer={again} />
        <MissedTable missed={missed} />
      </div>
      <div class="two">
        <div class="overview">
          <Items id={id} text={text} onText={setText} />
          <Feeds feeds={runs.feeds} />
        </div>
        {id === undefined ? (
          <aside class="panel det">{say('pick', language)}</aside>
        ) : (
          <ProductPanel id={id} />
        )}
      </div>
    </div>
  )
}

function answerOf({ products, feeds }: RunsTold, missed: MissedPage): Say {
  return { fr: opening('fr'), en: opening('en') }

  function opening(language: Language): string {
    if (feeds.length === 0) return say('empty', language)
    const count = number(products, language)
    const isFrench = language === 'fr'
    if (missed.looks === 0) {
      return isFrench
        ? `*${count} produits en vitrine*, et personne n’a cherché en vain ce qui est épuisé.`
        : `*${count} products on show*, and nobody looked in vain for what is sold out.`
    }
    const looks = number(missed.looks, language)
    const worth = money(missed.worth, missed.currency, language, 0)
    return isFrench
      ? `${count} produits en vitrine. *${looks} ${missed.looks < 2 ? 'visite a' : 'visites ont'} cherché ce qui est épuisé*\u202f: environ ${worth} de commandes perdues.`
      : `${count} products on show. *${looks} ${missed.looks === 1 ? 'visit' : 'visits'} looked for what is sold out*: about ${worth} of orders lost.`
  }
}
