import { DAY, HOUR, MINUTE } from '../../src/core/clock.ts'
import { Random } from '../../src/core/random.ts'
import { Population } from '../../src/engine/genome/population.ts'
import type { Stage } from './stage.ts'
import { type Look, Subject } from './subject.ts'
import { WatchedDoor } from './watched-door.ts'
import type { World } from './world.ts'

/** Everybody comes so often; whoever has done too little to be measured comes some more times. */
const VISITS = 6
const MOST_VISITS = 12
/** Pauses between two visits; after the last one a cart and a purchase are forgotten. */
const PAUSES = [HOUR, 8 * HOUR, DAY, 3 * DAY, 10 * DAY, 35 * DAY]
/** People who come first and only teach the shop what is usual. */
const WARM_UP = 150

export interface Seen {
  looks: Look[]
  /** Visits whose type was asked for, and told as it was. */
  visits: { right: number; asked: number }
}

/** The people of a world pass through a shop; what was said of each, beside the truth. */
export async function study(
  stage: Stage,
  world: World,
  seed: number,
  people: number,
): Promise<Seen> {
  const shop = { catalogue: stage.catalogue, population: new Population() }
  const seen: Seen = { looks: [], visits: { right: 0, asked: 0 } }
  for (let n = 0; n < WARM_UP + people; n++) {
    const random = new Random(seed * 7_919 + n)
    const person = world.meet(n, seed)
    const oracle = n < WARM_UP ? undefined : world.oracle(person, new Random(n))
    const subject = new Subject(person, shop, oracle)
    const door = new WatchedDoor(stage, person.language, subject, stage.opened + n * MINUTE)
    for (let visit = 0; visit < VISITS || (visit < MOST_VISITS && !subject.isDone); visit++) {
      await person.visit(door, random)
      await door.wait(random.pick(PAUSES))
    }
    seen.looks.push(...subject.looks)
    seen.visits.right += subject.visits.right
    seen.visits.asked += subject.visits.asked
  }
  return seen
}
