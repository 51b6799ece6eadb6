import type { Texts } from '../catalogue/shape.ts'
import type { SceneName } from '../pictures/scene.ts'
import { texts } from './words.ts'

/** What the shop puts in its own window, by the month. */
export interface SeasonWindow {
  scene: SceneName
  title: Texts
  text: Texts
  button: Texts
  /** Root or leaf it leads to, by French name, and the roots its bestsellers come from. */
  target: string
  roots: string[]
  heading: Texts
  /** Trades whose brands are named under the hero. */
  trades: string[]
  guide: string
}

const WINDOWS: Record<SceneName, SeasonWindow> = {
  winter: {
    scene: 'winter',
    title: texts('L’hiver commence ici', 'Winter starts here'),
    text: texts(
      'Chaussures, skis et vestes pour les premières neiges.',
      'Boots, skis and jackets for the first snow.',
    ),
    button: texts('Voir le ski', 'Shop ski'),
    target: 'Ski',
    roots: ['Ski', 'Sacs'],
    heading: texts('Les plus choisis cet hiver', 'Most chosen this winter'),
    trades: ['ski', 'boot', 'shell'],
    guide: 'chaussures-de-ski',
  },
  spring: {
    scene: 'spring',
    title: texts('Les sentiers sèchent', 'The trails are drying'),
    text: texts(
      'Chaussures, gilets et vêtements légers pour courir dehors.',
      'Shoes, vests and light layers for running outside.',
    ),
    button: texts('Voir le trail', 'Shop trail'),
    target: 'Trail et running',
    roots: ['Trail et running', 'Randonnée'],
    heading: texts('Les plus choisis ce printemps', 'Most chosen this spring'),
    trades: ['run', 'runwear', 'vest'],
    guide: 'amorti',
  },
  summer: {
    scene: 'summer',
    title: texts('Dormir là-haut', 'Sleep up there'),
    text: texts(
      'Tentes, sacs et chaussures pour les longues journées.',
      'Tents, packs and boots for the long days.',
    ),
    button: texts('Voir le bivouac', 'Shop camping'),
    target: 'Bivouac',
    roots: ['Bivouac', 'Randonnée', 'Sacs'],
    heading: texts('Les plus choisis cet été', 'Most chosen this summer'),
    trades: ['tent', 'hike', 'pack'],
    guide: 'tente',
  },
  autumn: {
    scene: 'autumn',
    title: texts('L’automne est aux marcheurs', 'Autumn belongs to walkers'),
    text: texts(
      'Chaussures montantes, vestes et polaires pour les jours courts.',
      'Boots, jackets and fleeces for short days.',
    ),
    button: texts('Voir la randonnée', 'Shop hiking'),
    target: 'Randonnée',
    roots: ['Randonnée', 'Vêtements', 'Sacs'],
    heading: texts('Les plus choisis cet automne', 'Most chosen this autumn'),
    trades: ['hike', 'shell', 'wear'],
    guide: 'couches',
  },
}

const BY_MONTH: SceneName[] = [
  ...(['winter', 'winter', 'spring', 'spring', 'spring', 'summer'] as const),
  ...(['summer', 'summer', 'autumn', 'autumn', 'winter', 'winter'] as const),
]

export const windowAt = (now: number): SeasonWindow =>
  WINDOWS[BY_MONTH[new Date(now).getUTCMonth()]]

export const SEASON_WINDOWS = Object.values(WINDOWS)
