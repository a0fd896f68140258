-- A mailbox may also begin slowly, leave random gaps, and spare the domains of its recipients.
ALTER TABLE send_limits
    ADD COLUMN spacing_max_seconds integer CHECK (spacing_max_seconds BETWEEN 1 AND 86400),
    ADD COLUMN domain_per_hour     integer CHECK (domain_per_hour BETWEEN 1 AND 1000000),
    ADD COLUMN domain_per_day      integer CHECK (domain_per_day BETWEEN 1 AND 1000000),
    ADD COLUMN ramp_start          integer CHECK (ramp_start BETWEEN 1 AND 1000000),
    ADD COLUMN ramp_increment      integer CHECK (ramp_increment BETWEEN 1 AND 1000000),
    ADD COLUMN ramp_percent        boolean,
    ADD COLUMN ramp_max            integer CHECK (ramp_max BETWEEN 1 AND 1000000),
    -- days on which it had sent before ramp_day, since the ramp-up began
    ADD COLUMN ramp_days           integer NOT NULL DEFAULT 0,
    -- the last day, by UTC, on which it sent
    ADD COLUMN ramp_day            date,
    DROP CONSTRAINT send_limits_check,
    ADD CONSTRAINT send_limits_says_something CHECK (num_nonnulls(per_hour, per_day, spacing_seconds,
        domain_per_hour, domain_per_day, ramp_start) > 0),
    ADD CONSTRAINT send_limits_spacing CHECK (spacing_max_seconds >= spacing_seconds
        AND (spacing_max_seconds IS NULL OR spacing_seconds IS NOT NULL)),
    ADD CONSTRAINT send_limits_ramp CHECK (num_nonnulls(ramp_start, ramp_increment, ramp_percent, ramp_max) IN (0, 4)
        AND ramp_max >= ramp_start);

-- The ledger also says to whom, so that domains and people have limits of their own.
ALTER TABLE send_slots
    ADD COLUMN recipient        text,
    ADD COLUMN recipient_domain text GENERATED ALWAYS AS (split_part(recipient, '@', -1)) STORED,
    ADD COLUMN contact_id       uuid,
    ADD COLUMN follow_up        boolean     NOT NULL DEFAULT false,
    -- does not count against the limits of its recipient
    ADD COLUMN transactional    boolean     NOT NULL DEFAULT false,
    ADD COLUMN asked_at         timestamptz NOT NULL DEFAULT now();
UPDATE send_slots s SET recipient = lower(m.to_addr), contact_id = m.contact_id
FROM email_messages m WHERE m.effect_key = s.effect_key;
CREATE INDEX send_slots_recipient ON send_slots (recipient, slot_at);
CREATE INDEX send_slots_recipient_domain ON send_slots (recipient_domain, slot_at);

-- What one person may be sent at most, over all journeys and templates.
CREATE TABLE contact_limits (
    channel        text    NOT NULL CHECK (channel IN ('email')),
    period_seconds integer NOT NULL CHECK (period_seconds BETWEEN 60 AND 2678400),
    -- as it was said, e.g. P1D
    period         text    NOT NULL,
    max_messages   integer NOT NULL CHECK (max_messages BETWEEN 1 AND 1000000),
    PRIMARY KEY (channel, period_seconds)
);

-- One row: when nobody is written to, in the zone of each person.
CREATE TABLE contact_hours (
    id               boolean PRIMARY KEY DEFAULT true CHECK (id),
    quiet_from       text,
    quiet_to         text CHECK ((quiet_to IS NULL) = (quiet_from IS NULL) AND quiet_to <> quiet_from),
    -- of people whose own is not known
    default_timezone text        NOT NULL DEFAULT 'UTC',
    updated_by       text,
    updated_at       timestamptz NOT NULL DEFAULT now()
);
INSERT INTO contact_hours DEFAULT VALUES;

-- Mailboxes that send nothing until somebody resumes them. mailbox is as in send_limits.
CREATE TABLE mailbox_pauses (
    mailbox   text PRIMARY KEY,
    reason    text        NOT NULL,
    paused_by text        NOT NULL,
    paused_at timestamptz NOT NULL DEFAULT now()
);

-- Which mailbox of several, and which text of several, somebody got and keeps getting.
CREATE TABLE mailbox_assignments (
    -- the template or flow
    thread_id   uuid        NOT NULL,
    -- id of the contact, or the address of somebody who is none
    person      text        NOT NULL,
    mailbox     text        NOT NULL,
    assigned_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (thread_id, person)
);
CREATE INDEX mailbox_assignments_mailbox ON mailbox_assignments (mailbox, assigned_at);

CREATE TABLE variant_assignments (
    thread_id   uuid        NOT NULL,
    node_id     text        NOT NULL,
    person      text        NOT NULL,
    variant     text        NOT NULL,
    assigned_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (thread_id, node_id, person)
);
ALTER TABLE email_messages ADD COLUMN variant text;
-- What a run has sent so far is what its next mail goes on from.
CREATE INDEX email_messages_run ON email_messages (run_id);
