import { useQuery } from '@tanstack/react-query';
import { ReactFlowProvider } from '@xyflow/react';
import { useParams } from 'react-router';
import { getFlowOptions } from '@/client/@tanstack/react-query.gen';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { Page } from '@/shared/layout/Page';
import { ABOVE } from './above';
import { FlowEditor } from './FlowEditor';

/** A flow on its canvas. */
export function EditorPage() {
  const { id = '' } = useParams();
  const flow = useQuery({ ...getFlowOptions({ path: { id } }), refetchOnWindowFocus: true });
  if (!flow.data) {
    return (
      <Page title="Flow" above={ABOVE}>
        {flow.isError ? (
          <ErrorState error={flow.error} onRetry={() => flow.refetch()} />
        ) : (
          <Loading />
        )}
      </Page>
    );
  }
  return (
    <ReactFlowProvider key={id}>
      <FlowEditor flow={flow.data} />
    </ReactFlowProvider>
  );
}
