-- What a template is for. The columns follow its config when it is kept, so that a statement over many contacts never
-- reads a text that nobody checked.
ALTER TABLE workflow_templates
    ADD COLUMN goal_event   text,
    -- CEL
    ADD COLUMN goal_when    text,
    -- how long a mail is given credit, and how long after its end an enrollment may still reach the goal
    ADD COLUMN goal_seconds bigint,
    -- whether reaching the goal ends the enrollment
    ADD COLUMN goal_exit    boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT workflow_templates_goal
        CHECK (num_nonnulls(goal_event, goal_when) = num_nonnulls(goal_seconds)
           AND num_nonnulls(goal_event, goal_when) <= 1);

-- Who has reached the goal: once each enrollment.
CREATE TABLE enrollment_goals (
    enrollment_id uuid PRIMARY KEY REFERENCES workflow_enrollments ON DELETE CASCADE,
    -- the event that was the goal; null when an expression was
    event         text,
    -- the last mail before, with its node and variant; null when none went out within the window
    message_id    text,
    node_id       text,
    variant       text,
    reached_at    timestamptz NOT NULL
);
CREATE INDEX enrollment_goals_message_id ON enrollment_goals (message_id);

-- Contacts of whom a template has something to ask, since they have changed: whether its exitWhen holds now, or its goal.
-- Rows are only added and taken, so that nobody waits for whoever asks.
CREATE TABLE contact_changes (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contact_id uuid        NOT NULL,
    at         timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE FUNCTION note_contact_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO stitch.contact_changes (contact_id)
    SELECT n.id FROM contacts_after n
    WHERE EXISTS (
        SELECT 1 FROM stitch.workflow_enrollments e JOIN stitch.workflow_templates t ON t.id = e.template_id
        WHERE e.contact_id = n.id AND e.began_at IS NOT NULL
          AND (e.status IN ('active', 'paused') AND t.config -> 'exitWhen' IS NOT NULL
            OR t.goal_when IS NOT NULL
               AND (e.completed_at IS NULL OR e.completed_at + make_interval(secs => t.goal_seconds) > now())
               AND NOT EXISTS (SELECT 1 FROM stitch.enrollment_goals g WHERE g.enrollment_id = e.id)));
    RETURN NULL;
END
$$;
CREATE TRIGGER contacts_changed AFTER UPDATE ON contacts
    REFERENCING NEW TABLE AS contacts_after
    FOR EACH STATEMENT EXECUTE FUNCTION note_contact_changes();

-- Whoever begins may have reached the goal before anything was sent, which no mail is to be given credit for.
CREATE FUNCTION note_begun_enrollments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO stitch.contact_changes (contact_id)
    SELECT n.contact_id FROM enrollments_after n
    JOIN enrollments_before b ON b.id = n.id AND b.began_at IS NULL
    JOIN stitch.workflow_templates t ON t.id = n.template_id AND t.goal_when IS NOT NULL
    WHERE n.began_at IS NOT NULL;
    RETURN NULL;
END
$$;
CREATE TRIGGER workflow_enrollments_begun AFTER UPDATE ON workflow_enrollments
    REFERENCING OLD TABLE AS enrollments_before NEW TABLE AS enrollments_after
    FOR EACH STATEMENT EXECUTE FUNCTION note_begun_enrollments();

-- The goals of a template that are open are walked in this order.
CREATE INDEX workflow_enrollments_begun ON workflow_enrollments (template_id, id) WHERE began_at IS NOT NULL;
