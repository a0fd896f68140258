-- The links of a mail whose clicks are counted. Their addresses are written down when the mail is claimed, so a token leads
-- to one of them and nowhere else. A link works for as long as its row is kept, which is for ever.
CREATE TABLE tracked_links (
    -- stands in the tokens
    id          uuid PRIMARY KEY,
    message_id  text        NOT NULL,
    -- of this mail alone: its tokens are signed with it
    signing_key bytea       NOT NULL CHECK (length(signing_key) = 32),
    urls        text[]      NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX tracked_links_message_id ON tracked_links (message_id);

CREATE TABLE mail_clicks (
    tracked_links_id uuid        NOT NULL REFERENCES tracked_links ON DELETE CASCADE,
    link_index       integer     NOT NULL CHECK (link_index >= 0),
    at               timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tracked_links_id, link_index)
);
