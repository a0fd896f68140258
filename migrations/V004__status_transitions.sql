-- A final status is final, in the database too. A projection that arrives late is skipped by its fence before it gets
-- here. Only the workflow itself may correct what it wrote, when a workflow task was lost after its flush and is done
-- again: its fence is then later. Whatever else goes backward is a defect and is refused.
CREATE FUNCTION run_status_may_follow(old_status text, new_status text) RETURNS boolean
    LANGUAGE sql IMMUTABLE AS $$
SELECT CASE old_status
    WHEN 'pending' THEN new_status IN ('pending', 'running', 'paused', 'completed', 'failed', 'cancelled', 'killed')
    WHEN 'running' THEN new_status IN ('running', 'paused', 'completed', 'failed', 'cancelled', 'killed')
    WHEN 'paused' THEN new_status IN ('running', 'paused', 'completed', 'failed', 'cancelled', 'killed')
    ELSE new_status = old_status
END
$$;

CREATE FUNCTION refuse_run_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT stitch.run_status_may_follow(OLD.status, NEW.status)
        AND (NEW.fence_run_start, NEW.fence_history, NEW.fence_flush)
            <= (OLD.fence_run_start, OLD.fence_history, OLD.fence_flush) THEN
        RAISE EXCEPTION 'run % cannot go from % to %', OLD.id, OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'workflow_runs_status_transition';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER workflow_runs_status_transition BEFORE UPDATE OF status ON workflow_runs
    FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION refuse_run_status();

CREATE FUNCTION refuse_entity_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status IN ('completed', 'exited', 'cancelled')
        AND (NEW.fence_run_start, NEW.fence_history, NEW.fence_flush)
            <= (OLD.fence_run_start, OLD.fence_history, OLD.fence_flush) THEN
        RAISE EXCEPTION 'entity % cannot go from % to %', OLD.id, OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entities_status_transition';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER entities_status_transition BEFORE UPDATE OF status ON entities
    FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION refuse_entity_status();

CREATE FUNCTION refuse_task_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'task % is % and cannot become %', OLD.id, OLD.state, NEW.state
        USING ERRCODE = 'check_violation', CONSTRAINT = 'human_tasks_state_transition';
END
$$;
CREATE TRIGGER human_tasks_state_transition BEFORE UPDATE OF state ON human_tasks
    FOR EACH ROW WHEN (OLD.state <> 'open' AND OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION refuse_task_state();
