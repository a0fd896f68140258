import { CopyIconButton } from './CopyIconButton';
import classes from './JsonView.module.css';

interface Props {
  value: unknown;
  label: string;
}

/** A value as readable JSON that can be copied. */
export function JsonView({ value, label }: Props) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return (
    <section className={classes.frame} aria-label={label}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className={classes.code} tabIndex={0}>
        {text}
      </pre>
      <div className={classes.copy}>
        <CopyIconButton value={text} label={`Copy ${label.toLowerCase()}`} />
      </div>
    </section>
  );
}
