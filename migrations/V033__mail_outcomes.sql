-- What became of mail that went out, as answers and reports say it.
CREATE TABLE mail_outcomes (
    message_id text        NOT NULL REFERENCES email_messages (message_id) ON DELETE CASCADE,
    outcome    text        NOT NULL CHECK (outcome IN ('replied', 'bounced', 'complained')),
    at         timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (message_id, outcome)
);

-- People who are not written to for a while, by any flow or template.
CREATE TABLE contact_holds (
    contact_id uuid        NOT NULL REFERENCES contacts ON DELETE CASCADE,
    reason     text        NOT NULL CHECK (reason IN ('out_of_office', 'same_company')),
    until      timestamptz NOT NULL,
    PRIMARY KEY (contact_id, reason)
);

-- A mailbox pauses itself by how much of its newest mail came back.
CREATE INDEX email_messages_mailbox ON email_messages (mailbox, sent_at DESC) WHERE direction = 'outbound';
