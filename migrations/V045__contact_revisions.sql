-- What runs have done to contacts, so that it can be shown and taken back. What people write themselves is not here.
CREATE TABLE contact_revisions (
    -- in the order in which a contact's revisions came: whoever adds one holds the contact's row
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contact_id       uuid        NOT NULL REFERENCES contacts ON DELETE CASCADE,
    -- merged: another contact went into this one; merged_away: this one went into another
    kind             text        NOT NULL CHECK (kind IN
                     ('created', 'updated', 'merged', 'merged_away', 'archived', 'restored')),
    source           text        NOT NULL CHECK (source IN ('sync', 'enrich', 'search', 'prune', 'flow', 'undo')),
    -- whose word it is, when it is a platform's
    platform         text        CHECK (platform <> ''),
    workflow_run_id  uuid        REFERENCES workflow_runs ON DELETE SET NULL,
    -- who asked for it, as the audit log names people, when somebody did
    actor            text,
    other_contact_id uuid        REFERENCES contacts ON DELETE SET NULL,
    -- from field to {"before", "after"}; of objects only the keys that differ
    fields           jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(fields) = 'object'),
    -- since when it is taken back
    undone_at        timestamptz,
    at               timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX contact_revisions_contact ON contact_revisions (contact_id, id DESC);
CREATE INDEX contact_revisions_run ON contact_revisions (workflow_run_id, id);
CREATE INDEX contact_revisions_other ON contact_revisions (other_contact_id);
