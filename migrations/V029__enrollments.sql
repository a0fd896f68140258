-- The graph of a template as it is now: an enrollment that begins walks it.
ALTER TABLE workflow_templates ADD COLUMN plan_hash char(64);

-- What holds an enrollment, as its run last said.
ALTER TABLE workflow_enrollments
    ADD COLUMN waiting_on jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(waiting_on) = 'array');

ALTER TABLE bulk_operations
    -- the run whose counters tell how far a bulk enrollment is
    ADD COLUMN run_id uuid REFERENCES workflow_runs ON DELETE SET NULL,
    DROP CONSTRAINT bulk_operations_kind_check,
    ADD CONSTRAINT bulk_operations_kind_check CHECK (kind IN
        ('seed', 'pause', 'resume', 'migrate', 'enroll', 'complete'));
CREATE INDEX bulk_operations_run ON bulk_operations (run_id);

-- A sequence whose enrollment has ended, or went with its template or contact, is to be cancelled. The mark is set
-- with the change itself, whoever makes it, so that nobody has to look for such runs among all that live.
ALTER TABLE workflow_runs ADD COLUMN unwanted_since timestamptz;
CREATE INDEX workflow_runs_unwanted ON workflow_runs (id)
    WHERE unwanted_since IS NOT NULL AND completed_at IS NULL;

CREATE FUNCTION mark_unwanted_sequences() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE stitch.workflow_runs r SET unwanted_since = now()
    FROM enrollments_before b
    WHERE r.id = b.workflow_run_id AND r.completed_at IS NULL AND r.unwanted_since IS NULL
      AND b.status IN ('pending', 'active', 'paused')
      AND NOT EXISTS (SELECT 1 FROM stitch.workflow_enrollments e
                      WHERE e.id = b.id AND e.status IN ('pending', 'active', 'paused'));
    RETURN NULL;
END
$$;
CREATE TRIGGER workflow_enrollments_deleted AFTER DELETE ON workflow_enrollments
    REFERENCING OLD TABLE AS enrollments_before
    FOR EACH STATEMENT EXECUTE FUNCTION mark_unwanted_sequences();
CREATE TRIGGER workflow_enrollments_ended AFTER UPDATE ON workflow_enrollments
    REFERENCING OLD TABLE AS enrollments_before
    FOR EACH STATEMENT EXECUTE FUNCTION mark_unwanted_sequences();
