import { Autocomplete, JsonInput } from '@mantine/core';
import { faultWithin } from '@/shared/api/ApiError';
import { MODELS } from '@/shared/models';
import { isScripted, type ModelChoice, SCRIPTED, scriptOf } from './modelChoice';

interface Props {
  value: ModelChoice;
  onChange: (choice: ModelChoice) => void;
  /** Why the request was refused. */
  error: unknown;
}

/** Which model is asked. */
export function ModelFields({ value, onChange, error }: Props) {
  return (
    <>
      <Autocomplete
        label="Model"
        data={[...MODELS, SCRIPTED]}
        value={value.model}
        error={faultWithin(error, '/model')}
        onChange={(model) => onChange({ ...value, model })}
      />
      {isScripted(value) && (
        <JsonInput
          label="Script"
          description="What the model says, an entry for each turn."
          autosize
          minRows={4}
          maxRows={14}
          value={value.script}
          error={scriptOf(value) ? faultWithin(error, '/script') : 'Must be a JSON object.'}
          onChange={(script) => onChange({ ...value, script })}
        />
      )}
    </>
  );
}
