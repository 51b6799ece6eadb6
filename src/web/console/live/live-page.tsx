import { useEffect, useState } from 'preact/hooks'
import { clock, number, today } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { ConnectionLine } from '../shell/connection-line.tsx'
import { RoomName } from '../shell/room-name.tsx'
import { word, wordFor } from '../words.ts'
import { ByPlacement } from './by-placement.tsx'
import { LearntList } from './learnt.tsx'
import { PulseChart } from './pulse-chart.tsx'
import { type Filter, shown } from './rows.ts'
import { Stream } from './stream.tsx'
import { type LiveRoom, useLive } from './use-live.ts'

/** Who is in the shop, what is decided for them, how they answer. */
export function LivePage({ onShop }: { id?: string; onShop: (shop: string) => void }) {
  const { language } = useSettings()
  const room = useLive()
  const [filter, setFilter] = useState<Filter>('all')
  const { held, line, retry } = room
  const shop = held?.state.shop
  useEffect(() => {
    if (shop !== undefined) onShop(shop)
  }, [shop])
  if (held === undefined) {
    return (
      <>
        {line.is === 'open' ? <p class="reading">{word('reading', language)}</p> : <RoomName />}
        <ConnectionLine line={line} retry={retry} isBlank />
      </>
    )
  }
  const page = held.frozen ?? held.state
  return (
    <>
      <Top room={room} />
      <Answer say={page.answer} />
      <ConnectionLine line={line} retry={retry} />
      {held.frozen && <p class="notice">{word('paused', language)}</p>}
      {page.degradedSince !== undefined && (
        <p class="notice waits">{degraded(page.degradedSince, language)}</p>
      )}
      <PulseChart state={page} />
      <div class="cols">
        <Stream
          {...shown(held, filter)}
          filter={filter}
          onFilter={setFilter}
          now={page.now}
          isFollowing={held.holdAt === undefined && held.frozen === undefined}
          onHold={stays => room.step({ name: 'hold', stays })}
          onFollow={() => room.step({ name: 'resume' })}
        />
        <div>
          <LearntList learnt={page.learnt} />
          <ByPlacement placements={page.byPlacement} />
        </div>
      </div>
    </>
  )
}

function Top({ room: { held, step } }: { room: LiveRoom }) {
  const { language } = useSettings()
  const isPaused = held?.frozen !== undefined
  const { now, robots } = held!.frozen ?? held!.state
  return (
    <div class="top">
      <span class="where">{word('live', language)}</span>
      <span>{today(now, language)}</span>
      <span class="right">
        {robots > 0 && (
          <span class="desk-only">
            {number(robots, language)} {wordFor(robots, 'robots', language)}
          </span>
        )}
        <button
          type="button"
          class="btn small"
          aria-pressed={isPaused}
          onClick={() => step({ name: isPaused ? 'resume' : 'pause' })}
        >
          {word(isPaused ? 'resume' : 'pause', language)}
        </button>
      </span>
    </div>
  )
}

function degraded(since: number, language: Language): string {
  const at = clock(since, language)
  return language === 'fr'
    ? `Listes simples depuis ${at}\u202f: la machine est chargée. Rien n’est perdu.`
    : `Simple lists since ${at}: the machine is busy. Nothing is lost.`
}
