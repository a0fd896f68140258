import { Autocomplete } from '@mantine/core';
import { MODELS } from '@/shared/models';

/** What the run asks when it names none. */
const USUAL = 'claude-haiku-5-5';

interface Props {
  value: string;
  onChange: (model: string) => void;
  error: string | undefined;
}

/** Which language model reads the pages that are found. */
export function ModelField(props: Props) {
  return (
    <Autocomplete
      label="Language model"
      description="Reads the facts out of pages. The run says what it cost."
      placeholder={USUAL}
      data={MODELS}
      {...props}
    />
  );
}
