import type { FeedRunTold } from '../../../schema/catalogue-told.ts'
import { number } from '../format.ts'
import { sayRow } from '../refused/rows.ts'
import { useSettings } from '../settings.ts'
import { say } from './words.ts'

/** Rows of a feed that were not taken: where, which field, and the way out. */
export function RowRefusals({ refusals }: { refusals: FeedRunTold['refusals'] }) {
  const { language } = useSettings()
  return (
    <ol class="refusals">
      {refusals.map(refused => (
        <li key={`${refused.line}-${refused.field}`}>
          <code>
            {say('line', language)} {number(refused.line, language)}
            {refused.id !== undefined && ` · ${refused.id}`}
            {refused.field !== '' && ` · ${refused.field}`}
          </code>
          {sayRow(refused, language)}
        </li>
      ))}
    </ol>
  )
}
