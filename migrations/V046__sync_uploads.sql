-- Files that syncs read, in pieces, so that neither who stores nor who reads one holds all of it. A run that has read its
-- file to the end removes it; one that failed leaves it for its retry, for some days.
CREATE TABLE sync_uploads (
    id         uuid PRIMARY KEY,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE sync_upload_pieces (
    upload_id uuid    NOT NULL REFERENCES sync_uploads ON DELETE CASCADE,
    place     integer NOT NULL,
    bytes     bytea   NOT NULL,
    PRIMARY KEY (upload_id, place)
);
-- They are compressed already, or read once.
ALTER TABLE sync_upload_pieces ALTER COLUMN bytes SET STORAGE EXTERNAL;
