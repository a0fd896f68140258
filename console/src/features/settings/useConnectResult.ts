import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { notifyDone, notifyFailure } from '@/shared/feedback/notify';

const PROBLEMS: Record<string, string> = {
  denied: 'The account was not connected: somebody said no at the platform.',
  expired: 'The account was not connected: that took too long, or began in another browser.',
  refused: 'The platform refused to connect the account. Check the client that is set up for it.',
  taken: 'The account was not connected: the connection was deleted, or its name taken.',
  unreachable: 'The platform did not answer. Try again in a while.',
};

const UNKNOWN = 'The account was not connected.';

/** Says once what came of connecting an account, as the address tells after a platform. */
export function useConnectResult() {
  const [parameters, setParameters] = useSearchParams();
  const isConnected = parameters.has('connected');
  const problem = parameters.get('connectProblem');
  useEffect(() => {
    if (!isConnected && problem === null) {
      return;
    }
    if (problem === null) {
      notifyDone('The account is connected.');
    } else {
      notifyFailure(PROBLEMS[problem] ?? UNKNOWN);
    }
    setParameters(
      (current) => {
        const rest = new URLSearchParams(current);
        rest.delete('connected');
        rest.delete('connectProblem');
        return rest;
      },
      { replace: true },
    );
  }, [isConnected, problem, setParameters]);
}
