import { type ComponentProps, useState } from 'react';
import { ViewSwitch } from '@/shared/forms/ViewSwitch';
import { SchemaBuilder } from './SchemaBuilder';
import { SchemaText } from './SchemaText';
import { readSchema } from './schemaFields';

const FIELDS = 'Fields';
const JSON_VIEW = 'JSON';

/** What data must look like, as fields where fields can say it, and as JSON Schema. */
export function SchemaInput(props: ComponentProps<typeof SchemaText>) {
  const canBeFields = readSchema(props.value) !== null;
  // What is typed as JSON stays JSON while it is typed, also where fields could say it.
  const [wanted, setWanted] = useState<typeof FIELDS | typeof JSON_VIEW>(
    canBeFields ? FIELDS : JSON_VIEW,
  );
  const { id, ...input } = props;
  const view = canBeFields ? wanted : JSON_VIEW;
  return (
    <ViewSwitch
      label={props.label}
      views={[FIELDS, JSON_VIEW]}
      view={view}
      blocked={canBeFields ? [] : [FIELDS]}
      onChange={setWanted}
    >
      {view === FIELDS ? <SchemaBuilder {...input} /> : <SchemaText id={id} {...input} />}
    </ViewSwitch>
  );
}
