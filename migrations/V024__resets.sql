-- What operators do in Temporal without asking us: reset, terminate, cancel, delete.

-- The time of the workflow task leads the order of projections: it rises also over a reset, which keeps the start of the
-- run and shortens the history. Rows of before have 0, which any task follows. The old columns are still written:
-- servers of the version before, which may run beside these, order by them.
ALTER TABLE entities ADD COLUMN fence_task bigint NOT NULL DEFAULT 0;
ALTER TABLE workflow_runs ADD COLUMN fence_task bigint NOT NULL DEFAULT 0;
UPDATE workflow_runs SET fence_task = floor(extract(epoch FROM completed_at) * 1000)
WHERE fence_run_start = 9223372036854775807;

CREATE OR REPLACE FUNCTION refuse_run_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT stitch.run_status_may_follow(OLD.status, NEW.status)
        AND (NEW.fence_task, NEW.fence_history, NEW.fence_flush)
            <= (OLD.fence_task, OLD.fence_history, OLD.fence_flush)
        AND (NEW.fence_run_start, NEW.fence_history, NEW.fence_flush)
            <= (OLD.fence_run_start, OLD.fence_history, OLD.fence_flush) THEN
        RAISE EXCEPTION 'run % cannot go from % to %', OLD.id, OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'workflow_runs_status_transition';
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION refuse_entity_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status IN ('completed', 'exited', 'cancelled')
        AND (NEW.fence_task, NEW.fence_history, NEW.fence_flush)
            <= (OLD.fence_task, OLD.fence_history, OLD.fence_flush)
        AND (NEW.fence_run_start, NEW.fence_history, NEW.fence_flush)
            <= (OLD.fence_run_start, OLD.fence_history, OLD.fence_flush) THEN
        RAISE EXCEPTION 'entity % cannot go from % to %', OLD.id, OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entities_status_transition';
    END IF;
    RETURN NEW;
END
$$;

-- A question that was settled after the point to which its workflow was reset is asked again: in the transaction that
-- writes the projection of its run or entity, and in no other.
CREATE OR REPLACE FUNCTION refuse_task_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'open' AND (
            EXISTS (SELECT 1 FROM stitch.entities e
                    WHERE e.id = OLD.entity_id AND e.xmin = pg_current_xact_id()::xid)
            OR EXISTS (SELECT 1 FROM stitch.workflow_runs r
                       WHERE r.id = OLD.run_id AND r.xmin = pg_current_xact_id()::xid)) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'task % is % and cannot become %', OLD.id, OLD.state, NEW.state
        USING ERRCODE = 'check_violation', CONSTRAINT = 'human_tasks_state_transition';
END
$$;

-- Live rows in the order of their ids, for the walk that looks for workflows that are gone.
CREATE INDEX entities_live ON entities (id) WHERE ended_at IS NULL AND started_at IS NOT NULL;
CREATE INDEX workflow_runs_live ON workflow_runs (id)
    WHERE isolation = 'child' AND completed_at IS NULL AND started_at IS NOT NULL;
CREATE INDEX workflow_runs_workflow ON workflow_runs (temporal_workflow_id) WHERE isolation = 'child';

-- Calls of for_each whose caller has not been told of their end.
CREATE TABLE for_each_calls (
    id                 uuid PRIMARY KEY,
    -- the run that called; no foreign key, so that a call outlives what may be pruned
    run_id             uuid        NOT NULL,
    caller_workflow_id text        NOT NULL,
    started_at         timestamptz NOT NULL DEFAULT now()
);
INSERT INTO for_each_calls (id, run_id, caller_workflow_id)
SELECT DISTINCT (r.trigger ->> 'callId')::uuid, p.id, p.temporal_workflow_id
FROM workflow_runs r JOIN workflow_runs p ON p.id = r.parent_run_id
WHERE r.trigger ->> 'kind' = 'for_each' AND p.completed_at IS NULL AND p.temporal_workflow_id IS NOT NULL;
