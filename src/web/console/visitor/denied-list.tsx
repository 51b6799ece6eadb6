import type { DeniedTold } from '../../../schema/visitor-told.ts'
import { when } from '../format.ts'
import { useSettings } from '../settings.ts'
import { say } from './words.ts'

interface Props {
  denied: readonly DeniedTold[]
  /** Absent for those who may not. */
  onRight?: (trait: string) => void
}

/** What is not believed any more, and who said so: the shop takes back its own word alone. */
export function DeniedList({ denied, onRight }: Props) {
  const { language } = useSettings()
  if (denied.length === 0) return null
  return (
    <section>
      <div class="h">
        <h2>{say('set_aside', language)}</h2>
      </div>
      <ul class="denied">
        {denied.map(({ trait, title, since, isOfShop }) => (
          <li key={trait}>
            <span>{title[language]}</span>
            <span class="meta">
              {say(isOfShop ? 'by_shop' : 'by_visitor', language)},{' '}
              {when(since, Date.now(), language)}
            </span>
            {isOfShop && onRight && (
              <button
                type="button"
                class="btn small"
                data-trait={trait}
                aria-label={`${say('put_right', language)}: ${title[language]}`}
                onClick={() => onRight(trait)}
              >
                {say('put_right', language)}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
