-- The ledger of outward acts, and the mail that is one of them.
CREATE TABLE effects (
    key          text PRIMARY KEY,
    kind         text        NOT NULL,
    state        text        NOT NULL CHECK (state IN ('intended', 'sending', 'sent', 'unknown', 'failed')),
    provider_id  text,
    payload_hash char(64)    NOT NULL,
    result       jsonb,
    error        text,
    run_id       uuid,
    at           timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX effects_unsettled ON effects (updated_at) WHERE state IN ('sending', 'unknown');
CREATE INDEX effects_run ON effects (run_id);

CREATE TABLE email_messages (
    id          uuid PRIMARY KEY,
    message_id  text        NOT NULL UNIQUE,
    direction   text        NOT NULL CHECK (direction IN ('outbound', 'inbound')),
    mailbox     text        NOT NULL,
    from_addr   text        NOT NULL,
    to_addr     text        NOT NULL,
    reply_to    text,
    subject     text        NOT NULL DEFAULT '',
    text_body   text,
    html_body   text,
    in_reply_to text,
    -- names the journey or run in the reply address; random, so that nobody can guess another's
    reply_token text UNIQUE,
    entity_id   uuid        REFERENCES entities ON DELETE SET NULL,
    run_id      uuid,
    node_id     text,
    contact_id  uuid        REFERENCES contacts ON DELETE SET NULL,
    effect_key  text,
    sent_at     timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX email_messages_entity ON email_messages (entity_id);
CREATE INDEX email_messages_contact ON email_messages (contact_id);
CREATE INDEX email_messages_sent_at ON email_messages (sent_at DESC, id);
CREATE INDEX email_messages_in_reply_to ON email_messages (in_reply_to);
