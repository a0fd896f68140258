-- How contacts get through the stages of a flow: who came to a stage, and what became of them there, is read from these
-- few events alone.
CREATE INDEX journey_events_stages ON journey_events (entity_id, seq) INCLUDE (type, to_node, at)
    WHERE type IN ('moved', 'journey_completed', 'journey_exited', 'journey_cancelled');

-- Mail that came back for now: when that happens to the newest mails of an address one after the other, it is dead.
ALTER TABLE mail_outcomes
    DROP CONSTRAINT mail_outcomes_outcome_check,
    ADD CONSTRAINT mail_outcomes_outcome_check CHECK (outcome IN ('replied', 'bounced', 'soft_bounced', 'complained'));
CREATE INDEX email_messages_recipient ON email_messages (lower(to_addr), sent_at DESC) WHERE direction = 'outbound';

-- A task may also be about a person who is away, or a mailbox that has paused itself; nothing waits for its answer but
-- mail. One of a kind is open at once.
ALTER TABLE human_tasks
    ADD COLUMN contact_id uuid REFERENCES contacts ON DELETE CASCADE,
    ADD COLUMN mailbox    text,
    DROP CONSTRAINT human_tasks_kind_check,
    ADD CONSTRAINT human_tasks_kind_check CHECK (kind IN ('step', 'blocked', 'approval', 'deadline', 'absence', 'mailbox')),
    DROP CONSTRAINT human_tasks_check,
    ADD CONSTRAINT human_tasks_subject CHECK (num_nonnulls(entity_id, run_id, contact_id, mailbox) > 0);
CREATE UNIQUE INDEX human_tasks_absence ON human_tasks (contact_id) WHERE kind = 'absence' AND state = 'open';
CREATE UNIQUE INDEX human_tasks_mailbox ON human_tasks (mailbox) WHERE kind = 'mailbox' AND state = 'open';
CREATE INDEX human_tasks_contact ON human_tasks (contact_id);

-- By a mail that mail programs write for their users.
ALTER TABLE consent_changes
    DROP CONSTRAINT consent_changes_source_check,
    ADD CONSTRAINT consent_changes_source_check CHECK (source IN
        ('one_click', 'page', 'mail', 'person', 'api', 'import', 'complaint', 'flow', 'merge'));
ALTER TABLE inbound_deliveries
    DROP CONSTRAINT inbound_deliveries_kind_check,
    ADD CONSTRAINT inbound_deliveries_kind_check
        CHECK (kind IN ('reply', 'out_of_office', 'bounced', 'complained', 'unsubscribed'));

-- An enrollment on its way to another graph: its run is cancelled for that and takes it nowhere. Says until when it waits.
ALTER TABLE workflow_enrollments ADD COLUMN moving jsonb CHECK (jsonb_typeof(moving) = 'object');
CREATE INDEX workflow_enrollments_moving ON workflow_enrollments (id) WHERE moving IS NOT NULL;
