-- Every change of what somebody wants to be written about. What stands now is the last row of a topic; of everything it is
-- contacts.unsubscribed_at, which changes in the same transaction.
CREATE TABLE consent_changes (
    -- in the order in which a contact's changes came: whoever adds one holds the contact's row
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contact_id uuid        NOT NULL REFERENCES contacts ON DELETE CASCADE,
    -- null is everything
    topic      text        CHECK (topic <> ''),
    state      text        NOT NULL CHECK (state IN ('granted', 'withdrawn')),
    source     text        NOT NULL CHECK (source IN
               ('one_click', 'page', 'person', 'api', 'import', 'complaint', 'flow', 'merge')),
    actor      text,
    detail     text,
    -- Message-ID of the mail that it was answered to
    message_id text,
    at         timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX consent_changes_contact ON consent_changes (contact_id, topic, id DESC);
CREATE INDEX consent_changes_message_id ON consent_changes (message_id);

-- The links in mails by which their recipients unsubscribe. A link works for as long as its row is kept, which is for ever.
CREATE TABLE unsubscribe_links (
    token_hash char(64) PRIMARY KEY,
    -- whose address it was when the mail went out; null when it was nobody's
    contact_id uuid        REFERENCES contacts ON DELETE SET NULL,
    address    text        NOT NULL CHECK (address = lower(address)),
    topic      text        CHECK (topic <> ''),
    message_id text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX unsubscribe_links_contact ON unsubscribe_links (contact_id);
