-- Mail that a platform's API has sent: what the platform calls it. Replies name the platform's Message-ID, which may be
-- another than the one that Stitch gave.
ALTER TABLE email_messages
    ADD COLUMN platform_id         text,
    ADD COLUMN platform_thread_id  text,
    ADD COLUMN platform_message_id text;
CREATE INDEX email_messages_platform_message ON email_messages (platform_message_id)
    WHERE platform_message_id IS NOT NULL;
CREATE INDEX email_messages_platform_id ON email_messages (platform_id) WHERE platform_id IS NOT NULL;

-- Whoever looks at a platform whether an act happened leaves out those that are known.
CREATE INDEX effects_provider ON effects (kind, provider_id) WHERE provider_id IS NOT NULL;
