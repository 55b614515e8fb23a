import { Button } from '@mantine/core'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, createRecord } from '../../api.ts'
import { newKey } from '../../key.ts'
import { useSay } from '../../language.ts'
import { noteChange } from '../../records/live.ts'
import { sayProblem } from '../../records/problem.ts'
import { client } from '../../session.ts'
import { warn } from '../../ui/toast.tsx'
import { OfferList } from './offers.tsx'
import type { Offers } from './report.ts'
import { words } from './words.ts'

interface Given {
  readonly object: ObjectDefinition
  readonly row: AnyRow
}

const useOffers = (path: string) =>
  useQuery({
    queryKey: ['recommendations', path],
    queryFn: ({ signal }) =>
      call<Offers>('GET', path, {
        query: { limit: 5, ...(path.startsWith('/customers') && { place: 'customer' }) },
        signal,
      }),
    retry: false,
  }).data

/** That it helped is noted; that the note did not arrive is no reason to disturb anybody. */
const noteTaken = (customer: string, product: string, place: string): void => {
  call('POST', `/customers/${customer}/recommendations/taken`, { body: { product, place } }).catch(() => undefined)
}

/** On a customer: what to offer to them, and why. Nothing stands here while nothing is recommended. */
export const CustomerOffers = ({ row }: Given) => {
  const say = useSay()
  const offers = useOffers(`/customers/${row.id}/recommendations`)
  if (offers === undefined || (offers.data.length === 0 && offers.without !== 'refused')) return null
  return (
    <OfferList title={say(words.panel)} offers={offers} onTake={(product) => noteTaken(row.id, product, 'customer')} />
  )
}

/** On an order or a quote: what goes with its lines, to be added by one click. */
export const Additions = ({ object, row }: Given) => {
  const say = useSay()
  const path = `/${object.plural}/${row.id}/recommendations`
  const offers = useOffers(path)
  const [busy, setBusy] = useState<string>()
  if (offers === undefined || offers.data.length === 0) return null
  const customer = typeof row.customer === 'string' ? row.customer : null
  const take = (product: string): void => {
    if (customer !== null) noteTaken(customer, product, object.name)
  }
  const add = async ({ product, name, price }: Offers['data'][number]): Promise<void> => {
    setBusy(product)
    try {
      const line = `${object.name}_line`
      const made = await createRecord(
        `${line}s`,
        { [object.name]: row.id, product, name, quantity: 1, unit_price: price ?? '0' },
        newKey(),
      )
      take(product)
      noteChange(line, made.id)
      await client.invalidateQueries({ queryKey: ['recommendations', path] })
    } catch (error) {
      warn(sayProblem(error))
    } finally {
      setBusy(undefined)
    }
  }
  return (
    <OfferList
      title={say(words.adding)}
      offers={offers}
      onTake={take}
      act={(offer) => (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPlus size={13} aria-hidden />}
          loading={busy === offer.product}
          aria-label={`${say(words.add)}: ${offer.name}`}
          onClick={() => void add(offer)}
        >
          {say(words.add)}
        </Button>
      )}
    />
  )
}
