-- People and organisations, and who they are on other platforms.
CREATE TABLE contacts (
    id              uuid PRIMARY KEY,
    name            text,
    email           text UNIQUE CHECK (email = lower(email) AND email <> ''),
    phone           text,
    company         text,
    title           text,
    timezone        text,
    platform        jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(platform) = 'object'),
    attributes      jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
    tags            text[]      NOT NULL DEFAULT '{}',
    status          text        NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'archived')),
    lifecycle_stage text,
    unsubscribed_at timestamptz,
    version         bigint      NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX contacts_created_at ON contacts (created_at DESC, id);
CREATE INDEX contacts_status ON contacts (status);
CREATE INDEX contacts_tags ON contacts USING gin (tags);

CREATE TABLE contact_identities (
    id               uuid PRIMARY KEY,
    contact_id       uuid        NOT NULL REFERENCES contacts ON DELETE CASCADE,
    platform         text        NOT NULL CHECK (platform <> ''),
    platform_user_id text        NOT NULL CHECK (platform_user_id <> ''),
    created_at       timestamptz NOT NULL DEFAULT now(),
    UNIQUE (platform, platform_user_id)
);
CREATE INDEX contact_identities_contact ON contact_identities (contact_id);
