import { Anchor, Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { listTemplatesOptions } from '@/client/@tanstack/react-query.gen';
import type { Chosen } from '@/features/contacts/choice/selection';
import { plural } from '@/shared/format/number';
import { humanize } from '@/shared/format/words';
import { TEMPLATES } from '../templatePath';
import { EnrollProgress } from './EnrollProgress';
import { ForecastWords } from './ForecastWords';
import { useEnroll } from './useEnroll';
import { useEnrollForecast } from './useEnrollForecast';

interface Props {
  /** An object that stays the same while it says the same. */
  chosen: Chosen;
}

/** Enrolls contacts who are chosen already, in a template that is chosen here. */
export function EnrollChosen({ chosen }: Props) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="compact-xs" leftSection={<IconUserPlus size={13} />} onClick={open}>
        Enroll in a template
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title="Enroll in a template"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {opened && <TemplateChoice chosen={chosen} onClose={close} />}
      </Modal>
    </>
  );
}

function TemplateChoice({ chosen, onClose }: Props & { onClose: () => void }) {
  const [templateId, setTemplateId] = useState<string | null>(null);
  const templates = useQuery(listTemplatesOptions({ query: { pageSize: 200, sort: 'name' } }));
  const open = templates.data?.data.filter(
    ({ status, steps }) => status !== 'completed' && steps.length > 0,
  );
  const template = open?.find(({ id }) => id === templateId);
  const forecast = useEnrollForecast(templateId, chosen);
  const { mutate, isPending, data } = useEnroll();
  if (data && template) {
    return <EnrollProgress template={template} enrolled={data} onClose={onClose} />;
  }
  const accepted = forecast.forecast?.accepted;
  return (
    <Stack>
      {open?.length === 0 ? (
        <Text size="sm">
          No template has steps yet.{' '}
          <Anchor component={Link} to={TEMPLATES} inherit>
            Make one
          </Anchor>{' '}
          first.
        </Text>
      ) : (
        <Select
          label="Template"
          placeholder="Choose one"
          searchable
          data={(open ?? []).map(({ id, name, status }) => ({
            value: id,
            label: status === 'active' ? name : `${name} (${humanize(status).toLowerCase()})`,
          }))}
          value={templateId}
          onChange={setTemplateId}
        />
      )}
      {templateId && <ForecastWords {...forecast} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          disabled={!template || !forecast.isSettled || accepted === 0}
          loading={isPending}
          onClick={() => templateId && mutate({ templateId, chosen })}
        >
          {accepted === undefined ? 'Enroll' : `Enroll ${plural(accepted, 'contact')}`}
        </Button>
      </Group>
    </Stack>
  );
}
