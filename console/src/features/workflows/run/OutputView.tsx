import { JsonView } from '@/shared/json/JsonView';
import { LargeOutput } from './LargeOutput';
import { outputReference } from './outputReference';

interface Props {
  label: string;
  value: unknown;
}

/** What a step gave; when it is large, it comes when somebody asks for it. */
export function OutputView({ label, value }: Props) {
  const reference = outputReference(value);
  return reference ? (
    <LargeOutput label={label} reference={reference} />
  ) : (
    <JsonView label={label} value={value} />
  );
}
