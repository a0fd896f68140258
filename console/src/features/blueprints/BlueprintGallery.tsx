import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { listBlueprintsOptions } from '@/client/@tanstack/react-query.gen';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { BlueprintCard } from './BlueprintCard';
import classes from './Blueprints.module.css';

const PLACES = ['1', '2', '3', '4', '5', '6'];

interface Props {
  /** Whether only those are shown that make a template. */
  templates?: boolean;
}

/** Blueprints, each to be tried with a click. */
export function BlueprintGallery({ templates }: Props) {
  const blueprints = useQuery(listBlueprintsOptions());
  if (blueprints.isError) {
    return <ErrorState error={blueprints.error} onRetry={() => blueprints.refetch()} />;
  }
  if (blueprints.isPending) {
    // As high as what comes, so that what stands below stays where it is.
    return (
      <div className={classes.gallery}>
        {PLACES.map((place) => (
          <Skeleton key={place} height={310} radius="md" />
        ))}
      </div>
    );
  }
  return (
    <ul className={classes.gallery} aria-label="Blueprints">
      {blueprints.data.data
        .filter(({ isTemplate }) => isTemplate || !templates)
        .map((blueprint) => (
          <BlueprintCard key={blueprint.id} blueprint={blueprint} />
        ))}
    </ul>
  );
}
