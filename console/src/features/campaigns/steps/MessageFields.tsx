import { Button, Switch } from '@mantine/core';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import type { JsonObject } from '@/client';
import { MessageTexts } from './MessageTexts';
import { SavedMailField } from './SavedMailField';
import type { StepFieldsProps } from './StepForm';
import { VariantFields } from './VariantFields';
import { asVariants, type Variant } from './variants';

interface Props extends StepFieldsProps {
  isMail: boolean;
  isFirst: boolean;
}

/** What a message says, in one version or in several that compete. */
export function MessageFields({ config, fault, onChange, isMail, isFirst }: Props) {
  const variants = Array.isArray(config.variants) ? (config.variants as Variant[]) : [];
  const saved = typeof config.mailTemplate === 'string' ? config.mailTemplate : null;
  return (
    <>
      {isMail && variants.length === 0 && (
        <SavedMailField
          value={saved}
          error={fault('/mailTemplate') ?? fault('/mailTemplateVersion')}
          onChange={(id) =>
            onChange(
              id === null
                ? { mailTemplate: null, mailTemplateVersion: null, subject: '', text: '' }
                : {
                    mailTemplate: id,
                    mailTemplateVersion: null,
                    subject: null,
                    text: null,
                    html: null,
                  },
            )
          }
        />
      )}
      {saved !== null && variants.length === 0 ? null : variants.length > 0 ? (
        <VariantFields
          variants={variants}
          isMail={isMail}
          fault={(field) => fault(`/variants${field}`)}
          onChange={(change) => onChange(change)}
        />
      ) : (
        <>
          <MessageTexts texts={config} isMail={isMail} fault={fault} onChange={onChange} />
          <Button
            size="compact-xs"
            variant="default"
            style={{ justifySelf: 'start' }}
            leftSection={<IconArrowsSplit2 size={13} />}
            onClick={() => onChange(asVariants(config) as unknown as JsonObject)}
          >
            Try a second version
          </Button>
        </>
      )}
      {isMail && !isFirst && (
        <Switch
          size="xs"
          label="As a reply in the thread of the message before"
          checked={config.sameThread === true}
          onChange={(event) => onChange({ sameThread: event.currentTarget.checked || null })}
        />
      )}
      {isMail && (
        <Switch
          size="xs"
          label="Count clicks on the links of its HTML"
          checked={config.trackClicks === true}
          onChange={(event) => onChange({ trackClicks: event.currentTarget.checked || null })}
        />
      )}
      {isMail && (
        <Switch
          size="xs"
          label="Transactional: quiet hours, limits of the person and unsubscribing do not hold it"
          checked={config.transactional === true}
          onChange={(event) => onChange({ transactional: event.currentTarget.checked || null })}
        />
      )}
    </>
  );
}
