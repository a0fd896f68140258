import { type ComboboxItemGroup, MultiSelect } from '@mantine/core';
import { faultWithin } from '@/shared/api/ApiError';
import { chosenAnew, offered } from './toolChoice';

interface Props {
  value: readonly string[];
  onChange: (tools: string[]) => void;
  /** What can be chosen now. */
  groups: ComboboxItemGroup<string>[];
  /** Why the request was refused. */
  error: unknown;
}

/** What an agent may use: tools of Stitch, of its workspace, and of servers that are connected. */
export function ToolsField({ value, onChange, groups, error }: Props) {
  return (
    <MultiSelect
      label="Tools"
      description="What the agent may use. What can be seen outside waits for a person."
      data={groups}
      searchable
      value={offered(value, groups)}
      error={faultWithin(error, '/tools')}
      onChange={(next) => onChange(chosenAnew(value, next, groups))}
    />
  );
}
