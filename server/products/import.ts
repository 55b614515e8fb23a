import type { Given, ImportArea } from '../records/import/area.ts'

const charges =
  /\b(postage|carriage|shipping|delivery|freight|discount|manual|bank charges?|fees?|adjust(ment)?|bad debt|commission|samples?|surcharge|rounding|voucher)\b|运费|邮费|折扣|手续费|调整/i
const chargeCodes = /^(post|dot|c2|m|d|s|b|bank charges|amazonfee|cruk)$/i

/** Postage, discounts and adjustments are no goods; shops book them like articles, under codes without digits. */
export const isCharge = (code: string | undefined, name: string | undefined): boolean =>
  (code !== undefined && chargeCodes.test(code.trim())) || (!/\d/.test(code ?? '') && charges.test(name ?? ''))

const complete = (given: Given): void => {
  const { code, name } = given as { code?: string; name?: string }
  if (given.kind === undefined && isCharge(code, name)) given.kind = 'charge'
  given.name ??= code
}

/** What data cannot say about importing products. */
export const productImport: ImportArea = { newborn: { product: complete } }
