import { addressOf } from '../connection.ts'
import { useSettings } from '../settings.ts'
import { say } from './words.ts'

/** The known people of a segment, as files for a CRM; that they were taken is in the log. */
export function Export({ id }: { id: string }) {
  const { language } = useSettings()
  const at = (format: string) =>
    addressOf(`v1/segments/${encodeURIComponent(id)}/members?format=${format}`)
  return (
    <section>
      <div class="h">
        <h2>{say('export', language)}</h2>
      </div>
      <p class="meta quiet-line">{say('export_note', language)}</p>
      <p class="in-line">
        <a class="btn" href={at('csv')} download>
          CSV
        </a>
        <a class="btn" href={at('json')} download>
          JSON
        </a>
      </p>
    </section>
  )
}
