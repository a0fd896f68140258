import { useQuery } from '@tanstack/react-query';
import { ReactFlowProvider } from '@xyflow/react';
import { useParams } from 'react-router';
import { getFlowOptions, listStepTypesOptions } from '@/client/@tanstack/react-query.gen';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { Page } from '@/shared/layout/Page';
import { ABOVE } from './above';
import { FlowEditor } from './FlowEditor';

/** A flow on its canvas. */
export function EditorPage() {
  const { id = '' } = useParams();
  const flow = useQuery({ ...getFlowOptions({ path: { id } }), refetchOnWindowFocus: true });
  const types = useQuery({ ...listStepTypesOptions(), staleTime: Number.POSITIVE_INFINITY });
  if (!flow.data || !types.data) {
    const failed = [flow, types].find(({ isError }) => isError);
    return (
      <Page title="Flow" above={ABOVE}>
        {failed ? (
          <ErrorState error={failed.error} onRetry={() => failed.refetch()} />
        ) : (
          <Loading />
        )}
      </Page>
    );
  }
  return (
    <ReactFlowProvider key={id}>
      <FlowEditor flow={flow.data} stepTypes={types.data.data} />
    </ReactFlowProvider>
  );
}
