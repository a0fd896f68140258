import type { Blueprint } from '@/client';
import { lookOf } from '@/features/workflows/editor/model/stepIcons';
import { plural } from '@/shared/format/number';
import classes from './Blueprints.module.css';

/** A small picture of a blueprint: its stages and what hangs from them, or its steps in a row. */
export function BlueprintSpine({ blueprint }: { blueprint: Blueprint }) {
  const { spine, stepTypes } = blueprint;
  if (spine.length === 0) {
    return (
      <ol className={classes.steps} aria-label={`Steps of ${blueprint.title}`}>
        {stepTypes.map((type) => {
          const { icon: Icon } = lookOf(type);
          return (
            <li key={type} className={classes.step}>
              <Icon size={15} stroke={1.7} aria-hidden />
              {type}
            </li>
          );
        })}
      </ol>
    );
  }
  return (
    <ol className={classes.spine} aria-label={`Stages of ${blueprint.title}`}>
      {spine.map(({ id, label, systemFlows }) => (
        <li key={id} className={classes.stage}>
          <span className={classes.dot} />
          <span className={classes.label} title={label}>
            {label}
          </span>
          {systemFlows > 0 && (
            <span className={classes.hanging} title={plural(systemFlows, 'system flow')}>
              {Array.from({ length: systemFlows }, (_, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike and never change
                <span key={index} className={classes.flow} />
              ))}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
