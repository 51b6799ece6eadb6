import { PITCHES } from './pitch.ts'
import type { Item, Language, Level } from './shape.ts'
import { LEVEL_NAMES, MATERIAL_NAMES, SEASON_NAMES, TERRAIN_NAMES, WEARER_NAMES } from './words.ts'

/** What the product page and the feed say of an item, two or three plain sentences. */
export function describe(item: Item, language: Language): string {
  return `${PITCHES[item.leaf.code][language]} ${FOR[item.level][language](item)} ${facts(item, language)}`
}

/** Name and value of each attribute, in the order a shop prints them. */
export function attributesOf(item: Item, language: Language): [AttributeName, string][] {
  return [
    ['level', LEVEL_NAMES[item.level][language]],
    ['terrain', TERRAIN_NAMES[item.terrain][language]],
    ['season', SEASON_NAMES[item.leaf.season][language]],
    ['material', MATERIAL_NAMES[item.material][language]],
    ['weight', grams(item.weight, language)],
    ['gender', WEARER_NAMES[item.gender][language]],
  ]
}

export type AttributeName = 'level' | 'terrain' | 'season' | 'material' | 'weight' | 'gender'

type Sentence = (item: Item) => string

const FOR: Record<Level, Record<Language, Sentence>> = {
  beginner: {
    fr: item => `Pensé pour débuter : ${TERRAIN_NAMES[item.terrain].fr}, sorties tranquilles.`,
    en: item => `Made for starting out: ${TERRAIN_NAMES[item.terrain].en}, easy outings.`,
  },
  intermediate: {
    fr: item => `Pour une pratique régulière, ${TERRAIN_NAMES[item.terrain].fr} surtout.`,
    en: item => `For regular use, ${TERRAIN_NAMES[item.terrain].en} above all.`,
  },
  expert: {
    fr: item => `Réglé pour les experts, usage ${TERRAIN_NAMES[item.terrain].fr} intensif.`,
    en: item => `Tuned for experts and hard ${TERRAIN_NAMES[item.terrain].en} use.`,
  },
}

function facts(item: Item, language: Language): string {
  const material = MATERIAL_NAMES[item.material][language]
  return `${material[0].toUpperCase()}${material.slice(1)}, ${grams(item.weight, language)}.`
}

function grams(weight: number, language: Language): string {
  if (weight < 1000) return `${weight} g`
  const kilos = (weight / 1000).toFixed(weight < 10_000 ? 2 : 1)
  return `${language === 'fr' ? kilos.replace('.', ',') : kilos} kg`
}
