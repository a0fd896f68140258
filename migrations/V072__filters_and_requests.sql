-- Contacts, and journeys by their contacts, are filtered by company, by the attributes that they have and by being on a
-- journey, without all of them being read.
--
-- An index that is there is taken as it is, so that those of very large tables can be built beforehand, with CONCURRENTLY
-- and without a lock.

-- The newest first, as the lists are sorted unless they are asked otherwise.
CREATE INDEX IF NOT EXISTS contacts_by_created_at ON contacts (created_at DESC NULLS LAST, id DESC);
CREATE INDEX IF NOT EXISTS entities_by_created_at ON entities (created_at DESC NULLS LAST, id DESC);

-- Contacts that have an attribute, whatever it is: what contacts_attributes does not answer.
CREATE INDEX IF NOT EXISTS contacts_attribute_names ON contacts USING gin (attributes);

-- Who is on a journey.
CREATE INDEX IF NOT EXISTS entities_contacts_live ON entities (contact_id) WHERE ended_at IS NULL;

-- Parts of companies' names: at once where the server brings the extension and the user may make it, else contact by
-- contact.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX IF NOT EXISTS contacts_company_parts ON contacts USING gin (company gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported OR undefined_object THEN
    RAISE NOTICE 'Without the extension pg_trgm, companies are searched without an index: %', SQLERRM;
END
$$;

-- What calls of steps have sent that failed, without what is secret in it. Last, since servers cannot write runs from here
-- to the end.
CREATE TABLE step_requests (
    run_id  uuid  NOT NULL REFERENCES workflow_runs ON DELETE CASCADE,
    node_id text  NOT NULL,
    request jsonb NOT NULL,
    PRIMARY KEY (run_id, node_id)
);
