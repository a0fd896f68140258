import { Combobox, type ComboboxStore, Text, Textarea, useCombobox } from '@mantine/core';
import { use, useEffect, useRef, useState } from 'react';
import type { Fallback } from '../model/fallbacks';
import { complete, completionsOf, type Language, wordAt } from '../model/variables';
import { Fallbacks } from './Fallbacks';
import { VariablesContext } from './VariablesContext';

interface Props {
  language: Language;
  value: string;
  onChange: (value: string) => void;
  id?: string;
  label?: string;
  ariaLabel?: string;
  description?: string;
  error?: string;
  required?: boolean;
  disabled?: boolean;
  /** Lines that it has while they are empty. */
  rows?: number;
  /** Variables that can stand here besides the usual ones. */
  more?: readonly string[];
}

const NONE: readonly string[] = [];

const SHOWN = 8;

/** A text with expressions or templates in it; offers the variables that can stand there. */
export function ExpressionInput({
  language,
  value,
  onChange,
  ariaLabel,
  rows = 1,
  more = NONE,
  ...input
}: Props) {
  const variables = [...more, ...use(VariablesContext).in(language)];
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(0);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const word = wordAt(value, Math.min(caret, value.length), language);
  const isAsked = word !== null && (language === 'template' || word.text !== '');
  const offers = isAsked ? completionsOf(word, variables).slice(0, SHOWN) : [];

  const look = (element: HTMLTextAreaElement) => {
    setCaret(element.selectionStart);
    combobox.openDropdown();
  };
  const take = (variable: string) => {
    if (!word) {
      return;
    }
    const done = complete(value, caret, word, variable, language);
    onChange(done.text);
    combobox.closeDropdown();
    requestAnimationFrame(() => {
      field.current?.setSelectionRange(done.caret, done.caret);
      setCaret(done.caret);
    });
  };

  const takeFallback = ({ text, start, end }: Fallback) => {
    onChange(text);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(start, end);
    });
  };

  return (
    <div>
      <Combobox store={combobox} onOptionSubmit={take} withinPortal>
        <Combobox.Target withKeyboardNavigation={offers.length > 0} withAriaAttributes={false}>
          <Textarea
            ref={field}
            {...input}
            aria-label={ariaLabel}
            size="xs"
            autosize
            minRows={rows}
            maxRows={Math.max(rows, 12)}
            spellCheck={language === 'template'}
            styles={{
              input: {
                fontFamily: language === 'cel' ? 'var(--mantine-font-family-monospace)' : undefined,
              },
            }}
            value={value}
            onChange={(event) => {
              onChange(event.currentTarget.value);
              look(event.currentTarget);
            }}
            onClick={(event) => setCaret(event.currentTarget.selectionStart)}
            onKeyUp={(event) => setCaret(event.currentTarget.selectionStart)}
            onBlur={() => combobox.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={offers.length === 0}>
          <Combobox.Options aria-label="Variables">
            {offers.map((variable) => (
              <Combobox.Option key={variable} value={variable} fz="xs" ff="monospace">
                {variable}
              </Combobox.Option>
            ))}
          </Combobox.Options>
          <FirstSelected store={combobox} offers={offers.join()} />
          {input.error && (
            // The list lies over the field's own error.
            <Combobox.Footer>
              <Text size="xs" c="red">
                {input.error}
              </Text>
            </Combobox.Footer>
          )}
        </Combobox.Dropdown>
      </Combobox>
      {language === 'template' && !input.disabled && (
        <Fallbacks template={value} onTake={takeFallback} />
      )}
    </div>
  );
}

/**
 * Selects the first offer whenever the offers change, so that Enter takes it. It stands behind the
 * options, since the store knows of a list only after the list is there.
 */
function FirstSelected({ store, offers }: { store: ComboboxStore; offers: string }) {
  const { selectFirstOption } = store;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other offers have another first one
  useEffect(() => {
    selectFirstOption();
  }, [selectFirstOption, offers]);
  return null;
}
