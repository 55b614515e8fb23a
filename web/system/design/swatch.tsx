import { useLingui } from '@lingui/react/macro'
import { colourChoices } from '@rapport/vocabulary/define/colour-choices.ts'
import { type Colour, colours } from '@rapport/vocabulary/define/field.ts'
import { useSay } from '../../language.ts'
import { Pop } from '../../ui/pop.tsx'
import css from './design.module.css'

const dot = (one: Colour) => ({ '--dot': `var(--${one}-ink)`, '--tint': `var(--${one}-bg)` }) as React.CSSProperties

/** A colour of the palette, to be changed for another. */
export const Swatch = ({ colour, of, onPick }: { colour: Colour; of?: string; onPick: (colour: Colour) => void }) => {
  const { t } = useLingui()
  const say = useSay()
  return (
    <Pop
      button={(press, open) => (
        <button
          type="button"
          className={css.swatch}
          style={dot(colour)}
          aria-label={of === undefined ? t`Colour` : t`Colour of ${of}`}
          aria-expanded={open}
          onClick={press}
        />
      )}
    >
      {(close) => (
        <div className={css.swatches}>
          {colours.map((one) => (
            <button
              key={one}
              type="button"
              className={css.swatch}
              style={dot(one)}
              aria-label={say(colourChoices[one].label)}
              title={say(colourChoices[one].label)}
              aria-pressed={one === colour}
              onClick={() => {
                onPick(one)
                close()
              }}
            />
          ))}
        </div>
      )}
    </Pop>
  )
}
