import type { Say } from '../../../schema/live.ts'
import type { KeysTold, SettingsTold } from '../../../schema/settings-told.ts'
import { FeedsPart } from '../feeds/feeds-part.tsx'
import { marketName } from '../feeds/names.ts'
import { number } from '../format.ts'
import { useAsked } from '../people/use-asked.ts'
import { useMay } from '../session.ts'
import { type Language, useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { Without } from '../shell/without.tsx'
import { word } from '../words.ts'
import { KeysPart } from './keys-part.tsx'
import { OriginsPart } from './origins-part.tsx'
import { StaffPart } from './staff-part.tsx'
import { WebhooksPart } from './webhooks-part.tsx'
import { say } from './words.ts'

/** How is this shop set, and how do I change a key without losing anything? */
export function SettingsPage() {
  const { language } = useSettings()
  const { got, again } = useAsked<SettingsTold>('v1/settings')
  if (typeof got === 'string') return <Without got={got} />
  return (
    <>
      <div class="top">
        <span class="where">{word('settings', language)}</span>
      </div>
      {useMay('GET /v1/keys') ? (
        <WithKeys settings={got} again={again} />
      ) : (
        <Others {...{ settings: got, again }} />
      )}
    </>
  )
}

interface PartProps {
  settings: SettingsTold
  again: () => void
}

function WithKeys({ settings, again }: PartProps) {
  const { got, again: readKeys } = useAsked<KeysTold>('v1/keys')
  if (typeof got === 'string') return <Without got={got} />
  return (
    <Others
      settings={settings}
      again={again}
      answer={answerOf(got)}
      keys={<KeysPart keys={got} onChange={readKeys} />}
    />
  )
}

interface OthersProps extends PartProps {
  answer?: Say
  keys?: preact.ComponentChildren
}

function Others({ settings, again, answer, keys }: OthersProps) {
  const { language } = useSettings()
  const mayHook = useMay('GET /v1/webhooks')
  const mayUnmark = useMay('DELETE /v1/staff')
  return (
    <>
      <Answer
        say={
          answer ?? {
            fr: `*${settings.shop}*, telle qu’elle est réglée.`,
            en: `*${settings.shop}*, as it is set.`,
          }
        }
      />
      <div class="cols">
        <div>
          {keys}
          <OriginsPart settings={settings} onChange={again} />
          <FeedsPart />
          {mayHook && <WebhooksPart />}
          {mayUnmark && <StaffPart />}
        </div>
        <aside>
          <Fixed settings={settings} language={language} />
        </aside>
      </div>
    </>
  )
}

function answerOf({ server }: KeysTold): Say {
  return KEYS_SAY[Math.min(server.length, 2)]
}

/** Of none, one and two: a third is never made while two are open. */
const KEYS_SAY: readonly Say[] = [
  {
    fr: '*Aucune clé de serveur n’est ouverte*\u202f: vos serveurs n’envoient rien.',
    en: '*No server key is open*: your servers send nothing.',
  },
  {
    fr: '*Une clé de serveur est ouverte*, sans relève en cours.',
    en: '*One server key is open*, and none is being replaced.',
  },
  {
    fr: '*Deux clés de serveur sont ouvertes*\u202f: une relève est en cours.',
    en: '*Two server keys are open*: one is being replaced.',
  },
]

/** What was said when the shop was opened: its sums are kept so. */
function Fixed({ settings, language }: { settings: SettingsTold; language: Language }) {
  const { currency, timeZone, holdout, uniform, markets } = settings
  const sign = language === 'fr' ? '\u202f%' : '%'
  const percent = (share: number) => `${number(share * 100, language)}${sign}`
  return (
    <section class="panel">
      <h2>{say('languages', language)}</h2>
      <p>{markets.length > 0 ? markets.map(each => marketName(each, language)).join(', ') : '–'}</p>
      <p class="meta">{say('languages_note', language)}</p>
      <h2 class="next">{say('fixed', language)}</h2>
      <dl class="roles">
        {[
          [say('currency', language), currency],
          [say('time_zone', language), timeZone],
          [say('holdout', language), percent(holdout)],
          [say('uniform', language), percent(uniform)],
        ].map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
