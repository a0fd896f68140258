import { Button, Group, Input, SegmentedControl, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { use, useState } from 'react';
import { ApartContext } from '../model/ApartContext';
import { RuleRow } from './RuleRow';
import { BLANK, draftOf, type RuleDraft } from './ruleDrafts';
import { type Rules, readRules, writeRules } from './rules';

interface Props {
  label: string;
  description?: string | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
  disabled?: boolean | undefined;
  /** The fields to choose from; any other path may be typed. */
  fields: readonly string[];
  /** CEL that rules can say. */
  value: string;
  onChange: (value: string) => void;
}

interface Draft {
  match: Rules['match'];
  rows: readonly RuleDraft[];
}

const rulesOf = ({ match, rows }: Draft): Rules => ({
  match,
  rules: rows.map(({ kept }) => kept).filter((rule) => rule !== null),
});

function draftsOf(value: string): Draft {
  const { match, rules } = readRules(value) ?? { match: 'all', rules: [] };
  return { match, rows: rules.length > 0 ? rules.map(draftOf) : [BLANK] };
}

/** Whether two drafts differ in what is typed only. */
const isTyped = (before: Draft, after: Draft) =>
  before.match === after.match &&
  before.rows.length === after.rows.length &&
  before.rows.every(({ operator }, index) => operator === after.rows[index]?.operator);

/** A condition as rows of field, operator and value. */
export function RuleBuilder({ value, onChange, fields, ...field }: Props) {
  // Rows that were never complete are no part of the value.
  const [draft, setDraft] = useState(() => draftsOf(value));
  const [written, setWritten] = useState(value);
  const shown = written === value ? draft : draftsOf(value);
  const apart = use(ApartContext);
  const change = (next: Draft) => {
    const cel = writeRules(rulesOf(next));
    // What somebody wrote by hand stays as it is until a rule changes.
    const isNews = cel !== writeRules(rulesOf(shown));
    setDraft(next);
    setWritten(isNews ? cel : value);
    if (isNews) {
      if (!isTyped(shown, next)) {
        apart();
      }
      onChange(cel);
    }
  };
  const changeRow = (index: number, row: RuleDraft | null) =>
    change({
      ...shown,
      rows: shown.rows.flatMap((known, at) => (at === index ? (row ? [row] : []) : [known])),
    });
  return (
    <Input.Wrapper {...field} size="xs" labelElement="div">
      <Stack gap={8} mt={6} role="group" aria-label={field.label}>
        {shown.rows.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={`${field.label}: how many must hold`}
            data={[
              { value: 'all', label: 'All of these' },
              { value: 'any', label: 'Any of these' },
            ]}
            value={shown.match}
            disabled={field.disabled ?? false}
            onChange={(match) => change({ ...shown, match: match as Rules['match'] })}
          />
        )}
        {shown.rows.map((row, index) => (
          <RuleRow
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names, and hold no state
            key={index}
            number={index + 1}
            row={row}
            fields={fields}
            disabled={field.disabled ?? false}
            onChange={(next) => changeRow(index, next)}
            onRemove={() => changeRow(index, null)}
          />
        ))}
        {!field.disabled && (
          <Group>
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconPlus size={13} />}
              onClick={() => change({ ...shown, rows: [...shown.rows, BLANK] })}
            >
              Add a rule
            </Button>
          </Group>
        )}
      </Stack>
    </Input.Wrapper>
  );
}
