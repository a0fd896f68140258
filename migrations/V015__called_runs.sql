-- Runs that other runs have called and whose end their caller has not been told of yet.
CREATE INDEX workflow_runs_unreported ON workflow_runs (completed_at)
    WHERE config ? 'caller' AND NOT config ? 'reported';
