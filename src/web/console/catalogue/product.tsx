import type { BesideTold, ItemDetail } from '../../../schema/catalogue-told.ts'
import { money, number } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { BackIcon } from '../shell/icons.tsx'
import { Without } from '../shell/without.tsx'
import { read, useRead } from '../use-read.ts'
import { isWord, word } from '../words.ts'
import { Facts } from './items.tsx'
import { say } from './words.ts'

/** One product: who looks at it, what stands in for it, what goes with it. */
export function ProductPanel({ id }: { id: string }) {
  const { language } = useSettings()
  const { got } = useRead([id, language], () =>
    read<ItemDetail>(`v1/catalogue/items/${encodeURIComponent(id)}?language=${language}`),
  )
  return (
    <aside class="panel det" aria-live="polite">
      <a class="back" href="#/catalogue">
        <BackIcon />
        {say('back', language)}
      </a>
      {typeof got === 'string' ? (
        <Without
          got={got}
          reading={say('reading', language)}
          unknown={say('unknown', language)}
          isPart
        />
      ) : (
        <Told item={got} language={language} />
      )}
    </aside>
  )
}

function Told({ item, language }: { item: ItemDetail; language: Language }) {
  const sizes = item.skus.filter(({ size }) => size !== '')
  return (
    <>
      <h2 class="big">{item.title}</h2>
      <p class="meta tagline">
        <span>{money(item.price, item.currency, language)}</span>
        <Facts item={item} language={language} />
      </p>
      {sizes.length > 0 && (
        <p class="meta">
          {say('sizes', language)}{' '}
          {sizes.map(({ id, size, inStock }) => (
            <span key={id} class={inStock ? 'size' : 'size gone'}>
              {size}
              {!inStock && <span class="sr"> {say('sold_out', language)}</span>}
            </span>
          ))}
        </p>
      )}
      <h3>{say('lookers', language)}</h3>
      <Lookers lookers={item.lookers} language={language} />
      <h3>{say('instead', language)}</h3>
      <Besides found={item.instead} none={say('no_instead', language)} {...{ item, language }} />
      <h3>{say('alongside', language)}</h3>
      <Besides
        found={item.alongside}
        none={say('no_alongside', language)}
        {...{ item, language }}
      />
    </>
  )
}

type LookersTold = ItemDetail['lookers']

function Lookers({ lookers, language }: { lookers: LookersTold; language: Language }) {
  if (lookers.visitors === 0) return <p class="meta">{say('no_looker', language)}</p>
  const { visits, sources, interests } = lookers
  const visitName = (name: string) => say(`visit_${name}` as 'visit_first', language)
  const sourceName = (name: string) => {
    const key = `source_${name}`
    return isWord(key) ? word(key, language) : name
  }
  return (
    <>
      <p>{countOf(lookers, language)}</p>
      <dl class="shares">
        <Shares title={say('standing', language)} of={visits} named={visitName} {...{ language }} />
        <Shares
          title={say('come_from', language)}
          of={sources}
          named={sourceName}
          {...{ language }}
        />
        <Shares
          title={say('also', language)}
          of={interests}
          named={name => name}
          {...{ language }}
        />
      </dl>
    </>
  )
}

interface SharesProps {
  title: string
  of: LookersTold['visits']
  named: (name: string) => string
  language: Language
}

function Shares({ title, of, named, language }: SharesProps) {
  if (of.length === 0) return null
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {of.map(({ name, visitors }) => (
          <span key={name}>
            {named(name)} {number(visitors, language)}
          </span>
        ))}
      </dd>
    </div>
  )
}

function countOf({ visitors, read: asked }: LookersTold, language: Language): string {
  const [some, all] = [number(visitors, language), number(asked, language)]
  return language === 'fr'
    ? `${some} des ${all} visiteurs en mémoire l’ont regardé.`
    : `${some} of the ${all} visitors in memory looked at it.`
}

interface BesidesProps {
  found: BesideTold[]
  none: string
  item: ItemDetail
  language: Language
}

function Besides({ found, none, item, language }: BesidesProps) {
  if (found.length === 0) return <p class="meta">{none}</p>
  return (
    <ul class="besides">
      {found.map(one => (
        <li key={one.id}>
          <a href={`#/catalogue/${encodeURIComponent(one.id)}`}>{one.title}</a>
          <span class="num">{money(one.price, item.currency, language)}</span>
          <small>
            {one.reason}
            {!one.inStock && `, ${say('sold_out', language)}`}
          </small>
        </li>
      ))}
    </ul>
  )
}
