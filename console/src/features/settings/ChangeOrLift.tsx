import { Button, Group } from '@mantine/core';

interface Props {
  /** What is changed or lifted, as `the budget of everything`. */
  of: string;
  onChange: () => void;
  onLift: () => void;
}

/** The acts on a row that limits something. */
export function ChangeOrLift({ of, onChange, onLift }: Props) {
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <Button size="compact-xs" variant="subtle" aria-label={`Change ${of}`} onClick={onChange}>
        Change
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        color="red"
        aria-label={`Lift ${of}`}
        onClick={onLift}
      >
        Lift
      </Button>
    </Group>
  );
}
