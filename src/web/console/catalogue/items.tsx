import type { ItemRow, ItemsPage } from '../../../schema/catalogue-told.ts'
import { money, number } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { Without } from '../shell/without.tsx'
import { read, useRead } from '../use-read.ts'
import { say } from './words.ts'

interface Props {
  id?: string
  text: string
  onText: (text: string) => void
}

/** Products by their words, else those looked at most. */
export function Items({ id, text, onText }: Props) {
  const { language } = useSettings()
  const query = new URLSearchParams({ language, text: text.trim() })
  const { got } = useRead([text.trim(), language], () =>
    read<ItemsPage>(`v1/catalogue/items?${query}`),
  )
  return (
    <section>
      <div class="h">
        <h2>{say('products', language)}</h2>
        <span class="meta">{text.trim() === '' && say('looked_at', language)}</span>
      </div>
      <div class="find">
        <input
          class="field"
          type="search"
          aria-label={say('search', language)}
          placeholder={say('search', language)}
          value={text}
          maxLength={100}
          onInput={event => onText(event.currentTarget.value)}
        />
      </div>
      {typeof got === 'string' ? (
        <Without got={got} reading={say('reading', language)} isPart />
      ) : (
        <Found page={got} id={id} isAsked={text.trim() !== ''} language={language} />
      )}
    </section>
  )
}

interface FoundProps {
  page: ItemsPage
  id?: string
  isAsked: boolean
  language: Language
}

function Found({ page: { items, currency }, id, isAsked, language }: FoundProps) {
  if (items.length === 0) {
    return <p class="empty">{say(isAsked ? 'no_product' : 'no_look', language)}</p>
  }
  return (
    <ol class="list goods">
      {items.map(item => (
        <li key={item.id} data-on={item.id === id}>
          <div>
            <a
              class="cond"
              href={`#/catalogue/${encodeURIComponent(item.id)}`}
              aria-current={item.id === id ? 'true' : undefined}
            >
              {item.title}
            </a>
            <p class="meta">
              <Facts item={item} language={language} />
            </p>
          </div>
          <span class="num">{money(item.price, currency, language)}</span>
        </li>
      ))}
    </ol>
  )
}

/** Brand, category, orders, and whether it can be had. */
export function Facts({ item, language }: { item: ItemRow; language: Language }) {
  return (
    <>
      {item.brand && <span>{item.brand}</span>}
      {item.category && <span>{item.category}</span>}
      <span>
        {number(item.sold, language)} {say('sold', language, item.sold)}
      </span>
      {!item.inStock && <em>{say('sold_out', language)}</em>}
    </>
  )
}
