import type { Allowed, VisitorTold } from '../../../schema/visitor-told.ts'
import { useSettings } from '../settings.ts'
import { say } from './words.ts'

/** What they allowed, how long we keep it, and on which side of the split they stand. */
export function Standing({ told: { allowed, erasedBy, slice } }: { told: VisitorTold }) {
  const { language } = useSettings()
  const day = (time: number) =>
    new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'medium' }).format(
      time,
    )
  return (
    <section>
      <div class="h">
        <h2>{say('consent', language)}</h2>
      </div>
      <dl class="stands">
        <Fact name={say('service', language)}>{say(wordOf(allowed), language)}</Fact>
        {allowed && <Fact name={say('last_said', language)}>{day(allowed.time)}</Fact>}
        <Fact name={say('erased_by', language)}>{day(erasedBy)}</Fact>
        <Fact name={say('in_split', language)}>{say(`slice_${slice}`, language)}</Fact>
      </dl>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function wordOf(allowed: Allowed | undefined) {
  if (allowed === undefined) return 'allowed_none'
  if (allowed.consent !== 'personal') return 'allowed_measure'
  return allowed.by === 'page' ? 'allowed_page' : 'allowed_server'
}
