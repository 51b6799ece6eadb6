import type { ExperiencesTold, ExperienceTold } from '../../../schema/experience.ts'
import { number } from '../format.ts'
import { useMay } from '../session.ts'
import { type Language, useSettings } from '../settings.ts'
import { PreviewPart } from './preview-part.tsx'
import { say } from './words.ts'

interface Props {
  experience: ExperienceTold
  address?: string
  words: ExperiencesTold['words']
  /** An e-mail has none of the shop's pages to be looked at on. */
  hasPage: boolean
}

/** One experience: its words as shoppers read them, then what it does and to whom. */
export function ExperienceRow({ experience, address, words, hasPage }: Props) {
  const { language } = useSettings()
  const { id, title, text, isDefault, own, off } = experience
  const mayLook = useMay('POST /v1/previews') && hasPage && !off
  return (
    <li data-off={off ?? false}>
      <div>
        <a class="says" href={`#/experiences/${encodeURIComponent(id)}`}>
          {title[language]}
        </a>
        {text && <p class="does">{text[language]}</p>}
        <p class="meta">
          {doesOf(experience, words, language)}
          {isDefault && <em>{say('by_default', language)}</em>}
          {own && <em>{say('own', language)}</em>}
          {off && <em>{say('is_off', language)}</em>}
        </p>
      </div>
      {mayLook && <PreviewPart id={id} address={address} />}
    </li>
  )
}

/** `meilleures notes d’abord, avec les avis, seulement aux visiteurs qui reviennent` */
export function doesOf(
  { strategy, nudge, count, when = [] }: ExperienceTold,
  words: ExperiencesTold['words'],
  language: Language,
): string {
  const only = when.map(name => words.conditions[name]?.[language] ?? name)
  return [
    words.strategies[strategy]?.[language] ?? strategy,
    count && say('items', language, count).replace('{n}', number(count, language)),
    nudge && words.nudges[nudge]?.[language],
    only.length > 0 && `${say('only', language)} ${only.join(', ')}`,
  ]
    .filter(Boolean)
    .join(', ')
}
